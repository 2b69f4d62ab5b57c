SELECT revision, saved_at, length, keyframe, pruned, data
FROM revisions
WHERE brief = ?1
ORDER BY revision
