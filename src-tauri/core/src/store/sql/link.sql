SELECT keyframe, base, length, data
FROM revisions
WHERE id = ?1
