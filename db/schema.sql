-- Generated from syndicate/store/migrations by `make sample`. Do not edit.

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE meta (                     -- authority, year, sequence, rendering
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    trust TEXT NOT NULL CHECK (trust IN ('owned', 'wire', 'open')),
    location TEXT NOT NULL,
    memory TEXT NOT NULL DEFAULT '{}',  -- the kind's own small state
    state TEXT NOT NULL DEFAULT 'never polled',
    failures INTEGER NOT NULL DEFAULT 0,
    last_polled TEXT,
    first_success TEXT,
    last_success TEXT,
    last_error TEXT NOT NULL DEFAULT '',
    next_due TEXT,
    seen INTEGER NOT NULL DEFAULT 0,    -- of the last poll
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    joined INTEGER NOT NULL DEFAULT 0,
    skipped TEXT NOT NULL DEFAULT '[]'  -- JSON: one line each, item and reason
) STRICT;

CREATE TABLE documents (                -- HTTP and file state: is it still the same?
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    name TEXT NOT NULL,                 -- address asked for, or path inside the folder
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL DEFAULT 0,
    mtime_ns INTEGER NOT NULL DEFAULT 0,
    digest TEXT NOT NULL DEFAULT '',
    moved_to TEXT NOT NULL DEFAULT '',  -- where permanent redirects alone led
    fresh INTEGER NOT NULL DEFAULT 0,   -- seconds promised by max-age or Expires
    problem TEXT NOT NULL DEFAULT '',   -- why it gave nothing, while it stays the same
    PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE hosts (                    -- what each host (name:port) asked of us
    name TEXT PRIMARY KEY,
    asked TEXT,                         -- when it told us to wait
    until TEXT,                         -- and until when
    robots TEXT NOT NULL DEFAULT '',    -- its robots.txt, or what stands for it
    robots_read TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE fetches (                  -- one row for each poll, for 90 days
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    request TEXT NOT NULL,
    status INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    skipped_why TEXT NOT NULL DEFAULT '[]', -- JSON: the first lines, item and reason
    reason TEXT NOT NULL DEFAULT ''     -- why it failed
) STRICT;

CREATE INDEX fetches_at ON fetches (at);

CREATE TABLE fetch_days (               -- older polls, folded
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    polls INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    PRIMARY KEY (source, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE stories (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- tag: URI, RFC 4151; minted once
    short_id TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL,
    original INTEGER NOT NULL REFERENCES postings (ref) DEFERRABLE INITIALLY DEFERRED,
    anchor INTEGER NOT NULL REFERENCES postings (ref) DEFERRABLE INITIALLY DEFERRED,
    since TEXT NOT NULL,
    updated TEXT NOT NULL,
    sort_at TEXT NOT NULL,
    shown TEXT NOT NULL,                -- digest of the title and text shown
    created_seq INTEGER NOT NULL,
    changed_seq INTEGER NOT NULL,
    hold_until TEXT,                    -- may be held: look again at every run
    -- What staff decided, as it stood when the story was formed:
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    not_ours INTEGER NOT NULL DEFAULT 0 CHECK (not_ours IN (0, 1)),
    retracted TEXT,
    approved INTEGER NOT NULL DEFAULT 0 CHECK (approved IN (0, 1)),
    dismissed TEXT NOT NULL DEFAULT '[]', -- JSON: the checks that are settled
    taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1)), -- by a clinic
    passed TEXT NOT NULL DEFAULT '[]',  -- JSON: the red checks that an approval let pass
    published TEXT,                     -- as told when it was first public; then frozen
    amendments TEXT NOT NULL DEFAULT '[]', -- JSON: [[at, note, told, public]], last few
    brief TEXT NOT NULL DEFAULT '',     -- JSON; '' while it must be made
    dirty INTEGER NOT NULL DEFAULT 1 CHECK (dirty IN (0, 1)), -- its page must be written
    paged INTEGER NOT NULL DEFAULT 0 CHECK (paged IN (0, 1)), -- its page is out
    -- What readers had of it, for [publish] hold:
    out TEXT NOT NULL DEFAULT '',       -- digest of the title and text they saw last
    out_red TEXT NOT NULL DEFAULT '[]', -- JSON: the red checks in those
    waits INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1)) -- when last looked at
, edited TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX stories_sort ON stories (sort_at DESC, id);

CREATE INDEX stories_changed ON stories (changed_seq);

CREATE INDEX stories_created ON stories (created_seq);

CREATE INDEX stories_original ON stories (original);

CREATE INDEX stories_anchor ON stories (anchor);

CREATE INDEX stories_dirty ON stories (seq) WHERE dirty = 1;

CREATE INDEX stories_brief ON stories (seq) WHERE brief = '';

CREATE INDEX stories_taken_out ON stories (seq)
    WHERE hidden = 1 OR not_ours = 1 OR retracted IS NOT NULL;

CREATE INDEX stories_held ON stories (hold_until) WHERE hold_until IS NOT NULL;

CREATE INDEX stories_taken_back ON stories (seq) WHERE taken_back = 1;

CREATE INDEX stories_waits ON stories (seq) WHERE waits = 1;

CREATE TABLE answers (                  -- what a language model said of a text
    shown TEXT NOT NULL,                -- the digest of its title and text
    writer TEXT NOT NULL,               -- version of the question, backend, model
    summary TEXT NOT NULL DEFAULT '',   -- the sentence, if it may stand
    refusal TEXT NOT NULL DEFAULT '',   -- why it may not
    failures INTEGER NOT NULL DEFAULT 0, -- how often no answer came
    ask_again TEXT,                     -- from when, if none came; NULL: never
    PRIMARY KEY (shown, writer)
) STRICT, WITHOUT ROWID;

CREATE TABLE aliases (                  -- retired ids, for ever
    id TEXT PRIMARY KEY,
    short_id TEXT NOT NULL,
    story INTEGER NOT NULL REFERENCES stories (seq),
    retired TEXT                        -- when readers, who had seen it, lost it
) STRICT, WITHOUT ROWID;

CREATE TABLE fed (                      -- which public story stands in which feed
    folder TEXT NOT NULL,               -- of the feed, in the output folder
    story INTEGER NOT NULL REFERENCES stories (seq) ON DELETE CASCADE,
    id TEXT NOT NULL,                   -- the story's
    published TEXT NOT NULL,
    updated TEXT NOT NULL,
    size INTEGER NOT NULL,              -- bytes that it adds to a document
    notice INTEGER NOT NULL CHECK (notice IN (0, 1)), -- says that it was retracted
    waiting INTEGER NOT NULL DEFAULT 1 CHECK (waiting IN (0, 1)), -- to be archived
    PRIMARY KEY (folder, story)
) STRICT, WITHOUT ROWID;

CREATE INDEX fed_newest ON fed (folder, published DESC, id);

CREATE INDEX fed_waiting ON fed (folder, published DESC, id) WHERE waiting = 1;

CREATE INDEX fed_story ON fed (story);

CREATE TABLE sheets (                   -- the documents of each feed
    folder TEXT NOT NULL,
    number INTEGER NOT NULL,            -- 0: the live one; from 1: its archive
    stale INTEGER NOT NULL DEFAULT 1 CHECK (stale IN (0, 1)), -- must be written
    PRIMARY KEY (folder, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE archived (                 -- what stands in the archive, for ever
    folder TEXT NOT NULL,
    number INTEGER NOT NULL,
    story INTEGER NOT NULL REFERENCES stories (seq) ON DELETE CASCADE,
    PRIMARY KEY (folder, number, story),
    FOREIGN KEY (folder, number) REFERENCES sheets (folder, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX archived_story ON archived (story);

CREATE TRIGGER archived_left AFTER DELETE ON archived BEGIN
    UPDATE sheets SET stale = 1 WHERE folder = old.folder AND number = old.number;
END;

CREATE TRIGGER fed_left AFTER DELETE ON fed BEGIN
    UPDATE sheets SET stale = 1 WHERE folder = old.folder AND number = 0;
END;

CREATE TABLE removals (                 -- pages that must leave the output folder
    page TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE public_changes (           -- of the output folder, numbered from 1
    path TEXT PRIMARY KEY,              -- of a feed in it; '' for the folder itself
    changed INTEGER NOT NULL            -- the last change that it was part of
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (               -- who was told of which change of the folder
    receiver TEXT NOT NULL,             -- the command, or the address of the hub
    subject TEXT NOT NULL,              -- '' for a command, else the feed's path
    told INTEGER NOT NULL DEFAULT 0,    -- the last change told well
    tried INTEGER NOT NULL DEFAULT 0,   -- the last change tried
    tries INTEGER NOT NULL DEFAULT 0,   -- that failed since it last went well
    since TEXT,                         -- when the first of them did
    trouble TEXT NOT NULL DEFAULT '',   -- why the last of them did
    PRIMARY KEY (receiver, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE listed (                   -- what the site's lists say of each story out
    page TEXT PRIMARY KEY,
    day TEXT NOT NULL,                  -- as told
    updated TEXT NOT NULL,
    lists TEXT NOT NULL,                -- JSON: the list pages that show or count it
    record TEXT NOT NULL                -- JSON: the rest of the row
) STRICT, WITHOUT ROWID;

CREATE INDEX listed_day ON listed (day, updated);

CREATE TABLE shelved (                  -- '' is the shelf of everything
    shelf TEXT NOT NULL,
    published TEXT NOT NULL,
    page TEXT NOT NULL REFERENCES listed (page) ON DELETE CASCADE,
    day TEXT NOT NULL,
    PRIMARY KEY (shelf, published, page)
) STRICT, WITHOUT ROWID;

CREATE INDEX shelved_day ON shelved (shelf, day);

CREATE INDEX shelved_page ON shelved (page);

CREATE TABLE lists (                    -- the list pages that are out, or should be
    path TEXT PRIMARY KEY,
    touched INTEGER NOT NULL CHECK (touched IN (0, 1)) -- must be looked at
) STRICT, WITHOUT ROWID;

CREATE TABLE search (                   -- what full-text search covers; its index is FTS5
    seq INTEGER PRIMARY KEY REFERENCES stories (seq) ON DELETE CASCADE,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE postings (                 -- what is short stands first: it is read most
    ref INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    document TEXT NOT NULL,             -- the document that told it last
    present INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)), -- still in it
    form TEXT NOT NULL,
    url TEXT,
    locator TEXT,
    language TEXT NOT NULL DEFAULT '',
    published TEXT,                     -- ISO 8601 as told; a bare date where only that is
    words INTEGER NOT NULL,
    text_digest TEXT NOT NULL,          -- of the words of the clean text
    told_digest TEXT NOT NULL,          -- of the posting as told: must it be cleaned again?
    teaser_digest TEXT NOT NULL DEFAULT '', -- of what its list says, if it has a page
    site TEXT NOT NULL DEFAULT '',      -- on which it first ran
    wire TEXT NOT NULL DEFAULT '',      -- that its dateline names
    withdrawn TEXT NOT NULL DEFAULT '', -- why its place no longer carries it
    absent_polls INTEGER NOT NULL DEFAULT 0, -- that agree that it left its list
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,            -- kept while present by sources.last_success
    content_changed TEXT NOT NULL,      -- content clock: title or text
    metadata_changed TEXT NOT NULL,     -- metadata clock: dates, links, all else
    story INTEGER REFERENCES stories (seq),
    pending INTEGER NOT NULL DEFAULT 1 CHECK (pending IN (0, 1)), -- its story must be formed
    title TEXT NOT NULL,
    record TEXT NOT NULL,               -- JSON: the rest of the release
    text TEXT NOT NULL,                 -- clean
    html TEXT NOT NULL DEFAULT '',
    told TEXT NOT NULL,                 -- JSON: the posting as told
    UNIQUE (source, item)
) STRICT;

CREATE INDEX postings_text ON postings (text_digest, item) WHERE words >= 15;

CREATE INDEX postings_story ON postings (story);

CREATE INDEX postings_url ON postings (url) WHERE url IS NOT NULL;

CREATE INDEX postings_document ON postings (source, document);

CREATE INDEX postings_pending ON postings (ref) WHERE pending = 1;

CREATE INDEX postings_withdrawn ON postings (ref) WHERE withdrawn <> '';

CREATE TABLE uncleaned (                -- kept as told until they can be
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    document TEXT NOT NULL,
    locator TEXT,
    told_digest TEXT NOT NULL,          -- '' when the rules changed: clean it again
    teaser_digest TEXT NOT NULL DEFAULT '',
    told TEXT NOT NULL,                 -- JSON: the posting as told
    reason TEXT NOT NULL,               -- why it could not be cleaned
    first_seen TEXT NOT NULL,
    PRIMARY KEY (source, item)
) STRICT;

CREATE TABLE revisions (                -- what a posting told before its text changed
    posting INTEGER NOT NULL REFERENCES postings (ref) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    until TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    told TEXT NOT NULL,
    PRIMARY KEY (posting, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
    posting INTEGER NOT NULL REFERENCES postings (ref) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    url TEXT NOT NULL,                  -- exactly as written
    label TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (posting, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE keys (
    key TEXT NOT NULL,                  -- kind:value
    rank INTEGER NOT NULL,              -- among its bearers: the day, then a hash
    posting INTEGER NOT NULL REFERENCES postings (ref) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('own', 'original', 'trail')),
    url TEXT NOT NULL DEFAULT '',       -- it is from, where more of it may count
    PRIMARY KEY (key, rank, posting)
) STRICT, WITHOUT ROWID;

CREATE INDEX keys_posting ON keys (posting);

CREATE TABLE findings (                 -- what matching found between two postings
    one INTEGER NOT NULL REFERENCES postings (ref) ON DELETE CASCADE,
    two INTEGER NOT NULL REFERENCES postings (ref) ON DELETE CASCADE,
    key TEXT NOT NULL,                  -- the key it rests on, or ''
    same INTEGER CHECK (same IN (0, 1)), -- NULL: possibly; staff may look
    rule TEXT NOT NULL,
    detail TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (one, two, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX findings_two ON findings (two);

CREATE TABLE sketch_runs (              -- rare five-word runs of openings, by hash
    hash INTEGER NOT NULL,
    day INTEGER NOT NULL,               -- as told, from 1 January of the year 1; or 0
    posting INTEGER NOT NULL,
    PRIMARY KEY (hash, day, posting)
) STRICT, WITHOUT ROWID;

CREATE TABLE sketch_terms (             -- heaviest words of titles and openings
    span INTEGER NOT NULL,              -- of days: what is near in time is near on disk
    hash INTEGER NOT NULL,
    day INTEGER NOT NULL,
    posting INTEGER NOT NULL,
    PRIMARY KEY (span, hash, day, posting)
) STRICT, WITHOUT ROWID;

CREATE TABLE sketch_titles (            -- words of headlines that have no text
    span INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    day INTEGER NOT NULL,
    posting INTEGER NOT NULL,
    PRIMARY KEY (span, hash, day, posting)
) STRICT, WITHOUT ROWID;

CREATE TABLE appearances (
    story INTEGER NOT NULL REFERENCES stories (seq),
    place TEXT NOT NULL,                -- 'posting:<ref>', or the key of a claimed place
    posting INTEGER REFERENCES postings (ref) ON DELETE CASCADE, -- who tells or claims it
    url TEXT,
    standing TEXT NOT NULL CHECK (standing IN ('seen', 'claimed', 'withdrawn')),
    relation TEXT NOT NULL,
    evidence TEXT NOT NULL,             -- JSON: [{rule, detail, score}]
    first_seen TEXT NOT NULL,
    change INTEGER NOT NULL DEFAULT 0,  -- of the sequence: it came, or its standing changed
    position INTEGER NOT NULL,
    PRIMARY KEY (story, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX appearances_posting ON appearances (posting);

CREATE INDEX appearances_change ON appearances (change);

CREATE INDEX appearances_url ON appearances (url) WHERE url IS NOT NULL;

CREATE TABLE decisions (                -- what staff decided; outranks the machine
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    story TEXT NOT NULL DEFAULT '',     -- its id and its title then, to be read only
    title TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',    -- the text of a note, or a check's id
    undone_at TEXT,
    undone_by TEXT NOT NULL DEFAULT '',
    undone_why TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE decided (                  -- the postings a decision is about, by identity:
    decision INTEGER NOT NULL REFERENCES decisions (number), -- it outlives their rows
    source TEXT NOT NULL,
    item TEXT NOT NULL,
    side INTEGER NOT NULL CHECK (side IN (1, 2)),
    shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)), -- by the story, then
    PRIMARY KEY (decision, source, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX decided_posting ON decided (source, item);

CREATE TABLE editions (                 -- of the digest; the newest of a series is open
    series TEXT NOT NULL CHECK (series IN ('daily', 'weekly')),
    number INTEGER NOT NULL,
    opened_seq INTEGER NOT NULL,        -- what changed after this is in it
    opened_at TEXT,                     -- when the one before was closed; NULL: none was
    closed_seq INTEGER,
    closed_at TEXT,
    page TEXT NOT NULL DEFAULT '',      -- as it was closed, in each form, verbatim
    markdown TEXT NOT NULL DEFAULT '',
    plain TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (series, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE letters (                  -- a closed edition on its way to a recipient
    series TEXT NOT NULL,
    number INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    content BLOB NOT NULL,              -- the mail, as it is sent each time
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'trying', 'taken', 'given up')),
    tries INTEGER NOT NULL DEFAULT 0,
    doubts INTEGER NOT NULL DEFAULT 0,  -- how often it may have arrived unconfirmed
    at TEXT,                            -- of the last try
    reason TEXT NOT NULL DEFAULT '',    -- why that one failed
    PRIMARY KEY (series, number, recipient),
    FOREIGN KEY (series, number) REFERENCES editions (series, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX letters_under_way ON letters (state) WHERE state IN ('waiting', 'trying');

CREATE VIRTUAL TABLE "search_fts" USING FTS5 (
    "title", "text",
    tokenize='porter',
    content="search"
);

CREATE TRIGGER "search_ai" AFTER INSERT ON "search" BEGIN
  INSERT INTO "search_fts" (rowid, "title", "text") VALUES (new.rowid, new."title", new."text");
END;

CREATE TRIGGER "search_ad" AFTER DELETE ON "search" BEGIN
  INSERT INTO "search_fts" ("search_fts", rowid, "title", "text") VALUES('delete', old.rowid, old."title", old."text");
END;

CREATE TRIGGER "search_au" AFTER UPDATE ON "search" BEGIN
  INSERT INTO "search_fts" ("search_fts", rowid, "title", "text") VALUES('delete', old.rowid, old."title", old."text");
  INSERT INTO "search_fts" (rowid, "title", "text") VALUES (new.rowid, new."title", new."text");
END;

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

CREATE INDEX postings_newest ON postings (source, first_seen DESC, ref DESC);

CREATE INDEX findings_open ON findings (score DESC, one, two) WHERE same IS NULL;

CREATE TABLE amounts (                  -- how many postings there are of each source
    source INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
    postings INTEGER NOT NULL
) STRICT;

CREATE TRIGGER amounts_more AFTER INSERT ON postings BEGIN
    INSERT INTO amounts (source, postings) VALUES (new.source, 1)
    ON CONFLICT (source) DO UPDATE SET postings = postings + 1;
END;

CREATE TRIGGER amounts_less AFTER DELETE ON postings BEGIN
    UPDATE amounts SET postings = postings - 1 WHERE source = old.source;
END;

CREATE TABLE compared (                 -- what the copies of a story tell otherwise
    story INTEGER PRIMARY KEY REFERENCES stories (seq) ON DELETE CASCADE,
    version INTEGER NOT NULL,           -- of the rules that compared them
    record TEXT NOT NULL                -- JSON: [[place, name, told, here, outdated]]
) STRICT;

CREATE TRIGGER compared_told
AFTER UPDATE OF story, form, withdrawn, title, record, text, told ON postings BEGIN
    DELETE FROM compared WHERE story IN (old.story, new.story);
END;

CREATE TRIGGER compared_shown AFTER UPDATE OF original ON stories BEGIN
    DELETE FROM compared WHERE story = new.seq;
END;

CREATE TRIGGER compared_ran AFTER INSERT ON appearances BEGIN
    DELETE FROM compared WHERE story = new.story;
END;

CREATE TRIGGER compared_moved AFTER UPDATE ON appearances BEGIN
    DELETE FROM compared WHERE story IN (old.story, new.story);
END;

CREATE TRIGGER compared_left AFTER DELETE ON appearances BEGIN
    DELETE FROM compared WHERE story = old.story;
END;

CREATE TRIGGER compared_before AFTER INSERT ON revisions BEGIN
    DELETE FROM compared
    WHERE story = (SELECT story FROM postings WHERE ref = new.posting);
END;

CREATE TRIGGER compared_before_anew AFTER UPDATE ON revisions BEGIN
    DELETE FROM compared
    WHERE story = (SELECT story FROM postings WHERE ref = new.posting);
END;

CREATE TRIGGER compared_before_gone AFTER DELETE ON revisions BEGIN
    DELETE FROM compared
    WHERE story = (SELECT story FROM postings WHERE ref = old.posting);
END;

CREATE TRIGGER compared_links AFTER UPDATE ON links BEGIN
    DELETE FROM compared
    WHERE story = (SELECT story FROM postings WHERE ref = new.posting);
END;

CREATE INDEX fetches_source ON fetches (source, id);

CREATE INDEX postings_missing ON postings (source) WHERE absent_polls > 0;

CREATE TABLE timed (                    -- what waits, or waited, for its hour
    story INTEGER PRIMARY KEY REFERENCES stories (seq) ON DELETE CASCADE,
    until TEXT NOT NULL,                -- that hour
    went_out TEXT,                      -- since when readers have it; NULL: not yet
    change INTEGER                      -- of the sequence: it went out
) STRICT;

CREATE INDEX timed_change ON timed (change);
