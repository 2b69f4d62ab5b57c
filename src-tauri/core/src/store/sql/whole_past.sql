SELECT revision, saved_at, base, keyframe, checkpoint IS NOT NULL, pruned
FROM revisions
WHERE id BETWEEN ?1 AND ?2
ORDER BY id
