SELECT revision, began_at, saved_at, checkpoint, name, parts, added, removed
FROM revisions
WHERE id BETWEEN ?1 AND ?2
ORDER BY id DESC
LIMIT ?3
