SELECT id, headline, status, updated_at, words, language, trashed_at IS NOT NULL, revision,
       (SELECT max(revision) FROM exports WHERE brief = id)
FROM briefs
WHERE (trashed_at IS NULL) = ?1
  AND (?2 IS NULL OR status = ?2)
ORDER BY updated_at DESC, id DESC
