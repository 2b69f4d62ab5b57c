SELECT exports.revision, exports.exported_at, briefs.revision,
       (SELECT max(revision) FROM exports WHERE brief = ?1 AND final <> 0)
FROM exports JOIN briefs ON briefs.id = exports.brief
WHERE exports.brief = ?1
ORDER BY exports.revision DESC, exports.exported_at DESC
LIMIT 1
