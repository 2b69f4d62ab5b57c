SELECT revision, keyframe, length, data
FROM revisions
WHERE brief = ?1
  AND revision <= ?2
ORDER BY revision DESC
