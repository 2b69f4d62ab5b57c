-- Times are milliseconds since 1970 UTC. The texts that a list shows come before the content, which may be long:
-- SQLite then reads them without touching the content's overflow pages.
CREATE TABLE briefs (
    id         TEXT    NOT NULL PRIMARY KEY,
    revision   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    trashed_at INTEGER,
    status     TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    words      INTEGER NOT NULL,
    headline   TEXT    NOT NULL,
    content    TEXT    NOT NULL
) STRICT;

CREATE INDEX briefs_by_shelf_and_time ON briefs (trashed_at IS NULL, updated_at DESC);

CREATE TABLE images (
    hash       TEXT    NOT NULL PRIMARY KEY,
    media_type TEXT    NOT NULL,
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    bytes      BLOB    NOT NULL
) STRICT;

-- position 0 is the profile of new briefs.
CREATE TABLE publications (
    name     TEXT    NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    profile  TEXT    NOT NULL
) STRICT;

-- How the window was left: language, panes, the last brief.
CREATE TABLE preferences (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
