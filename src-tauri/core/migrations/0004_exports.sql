-- The themes that editors made: a page's template and its styles. The built-in one is not among them.
CREATE TABLE themes (
    name       TEXT    NOT NULL PRIMARY KEY,
    changed_at INTEGER NOT NULL,
    template   TEXT    NOT NULL,
    styles     TEXT    NOT NULL
) STRICT;

-- What went out last to each file, so that it can be told what changed since. `options` is JSON: format, flavour, layout; `revision` is the
-- brief's at that time; `made_of` is BLAKE3 over all that the file is made of, the first 16 bytes, and `file` over the file itself.
CREATE TABLE exports (
    brief       TEXT    NOT NULL,
    path        TEXT    NOT NULL,
    options     TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    exported_at INTEGER NOT NULL,
    final       INTEGER NOT NULL,
    made_of     BLOB    NOT NULL,
    file        BLOB    NOT NULL,
    PRIMARY KEY (brief, path)
) STRICT;
