-- Every brief gets a number, which its revisions name in a byte or two where the id takes 36.
-- began_at to digest belong to the newest revision: it is the brief's own row, and moves to `revisions` when the next one begins.
-- content is a zstd frame; `day` is the local date at the save, in days since 1970-01-01; checkpoint is null, 'named', 'restore', 'import' or 'export'.
CREATE TABLE briefs_now (
    number          INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    revision        INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    trashed_at      INTEGER,
    status          TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    words           INTEGER NOT NULL,
    headline        TEXT    NOT NULL,
    began_at        INTEGER NOT NULL,
    saved_at        INTEGER NOT NULL,
    day             INTEGER NOT NULL,
    checkpoint      TEXT,
    checkpoint_name TEXT,
    digest          BLOB    NOT NULL,
    content         BLOB    NOT NULL
) STRICT;

INSERT INTO briefs_now (id, revision, created_at, updated_at, trashed_at, status, language, words, headline,
                        began_at, saved_at, day, digest, content)
SELECT id, revision, created_at, updated_at, trashed_at, status, language, words, headline,
       updated_at, updated_at, updated_at / 86400000, x'', CAST(content AS BLOB)
FROM briefs
ORDER BY rowid;

DROP TABLE briefs;
ALTER TABLE briefs_now RENAME TO briefs;
CREATE INDEX briefs_by_shelf_and_time ON briefs (trashed_at IS NULL, updated_at DESC);

-- What stood in a brief before its newest revision. The id is brief << 32 | revision, so that the past of a brief lies together and a
-- longer past is written at its end; the revision is the number of the last save that it holds. `data` is the content in zstd, with
-- that of the revision `base` as prefix if there is one: the revision before, or of a keyframe the keyframe before. `link` is BLAKE3(the link before ‖ digest), where a digest is
-- BLAKE3(revision ‖ saved_at ‖ content), of each the first 16 bytes; `pruned` has the digests of those that stood between this revision and the one before it.
-- The texts that a timeline shows come before the data, which may be long.
CREATE TABLE revisions (
    id         INTEGER PRIMARY KEY,
    brief      INTEGER NOT NULL AS (id >> 32),
    revision   INTEGER NOT NULL AS (id & 0xFFFFFFFF),
    began_at   INTEGER NOT NULL,
    saved_at   INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    checkpoint TEXT,
    name       TEXT,
    parts      INTEGER NOT NULL,
    added      INTEGER NOT NULL,
    removed    INTEGER NOT NULL,
    length     INTEGER NOT NULL,
    keyframe   INTEGER NOT NULL,
    base       INTEGER,
    link       BLOB    NOT NULL,
    pruned     BLOB    NOT NULL,
    data       BLOB    NOT NULL
) STRICT;

-- Texts that could not be saved, because the brief had moved on, or that were found after a crash: kept until the editor has chosen.
CREATE TABLE asides (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    brief        TEXT    NOT NULL,
    base         INTEGER NOT NULL,
    set_aside_at INTEGER NOT NULL,
    content      TEXT    NOT NULL
) STRICT;

CREATE INDEX asides_by_brief ON asides (brief);
