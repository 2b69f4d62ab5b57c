-- Revisions that nothing keeps: ?1 is a day ago, ?2 a week ago. Of what is older, the last of each hour stays for a week, the last of
-- each day for ever, and so do checkpoints.
SELECT brief, revision
FROM (SELECT brief, revision, saved_at, checkpoint,
             row_number() OVER (PARTITION BY brief, day ORDER BY revision DESC)                AS in_day,
             row_number() OVER (PARTITION BY brief, saved_at / 3600000 ORDER BY revision DESC) AS in_hour
      FROM revisions)
WHERE checkpoint IS NULL
  AND saved_at < ?1
  AND in_day > 1
  AND (saved_at < ?2 OR in_hour > 1)
ORDER BY brief, revision
