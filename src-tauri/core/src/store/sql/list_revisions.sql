SELECT revision, began_at, saved_at, checkpoint, name, parts, added, removed
FROM revisions
WHERE brief = ?1
  AND (?2 IS NULL OR revision < ?2)
ORDER BY revision DESC
LIMIT ?3
