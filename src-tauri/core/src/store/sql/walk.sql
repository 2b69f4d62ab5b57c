SELECT revision, saved_at, pruned, link
FROM revisions
WHERE id BETWEEN ?1 AND ?2
ORDER BY id
