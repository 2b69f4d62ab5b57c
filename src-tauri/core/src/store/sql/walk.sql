SELECT revision, saved_at, pruned, link, base
FROM revisions
WHERE id BETWEEN ?1 AND ?2
ORDER BY id DESC
