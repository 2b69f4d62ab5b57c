INSERT OR REPLACE INTO exports (path, brief, options, revision, exported_at, final, made_of, leans_on, proof, file, size, modified)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
