SELECT saved_at, pruned, link
FROM revisions
WHERE id = ?1
