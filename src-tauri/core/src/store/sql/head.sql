SELECT number, revision, updated_at, began_at, saved_at, day, checkpoint, checkpoint_name, content
FROM briefs
WHERE id = ?1
