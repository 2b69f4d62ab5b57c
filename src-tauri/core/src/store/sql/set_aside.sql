INSERT INTO asides (id, brief, base, set_aside_at, content)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (id) DO UPDATE SET
    set_aside_at = excluded.set_aside_at,
    content = excluded.content
RETURNING id
