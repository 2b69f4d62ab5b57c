-- Revisions that nothing keeps: ?1 is a day ago, ?2 a week ago. Of what is older, the last of each hour stays for a week, the last of
-- each day for ever, and so do checkpoints.
SELECT brief, briefs.id, aged.revision
FROM (SELECT brief, revision, saved_at, checkpoint,
             row_number() OVER (PARTITION BY brief, day ORDER BY revision DESC)                AS in_day,
             row_number() OVER (PARTITION BY brief, saved_at / 3600000 ORDER BY revision DESC) AS in_hour
      FROM revisions) AS aged
     JOIN briefs ON briefs.number = brief
WHERE aged.checkpoint IS NULL
  AND aged.saved_at < ?1
  AND in_day > 1
  AND (aged.saved_at < ?2 OR in_hour > 1)
ORDER BY brief, aged.revision
