INSERT INTO briefs (id, revision, created_at, updated_at, status, language, words, headline, began_at, saved_at, day, checkpoint,
                    digest, content)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
ON CONFLICT (id) DO UPDATE SET
    revision = excluded.revision,
    updated_at = excluded.updated_at,
    status = excluded.status,
    language = excluded.language,
    words = excluded.words,
    headline = excluded.headline,
    began_at = excluded.began_at,
    saved_at = excluded.saved_at,
    day = excluded.day,
    checkpoint = excluded.checkpoint,
    checkpoint_name = NULL,
    digest = excluded.digest,
    content = excluded.content
