SELECT base, length, data
FROM revisions
WHERE id = ?1
