INSERT INTO briefs (number, id, revision, created_at, updated_at, status, language, words, headline,
                    began_at, saved_at, day, checkpoint, checkpoint_name, digest, content)
SELECT brief, ?2, revision, began_at, saved_at, ?3, ?4, ?5, ?6, began_at, saved_at, day, checkpoint, name, ?7, ?8
FROM revisions
WHERE id = ?1
