-- The themes that editors made: a page's template and its styles. The built-in one is not among them.
CREATE TABLE themes (
    name       TEXT    NOT NULL PRIMARY KEY,
    changed_at INTEGER NOT NULL,
    template   TEXT    NOT NULL,
    styles     TEXT    NOT NULL
) STRICT;

-- What went out last to each file, so that it can be told what changed since. `options` is JSON: format, flavour, layout; `revision` is the
-- brief's at that time; `made_of` is BLAKE3 over all that the file is made of, the first 16 bytes, and `file` over the file itself, whose
-- size in bytes and time in nanoseconds since 1970 UTC tell of a change without reading it. `leans_on` is JSON: what of the library it needs
-- beside the brief; `proof` is JSON too: what the file was found to hold.
CREATE TABLE exports (
    path        TEXT    NOT NULL PRIMARY KEY,
    brief       TEXT    NOT NULL,
    options     TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    exported_at INTEGER NOT NULL,
    final       INTEGER NOT NULL,
    made_of     BLOB    NOT NULL,
    leans_on    TEXT    NOT NULL,
    proof       TEXT    NOT NULL,
    file        BLOB    NOT NULL,
    size        INTEGER NOT NULL,
    modified    INTEGER NOT NULL
) STRICT;

-- The library's list asks for a brief's last export, and finds it here without the table.
CREATE INDEX exports_by_brief ON exports (brief, revision);
