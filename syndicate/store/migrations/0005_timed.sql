-- When what waited for its hour went out, so that an edition of the digest can say so.

CREATE TABLE timed (                    -- what waits, or waited, for its hour
    story INTEGER PRIMARY KEY REFERENCES stories (seq) ON DELETE CASCADE,
    until TEXT NOT NULL,                -- that hour
    went_out TEXT,                      -- since when readers have it; NULL: not yet
    change INTEGER                      -- of the sequence: it went out
) STRICT;
CREATE INDEX timed_change ON timed (change);

-- What waits as this comes goes out after it.
INSERT INTO timed (story, until)
SELECT seq, hold_until FROM stories
WHERE waits = 1 AND hold_until < '9999'
    AND hidden = 0 AND not_ours = 0 AND retracted IS NULL;
