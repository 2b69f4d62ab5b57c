-- A past revision may lean on the one after it as well as on one before. The content of a brief's last past revision, on which the
-- others lean in the end, is here, and its `data` there is empty: a row of `revisions` never shrinks, so that its pages stay full.
CREATE TABLE last_revisions (
    brief    INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    data     BLOB    NOT NULL
) STRICT;
