SELECT path, brief, options, revision, exported_at, final, made_of, leans_on, proof, file, size, modified
FROM exports
