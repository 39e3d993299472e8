-- The desk: who may sign in, what staff put off, what waits to be carried out, and the
-- summary that staff wrote.

CREATE TABLE accounts (                 -- who may use the desk
    name TEXT PRIMARY KEY COLLATE NOCASE,
    role TEXT NOT NULL CHECK (role IN ('reader', 'editor')),
    password TEXT NOT NULL DEFAULT '',  -- scrypt; '': only a sign-on lets them in
    mail TEXT NOT NULL DEFAULT '',      -- where "send to me" goes
    zone TEXT NOT NULL DEFAULT '',      -- '': that of [digest]
    made TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (                 -- who is signed in
    key TEXT PRIMARY KEY,               -- SHA-256 of what the cookie holds
    account TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    began TEXT NOT NULL,
    ends TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_account ON sessions (account);

CREATE TABLE sign_ins (                 -- that failed; they are counted for a while
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    account TEXT NOT NULL COLLATE NOCASE, -- as it was typed
    address TEXT NOT NULL               -- it came from
) STRICT;
CREATE INDEX sign_ins_at ON sign_ins (at);

CREATE TABLE postponed (                -- what staff were asked and answered "later"
    matter TEXT NOT NULL,               -- pair, withdrawal, drift, gap
    subject TEXT NOT NULL,              -- what of, as it stood: if it changes, it is asked
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    until TEXT,                         -- NULL: for good
    PRIMARY KEY (matter, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE unformed (                 -- decisions that no forming has looked at yet
    decision INTEGER PRIMARY KEY REFERENCES decisions (number)
) STRICT;

CREATE TABLE answered (                 -- forms that were sent: a second click is the first
    once TEXT PRIMARY KEY,
    decision INTEGER NOT NULL REFERENCES decisions (number),
    at TEXT NOT NULL,
    told TEXT NOT NULL                  -- JSON: what it changed, a line each
) STRICT;
CREATE INDEX answered_decision ON answered (decision);

CREATE TABLE paused (                   -- sources that are not polled until staff say so
    source TEXT PRIMARY KEY,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- JSON: the summary that staff wrote of what is shown, who, when; '' for none.
ALTER TABLE stories ADD COLUMN edited TEXT NOT NULL DEFAULT '';

-- The newest postings of a source, for its rhythm.
CREATE INDEX postings_newest ON postings (source, first_seen DESC, ref DESC);
CREATE INDEX findings_open ON findings (score DESC, one, two) WHERE same IS NULL;
