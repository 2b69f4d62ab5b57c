SELECT count(*), coalesce(sum(alone), 0)
FROM (SELECT base IS NULL AS alone FROM revisions WHERE id >= ?1 AND id < ?2 AND keyframe ORDER BY id DESC LIMIT ?3)
