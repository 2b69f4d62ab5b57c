INSERT INTO briefs (number, id, revision, created_at, updated_at, status, language, words, headline,
                    began_at, saved_at, day, checkpoint, checkpoint_name, digest, content)
SELECT brief, ?3, revision, (SELECT min(began_at) FROM revisions WHERE brief = ?1), saved_at, ?4, ?5, ?6, ?7,
       began_at, saved_at, day, checkpoint, name, ?8, ?9
FROM revisions
WHERE brief = ?1
  AND revision = ?2
