INSERT INTO asides (brief, base, set_aside_at, content)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (brief, base) DO UPDATE SET
    set_aside_at = excluded.set_aside_at,
    content = excluded.content
RETURNING id
