-- What was forgotten, so that it is not taken up again. No word of it is kept: a mark
-- is a digest, salted with what `meta` holds, of a name's words or an item's identity.

CREATE TABLE forgotten (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    what TEXT NOT NULL CHECK (what IN ('person', 'item'))
) STRICT;

CREATE TABLE forgotten_marks (
    mark TEXT PRIMARY KEY,
    words INTEGER NOT NULL,             -- of the name; 0: an item's identity
    forgotten INTEGER NOT NULL REFERENCES forgotten (number)
) STRICT, WITHOUT ROWID;
