UPDATE revisions
SET data = last.data
FROM last_revisions AS last
WHERE last.brief = ?1 AND id = ?1 << 32 | last.revision AND length(revisions.data) = 0
