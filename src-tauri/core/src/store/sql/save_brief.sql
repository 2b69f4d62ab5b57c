INSERT INTO briefs (id, revision, created_at, updated_at, status, language, words, headline, content)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (id) DO UPDATE SET
    revision = excluded.revision,
    updated_at = excluded.updated_at,
    status = excluded.status,
    language = excluded.language,
    words = excluded.words,
    headline = excluded.headline,
    content = excluded.content
