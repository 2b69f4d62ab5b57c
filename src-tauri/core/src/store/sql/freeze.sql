INSERT INTO revisions (id, began_at, saved_at, day, checkpoint, name, parts, added, removed, length, keyframe, link, pruned, data)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, x'', ?13)
