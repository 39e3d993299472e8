PRAGMA application_id = 1398361668;
PRAGMA user_version = 5;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (1, 'syndicate', '0001_spine', '2026-11-29 08:05:27.333832+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (2, 'syndicate', '0002_forgotten', '2026-11-29 08:05:27.350002+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (3, 'syndicate', '0003_desk', '2026-11-29 08:05:27.363285+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (4, 'syndicate', '0004_at_hand', '2026-11-29 08:05:27.390615+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (5, 'syndicate', '0005_timed', '2026-11-29 08:05:27.401947+00:00');
CREATE TABLE meta (                     -- authority, year, sequence, rendering
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta (key, value) VALUES ('authority', 'news.example.org,2026');
INSERT INTO meta (key, value) VALUES ('checked', '["",0]');
INSERT INTO meta (key, value) VALUES ('checking', '203d2e2afceb158f');
INSERT INTO meta (key, value) VALUES ('left', '["2026-10-07",{"":1795939528352980843,"clinics":1795939527736980857,"clinics/river-clinic":1795939528264980845,"days":1795939527736980857,"search":1795939527736980857,"stories":1795939528240980846}]');
INSERT INTO meta (key, value) VALUES ('looked', '2026-10-07');
INSERT INTO meta (key, value) VALUES ('looks of archive feeds', '1 https://news.example.org/clinics/');
INSERT INTO meta (key, value) VALUES ('looks of live feeds', '(''1.0.0'', Channel(folder='''', base=''https://news.example.org/clinics/'', title=''Clinic news'', description=''Clinic news: every announcement, once.'', home=''https://news.example.org/clinics/'', language=''en'', author=''Clinic news'', kind=''all'', name='''', hub='''', updated=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), tombstones=(), number=0, earlier=0, short=False), (Channel(folder='''', base=''https://news.example.org/clinics/'', title=''Clinic news'', description=''Clinic news: every announcement, once.'', home=''https://news.example.org/clinics/'', language=''en'', author=''Clinic news'', kind=''all'', name='''', hub='''', updated=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), tombstones=(), number=0, earlier=0, short=False), Channel(folder=''clinics/river-clinic/'', base=''https://news.example.org/clinics/clinics/river-clinic/'', title=''River Clinic'', description=''Announcements of River Clinic, from Clinic news.'', home=''https://news.example.org/clinics/'', language=''en'', author=''Clinic news'', kind=''clinic'', name=''River Clinic'', hub='''', updated=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), tombstones=(), number=0, earlier=0, short=False)), (50, 1000000))');
INSERT INTO meta (key, value) VALUES ('matching', '3');
INSERT INTO meta (key, value) VALUES ('rendering', '1.0.0 3b861b42cf7644cc (Site(url=''https://news.example.org/clinics/'', title=''Clinic news'', home=''https://news.example.org/clinics/'', language=''en'', description='''', contact='''', robots=<Robots.INDEX: ''index''>), (Clinic(name=''River Clinic'', aliases=(), domains=(''river.example.org'',), phones=(), ignore=()),), (), ()) (<Hold.NONE: ''none''>, Checks(ignore=())) [(''wire'', '''', <Republish.FULL: ''full''>), (''blog'', ''River Clinic'', <Republish.FULL: ''full''>), (''talk'', '''', <Republish.FULL: ''full''>)] (50, False, False)');
INSERT INTO meta (key, value) VALUES ('rest asks', '2026-10-08T00:00:00Z');
INSERT INTO meta (key, value) VALUES ('rest contract', '1');
INSERT INTO meta (key, value) VALUES ('rest file', '/tmp/tmptz0d7rxa/digest/status.json');
INSERT INTO meta (key, value) VALUES ('rest given', '{"wire": [0, null, null], "blog": [0, null, null], "talk": [0, null, null]}');
INSERT INTO meta (key, value) VALUES ('rest held', '0');
INSERT INTO meta (key, value) VALUES ('rest opened', '2026-10-06T12:00:00Z');
INSERT INTO meta (key, value) VALUES ('rest outdated', '');
INSERT INTO meta (key, value) VALUES ('rest since', '2026-10-07T12:00:00Z');
INSERT INTO meta (key, value) VALUES ('rest sources', 'wire
blog
talk');
INSERT INTO meta (key, value) VALUES ('rest status', '{
  "schema": 1,
  "moment": "2026-10-07T12:00:00Z",
  "counts": {
    "stories": 4,
    "new": 0,
    "changed": 0,
    "held": 0,
    "sources": 3,
    "sources_well": 3
  },
  "commands": [
    {
      "name": "true",
      "state": "done",
      "tries": 0,
      "since": null,
      "trouble": null
    }
  ],
  "pings": [],
  "sources": [
    {
      "name": "blog",
      "kind": "feed",
      "trust": "owned",
      "location": "blog.xml",
      "state": "not due",
      "postings": 1,
      "seen": 1,
      "new": 0,
      "changed": 0,
      "skipped": 0,
      "last_success": "2026-10-07T12:00:00Z",
      "last_error": null,
      "next_due": null,
      "moved_to": null,
      "polled": false,
      "joined": 0,
      "reasons": [],
      "error": null
    },
    {
      "name": "talk",
      "kind": "feed",
      "trust": "open",
      "location": "talk.xml",
      "state": "not due",
      "postings": 1,
      "seen": 1,
      "new": 0,
      "changed": 0,
      "skipped": 0,
      "last_success": "2026-10-07T12:00:00Z",
      "last_error": null,
      "next_due": null,
      "moved_to": null,
      "polled": false,
      "joined": 0,
      "reasons": [],
      "error": null
    },
    {
      "name": "wire",
      "kind": "files",
      "trust": "wire",
      "location": "wire",
      "state": "not due",
      "postings": 4,
      "seen": 4,
      "new": 0,
      "changed": 0,
      "skipped": 0,
      "last_success": "2026-10-07T12:00:00Z",
      "last_error": null,
      "next_due": null,
      "moved_to": null,
      "polled": false,
      "joined": 0,
      "reasons": [],
      "error": null
    }
  ]
}
');
INSERT INTO meta (key, value) VALUES ('rest stays', '2026-10-08T12:00:00Z');
INSERT INTO meta (key, value) VALUES ('rest still', '2026-10-08T00:00:00Z');
INSERT INTO meta (key, value) VALUES ('rest there', '1969 1795939527585523847 /tmp/tmptz0d7rxa/feeds/404.html
1348 1795939528168871448 /tmp/tmptz0d7rxa/feeds/atom-summary.xml
1797 1795939528168639924 /tmp/tmptz0d7rxa/feeds/atom.xml
703 1795939527584170357 /tmp/tmptz0d7rxa/feeds/copy.js
1883 1795939528168941992 /tmp/tmptz0d7rxa/feeds/feed-summary.json
2200 1795939528168713653 /tmp/tmptz0d7rxa/feeds/feed.json
2663 1795939527596622164 /tmp/tmptz0d7rxa/feeds/index.html
478 1795939527598042773 /tmp/tmptz0d7rxa/feeds/opml.xml
77 1795939527584263135 /tmp/tmptz0d7rxa/feeds/robots.txt
1125 1795939528168795555 /tmp/tmptz0d7rxa/feeds/rss-summary.xml
1952 1795939528168554597 /tmp/tmptz0d7rxa/feeds/rss.xml
2632 1795939527584980860 /tmp/tmptz0d7rxa/feeds/search.html
4058 1795939527584077179 /tmp/tmptz0d7rxa/feeds/search.js
254 1795939528162714306 /tmp/tmptz0d7rxa/feeds/sitemap-2026-10.xml
594 1795939528162824380 /tmp/tmptz0d7rxa/feeds/sitemap-lists.xml
364 1795939528162940722 /tmp/tmptz0d7rxa/feeds/sitemap.xml
12284 1795939527583925944 /tmp/tmptz0d7rxa/feeds/style.css
6456 1795939527597755437 /tmp/tmptz0d7rxa/feeds/subscribe.html
- 1795939528240980846 /tmp/tmptz0d7rxa/feeds/stories
- 1795939527736980857 /tmp/tmptz0d7rxa/feeds/search
- 1795939527736980857 /tmp/tmptz0d7rxa/feeds/days
- 1795939527736980857 /tmp/tmptz0d7rxa/feeds/clinics
- 1795939528264980845 /tmp/tmptz0d7rxa/feeds/clinics/river-clinic
22741 1795939529910943394 /tmp/tmptz0d7rxa/digest/digest.html
1447 1795939529911384139 /tmp/tmptz0d7rxa/digest/digest.md
1490 1795939529911543445 /tmp/tmptz0d7rxa/digest/digest.txt
148 1795939527610681858 /tmp/tmptz0d7rxa/digest/sources.opml
- 1795939529732980813 /tmp/tmptz0d7rxa/digest/editions');
INSERT INTO meta (key, value) VALUES ('rest trouble', '');
INSERT INTO meta (key, value) VALUES ('rest troubles', '4691ccec97e9734b8fe73acc61a77f7bfa123f28dde327a6d586bff6754acf9e');
INSERT INTO meta (key, value) VALUES ('rest until', '');
INSERT INTO meta (key, value) VALUES ('rest world', 'd413466f272287c498e23938818afb3cd27853d6d9b1eac7fa9b64706282ebad');
INSERT INTO meta (key, value) VALUES ('rest writer', '');
INSERT INTO meta (key, value) VALUES ('rules of source 1', 'version 6, zone None, clinics 481eff89b63454a0');
INSERT INTO meta (key, value) VALUES ('rules of source 2', 'version 6, zone None, clinics 481eff89b63454a0');
INSERT INTO meta (key, value) VALUES ('rules of source 3', 'version 6, zone None, clinics 481eff89b63454a0');
INSERT INTO meta (key, value) VALUES ('sequence', '8');
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
INSERT INTO sources (id, name, kind, trust, location, memory, state, failures, last_polled, first_success, last_success, last_error, next_due, seen, new, changed, joined, skipped) VALUES (1, 'wire', 'files', 'wire', 'wire', '{}', 'ok', 0, '2026-10-07T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-07T12:00:00Z', '', NULL, 4, 0, 0, 0, '["empty.md: empty file"]');
INSERT INTO sources (id, name, kind, trust, location, memory, state, failures, last_polled, first_success, last_success, last_error, next_due, seen, new, changed, joined, skipped) VALUES (2, 'blog', 'feed', 'owned', 'blog.xml', '{}', 'ok', 0, '2026-10-07T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-07T12:00:00Z', '', NULL, 1, 0, 0, 0, '[]');
INSERT INTO sources (id, name, kind, trust, location, memory, state, failures, last_polled, first_success, last_success, last_error, next_due, seen, new, changed, joined, skipped) VALUES (3, 'talk', 'feed', 'open', 'talk.xml', '{}', 'ok', 0, '2026-10-07T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-07T12:00:00Z', '', NULL, 1, 0, 0, 0, '[]');
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
INSERT INTO documents (source, name, etag, last_modified, size, mtime_ns, digest, moved_to, fresh, problem) VALUES (1, 'empty.md', '', '', 0, 1795939524661594794, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '', 0, 'empty.md: empty file');
INSERT INTO documents (source, name, etag, last_modified, size, mtime_ns, digest, moved_to, fresh, problem) VALUES (1, 'harbor.md', '', '', 446, 1795939524661545841, 'c936702598961d41b45eecbd846858beacfc8442a4511e5e1847372a5572dae4', '', 0, '');
INSERT INTO documents (source, name, etag, last_modified, size, mtime_ns, digest, moved_to, fresh, problem) VALUES (1, 'letters.md', '', '', 447, 1795939527865877776, '2958977c11324d2ee550d48125eb901ed3c5fcecf2f4dde7dca27160adc43b23', '', 0, '');
INSERT INTO documents (source, name, etag, last_modified, size, mtime_ns, digest, moved_to, fresh, problem) VALUES (1, 'marigold.md', '', '', 422, 1795939524661594794, 'd13b215f0063e7bdbfdde8476614039827ab4250464b4265b92f8c00472e9f90', '', 0, '');
INSERT INTO documents (source, name, etag, last_modified, size, mtime_ns, digest, moved_to, fresh, problem) VALUES (1, 'river.md', '', '', 454, 1795939524661467154, 'f5bc83642b53fe71e7ca9bc53f060121f29ca328ec89c27f377142009e79fe91', '', 0, '');
INSERT INTO documents (source, name, etag, last_modified, size, mtime_ns, digest, moved_to, fresh, problem) VALUES (2, 'blog.xml', '', '', 809, 1795939527865705981, '624a005de41301f41d17b788d9df602b4d169e7fe153d368743d6f35f47e986f', '', 0, '');
INSERT INTO documents (source, name, etag, last_modified, size, mtime_ns, digest, moved_to, fresh, problem) VALUES (3, 'talk.xml', '', '', 938, 1795939524661738908, 'db4553c7aca01050a7cc5e4652c2f4fc1bea92ea9b9cc44bcd8a74486e87a87c', '', 0, '');
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
INSERT INTO fetches (id, source, at, request, status, bytes, seconds, documents, seen, new, changed, skipped, skipped_why, reason) VALUES (1, 1, '2026-10-05T12:00:00Z', 'wire', 0, 1322, 0.0, 4, 3, 3, 0, 1, '["empty.md: empty file"]', '');
INSERT INTO fetches (id, source, at, request, status, bytes, seconds, documents, seen, new, changed, skipped, skipped_why, reason) VALUES (2, 2, '2026-10-05T12:00:00Z', 'blog.xml', 0, 810, 0.0, 1, 1, 1, 0, 0, '[]', '');
INSERT INTO fetches (id, source, at, request, status, bytes, seconds, documents, seen, new, changed, skipped, skipped_why, reason) VALUES (3, 3, '2026-10-05T12:00:00Z', 'talk.xml', 0, 938, 0.0, 1, 1, 1, 0, 0, '[]', '');
INSERT INTO fetches (id, source, at, request, status, bytes, seconds, documents, seen, new, changed, skipped, skipped_why, reason) VALUES (4, 1, '2026-10-06T12:00:00Z', 'wire', 0, 447, 0.0, 5, 4, 1, 0, 1, '["empty.md: empty file"]', '');
INSERT INTO fetches (id, source, at, request, status, bytes, seconds, documents, seen, new, changed, skipped, skipped_why, reason) VALUES (5, 2, '2026-10-06T12:00:00Z', 'blog.xml', 0, 809, 0.0, 1, 1, 0, 1, 0, '[]', '');
INSERT INTO fetches (id, source, at, request, status, bytes, seconds, documents, seen, new, changed, skipped, skipped_why, reason) VALUES (6, 3, '2026-10-06T12:00:00Z', 'talk.xml', 0, 0, 0.0, 1, 1, 0, 0, 0, '[]', '');
INSERT INTO fetches (id, source, at, request, status, bytes, seconds, documents, seen, new, changed, skipped, skipped_why, reason) VALUES (7, 1, '2026-10-07T12:00:00Z', 'wire', 0, 0, 0.0, 5, 4, 0, 0, 1, '["empty.md: empty file"]', '');
INSERT INTO fetches (id, source, at, request, status, bytes, seconds, documents, seen, new, changed, skipped, skipped_why, reason) VALUES (8, 2, '2026-10-07T12:00:00Z', 'blog.xml', 0, 0, 0.0, 1, 1, 0, 0, 0, '[]', '');
INSERT INTO fetches (id, source, at, request, status, bytes, seconds, documents, seen, new, changed, skipped, skipped_why, reason) VALUES (9, 3, '2026-10-07T12:00:00Z', 'talk.xml', 0, 0, 0.0, 1, 1, 0, 0, 0, '[]', '');
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
INSERT INTO stories (seq, id, short_id, slug, original, anchor, since, updated, sort_at, shown, created_seq, changed_seq, hold_until, hidden, not_ours, retracted, approved, dismissed, taken_back, passed, published, amendments, brief, dirty, paged, out, out_red, waits, edited) VALUES (1, 'tag:news.example.org,2026:story/a7af04a45a', 'a7af04a45a', 'river-clinic-opens-a-wing', 4, 4, '2026-10-05T12:00:00Z', '2026-10-06T12:00:00Z', '2026-10-01T09:00:00Z', '43552a1a48e892e4b0c186028651ead5fbd5753cbd910f24ab309b78499aa376', 1, 4, NULL, 0, 0, NULL, 0, '[]', 0, '[]', '2026-10-01T09:00:00Z', '[["2026-10-06T12:00:00Z","one paragraph changed","1 sentence changed: “It has eight rooms, two nurses at …” → “It has nine rooms, two nurses at …”",true]]', '{"summary":"River Clinic in Salem has opened a wing for people who live with chronic pain.","standalone":"River Clinic in Salem has opened a wing for people who live with chronic pain.","more":["It has nine rooms, two nurses at every hour and a garden that former patients planted in the spring.","The first week brought forty visits, said Ada Moss, who leads the wing."],"method":"weighed sentences","facts":[["who","River Clinic","River Clinic"],["clinic","River Clinic","River Clinic"],["what","River Clinic opens a wing","River Clinic opens a wing"],["when","2026-10-01T09:00:00+00:00",""],["condition","chronic pain","chronic pain"],["contact","503-555-0142","503-555-0142"]],"checks":[]}', 0, 1, '43552a1a48e892e4b0c186028651ead5fbd5753cbd910f24ab309b78499aa376', '[]', 0, '');
INSERT INTO stories (seq, id, short_id, slug, original, anchor, since, updated, sort_at, shown, created_seq, changed_seq, hold_until, hidden, not_ours, retracted, approved, dismissed, taken_back, passed, published, amendments, brief, dirty, paged, out, out_red, waits, edited) VALUES (2, 'tag:news.example.org,2026:story/f49cef0447', 'f49cef0447', 'open-until-eight', 1, 1, '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', 'ccb224e2f3bb49800a193d67e7c3e0535b9209ec010f0d40302c2ef73cc7b625', 2, 7, NULL, 0, 0, NULL, 0, '[]', 0, '[]', NULL, '[]', '{"summary":"Harbor Light Clinic will stay open until eight in the evening on Tuesdays and Thursdays.","standalone":"Harbor Light Clinic will stay open until eight in the evening on Tuesdays and Thursdays.","more":["The change follows a survey in which patients asked for visits after work, and it adds sixteen appointments to each week.","Two therapists who used to work mornings have moved to the new shift."],"method":"weighed sentences","facts":[["what","Open until eight","Open until eight"],["contact","360-555-0177","360-555-0177"]],"checks":[["dead-link","info","Check: a link that leads nowhere (TLDR → None)","",["TLDR → None"],"house rule: every link leads somewhere",""],["source-note","info","Check: no date told","",[],"",""]]}', 0, 0, '', '[]', 0, '');
INSERT INTO stories (seq, id, short_id, slug, original, anchor, since, updated, sort_at, shown, created_seq, changed_seq, hold_until, hidden, not_ours, retracted, approved, dismissed, taken_back, passed, published, amendments, brief, dirty, paged, out, out_red, waits, edited) VALUES (4, 'tag:news.example.org,2026:story/829c275dda', '829c275dda', 'sealed-letters', 6, 6, '2026-10-06T12:00:00Z', '2026-10-06T12:00:00Z', '2026-10-06T12:00:00Z', '17d43ab5b19c0973733e8e03eaf9e58e864f9325aeaad8fc20a9c52064716a57', 5, 5, NULL, 0, 0, NULL, 0, '[]', 0, '[]', NULL, '[]', '{"summary":"Summit Vale Clinic will hand back the sealed letters that its patients wrote to themselves a year ago.","standalone":"Summit Vale Clinic will hand back the sealed letters that its patients wrote to themselves a year ago.","more":["Ninety envelopes have lain in a safe behind the front desk since the day they were written.","Nobody has to read a letter aloud, said Tomas Reyes, who had the thought on a train from Flagstaff."],"method":"weighed sentences","facts":[["what","Sealed letters","Sealed letters"]],"checks":[["dead-link","info","Check: a link that leads nowhere (TLDR → None)","",["TLDR → None"],"house rule: every link leads somewhere",""],["no-contact","info","Check: no telephone number and no e-mail address to ask at","",[],"https://www.newsfilecorp.com/newswire/newswire-guidelines.php",""],["source-note","info","Check: no date told","",[],"",""]]}', 0, 0, '', '[]', 0, '');
INSERT INTO stories (seq, id, short_id, slug, original, anchor, since, updated, sort_at, shown, created_seq, changed_seq, hold_until, hidden, not_ours, retracted, approved, dismissed, taken_back, passed, published, amendments, brief, dirty, paged, out, out_red, waits, edited) VALUES (5, 'tag:news.example.org,2026:story/a0d09aa22f6', 'a0d09aa22f6', 'spots-at-once', 2, 2, '2026-10-06T12:00:00Z', '2026-10-06T12:00:00Z', '2026-10-05T12:00:00Z', '78608e644b60bb2bd378953bb2eeaa6716ef7a1d9a60b1d256a87491407d322b', 8, 8, NULL, 1, 0, NULL, 0, '[]', 0, '[]', NULL, '[]', '{"summary":"Marigold Dermatology sees worrying spots within five working days.","standalone":"Marigold Dermatology sees worrying spots within five working days.","more":["Whoever calls before ten gets a short visit in the same week, and a photograph of the spot is kept so that the next visit can compare.","The office in Osprey bought a second microscope for the purpose."],"method":"weighed sentences","facts":[["what","Spots at once","Spots at once"],["contact","941-555-0178","941-555-0178"]],"checks":[["dead-link","info","Check: a link that leads nowhere (TLDR → None)","",["TLDR → None"],"house rule: every link leads somewhere",""],["source-note","info","Check: no date told","",[],"",""]]}', 0, 0, '', '[]', 0, '');
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
INSERT INTO aliases (id, short_id, story, retired) VALUES ('tag:news.example.org,2026:story/a0d09aa22f', 'a0d09aa22f', 5, NULL);
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
INSERT INTO fed (folder, story, id, published, updated, size, notice, waiting) VALUES ('', 1, 'tag:news.example.org,2026:story/a7af04a45a', '2026-10-01T09:00:00Z', '2026-10-06T12:00:00Z', 2396, 0, 1);
INSERT INTO fed (folder, story, id, published, updated, size, notice, waiting) VALUES ('clinics/river-clinic/', 1, 'tag:news.example.org,2026:story/a7af04a45a', '2026-10-01T09:00:00Z', '2026-10-06T12:00:00Z', 2396, 0, 1);
CREATE TABLE sheets (                   -- the documents of each feed
    folder TEXT NOT NULL,
    number INTEGER NOT NULL,            -- 0: the live one; from 1: its archive
    stale INTEGER NOT NULL DEFAULT 1 CHECK (stale IN (0, 1)), -- must be written
    PRIMARY KEY (folder, number)
) STRICT, WITHOUT ROWID;
INSERT INTO sheets (folder, number, stale) VALUES ('', 0, 0);
INSERT INTO sheets (folder, number, stale) VALUES ('clinics/river-clinic/', 0, 0);
CREATE TABLE archived (                 -- what stands in the archive, for ever
    folder TEXT NOT NULL,
    number INTEGER NOT NULL,
    story INTEGER NOT NULL REFERENCES stories (seq) ON DELETE CASCADE,
    PRIMARY KEY (folder, number, story),
    FOREIGN KEY (folder, number) REFERENCES sheets (folder, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE removals (                 -- pages that must leave the output folder
    page TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE public_changes (           -- of the output folder, numbered from 1
    path TEXT PRIMARY KEY,              -- of a feed in it; '' for the folder itself
    changed INTEGER NOT NULL            -- the last change that it was part of
) STRICT, WITHOUT ROWID;
INSERT INTO public_changes (path, changed) VALUES ('', 2);
INSERT INTO public_changes (path, changed) VALUES ('atom-summary.xml', 2);
INSERT INTO public_changes (path, changed) VALUES ('atom.xml', 2);
INSERT INTO public_changes (path, changed) VALUES ('clinics/river-clinic/atom-summary.xml', 2);
INSERT INTO public_changes (path, changed) VALUES ('clinics/river-clinic/atom.xml', 2);
INSERT INTO public_changes (path, changed) VALUES ('clinics/river-clinic/feed-summary.json', 2);
INSERT INTO public_changes (path, changed) VALUES ('clinics/river-clinic/feed.json', 2);
INSERT INTO public_changes (path, changed) VALUES ('clinics/river-clinic/rss-summary.xml', 2);
INSERT INTO public_changes (path, changed) VALUES ('clinics/river-clinic/rss.xml', 2);
INSERT INTO public_changes (path, changed) VALUES ('feed-summary.json', 2);
INSERT INTO public_changes (path, changed) VALUES ('feed.json', 2);
INSERT INTO public_changes (path, changed) VALUES ('rss-summary.xml', 2);
INSERT INTO public_changes (path, changed) VALUES ('rss.xml', 2);
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
INSERT INTO deliveries (receiver, subject, told, tried, tries, since, trouble) VALUES ('true', '', 2, 2, 0, NULL, '');
CREATE TABLE listed (                   -- what the site's lists say of each story out
    page TEXT PRIMARY KEY,
    day TEXT NOT NULL,                  -- as told
    updated TEXT NOT NULL,
    lists TEXT NOT NULL,                -- JSON: the list pages that show or count it
    record TEXT NOT NULL                -- JSON: the rest of the row
) STRICT, WITHOUT ROWID;
INSERT INTO listed (page, day, updated, lists, record) VALUES ('stories/river-clinic-opens-a-wing-a7af04a45a.html', '2026-10-01', '2026-10-06T12:00:00Z', '["index.html","subscribe.html","sitemap.xml","sitemap-lists.xml","sitemap-2026-10.xml","days/index.html","days/2026-10.html","days/2026-10-01.html","search/2026-10.json","search/index.json","clinics/river-clinic/index.html","clinics/river-clinic/2026-10.html","clinics/index.html"]', '["2026-10-01T09:00:00Z","River Clinic opens a wing","River Clinic in Salem has opened a wing for people who live with chronic pain.","","River Clinic","","en","https://river.example.org/news/wing",3,[],["clinics/river-clinic/"]]');
CREATE TABLE shelved (                  -- '' is the shelf of everything
    shelf TEXT NOT NULL,
    published TEXT NOT NULL,
    page TEXT NOT NULL REFERENCES listed (page) ON DELETE CASCADE,
    day TEXT NOT NULL,
    PRIMARY KEY (shelf, published, page)
) STRICT, WITHOUT ROWID;
INSERT INTO shelved (shelf, published, page, day) VALUES ('', '2026-10-01T09:00:00Z', 'stories/river-clinic-opens-a-wing-a7af04a45a.html', '2026-10-01');
INSERT INTO shelved (shelf, published, page, day) VALUES ('clinics/river-clinic/', '2026-10-01T09:00:00Z', 'stories/river-clinic-opens-a-wing-a7af04a45a.html', '2026-10-01');
CREATE TABLE lists (                    -- the list pages that are out, or should be
    path TEXT PRIMARY KEY,
    touched INTEGER NOT NULL CHECK (touched IN (0, 1)) -- must be looked at
) STRICT, WITHOUT ROWID;
INSERT INTO lists (path, touched) VALUES ('clinics/index.html', 0);
INSERT INTO lists (path, touched) VALUES ('clinics/river-clinic/2026-10.html', 0);
INSERT INTO lists (path, touched) VALUES ('clinics/river-clinic/index.html', 0);
INSERT INTO lists (path, touched) VALUES ('days/2026-10-01.html', 0);
INSERT INTO lists (path, touched) VALUES ('days/2026-10.html', 0);
INSERT INTO lists (path, touched) VALUES ('days/index.html', 0);
INSERT INTO lists (path, touched) VALUES ('index.html', 0);
INSERT INTO lists (path, touched) VALUES ('search/2026-10.json', 0);
INSERT INTO lists (path, touched) VALUES ('search/index.json', 0);
INSERT INTO lists (path, touched) VALUES ('sitemap-2026-10.xml', 0);
INSERT INTO lists (path, touched) VALUES ('sitemap-lists.xml', 0);
INSERT INTO lists (path, touched) VALUES ('sitemap.xml', 0);
INSERT INTO lists (path, touched) VALUES ('subscribe.html', 0);
CREATE TABLE search (                   -- what full-text search covers; its index is FTS5
    seq INTEGER PRIMARY KEY REFERENCES stories (seq) ON DELETE CASCADE,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
INSERT INTO search (seq, title, text) VALUES (1, 'River Clinic opens a wing', 'River Clinic in Salem has opened a wing for people who live with chronic pain. It has nine rooms, two nurses at every hour and a garden that former patients planted in the spring.

The first week brought forty visits, said Ada Moss, who leads the wing. Appointments can be made at 503-555-0142 on every weekday between eight and five.');
INSERT INTO search (seq, title, text) VALUES (2, 'Open until eight', 'Harbor Light Clinic will stay open until eight in the evening on Tuesdays and Thursdays. The change follows a survey in which patients asked for visits after work, and it adds sixteen appointments to each week.

Two therapists who used to work mornings have moved to the new shift. Questions are answered at 360-555-0177.');
INSERT INTO search (seq, title, text) VALUES (4, 'Sealed letters', 'Summit Vale Clinic will hand back the sealed letters that its patients wrote to themselves a year ago. Ninety envelopes have lain in a safe behind the front desk since the day they were written.

Nobody has to read a letter aloud, said Tomas Reyes, who had the thought on a train from Flagstaff. Coffee is served from nine.');
INSERT INTO search (seq, title, text) VALUES (5, 'Spots at once', 'Marigold Dermatology sees worrying spots within five working days. Whoever calls before ten gets a short visit in the same week, and a photograph of the spot is kept so that the next visit can compare.

The office in Osprey bought a second microscope for the purpose. The number to call is 941-555-0178.');
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
INSERT INTO postings (ref, source, item, document, present, form, url, locator, language, published, words, text_digest, told_digest, teaser_digest, site, wire, withdrawn, absent_polls, first_seen, last_seen, content_changed, metadata_changed, story, pending, title, record, text, html, told) VALUES (1, 1, 'harbor.md|https://harborlight.example.com/hours', 'harbor.md', 1, 'article', NULL, 'harbor.md', 'en', NULL, 56, 'a4bec8b63abfbce07ba84fff064b3808ceae5cd123ea31894c592d74b2c9d68d', 'c9bd949d33aab49c48285f062ef4593497613438f08f5ae20cf677624c74c0fe', '', 'example.com', '', '', 0, '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', 2, 0, 'Open until eight', '{"published":null,"updated":null,"dateline":null,"embargo":null,"issuer":"","author":"","summary":"","made":false,"topics":[],"parts":[],"repairs":[],"notes":["broken link: TLDR → None","no date told"],"site":"","contacts":[],"quotes":[],"about":[],"images":[],"provenance":[["title","source","",1.0],["language","text","",0.95]],"tickers":[]}', 'Harbor Light Clinic will stay open until eight in the evening on Tuesdays and Thursdays. The change follows a survey in which patients asked for visits after work, and it adds sixteen appointments to each week.

Two therapists who used to work mornings have moved to the new shift. Questions are answered at 360-555-0177.', '', '{"title":"Open until eight","body":"Harbor Light Clinic will stay open until eight in the evening on Tuesdays and Thursdays. The change follows a survey in which patients asked for visits after work, and it adds sixteen appointments to each week.\n\nTwo therapists who used to work mornings have moved to the new shift. Questions are answered at 360-555-0177.","media_type":"text/markdown","form":"article","url":null,"summary":"","author":"","language":"","published":"","published_origin":"path","updated":"","links":[["original","https://harborlight.example.com/hours","Original/Source Press Release"],["tldr","None","Newsramp.com TLDR"]],"topics":[],"full":true}');
INSERT INTO postings (ref, source, item, document, present, form, url, locator, language, published, words, text_digest, told_digest, teaser_digest, site, wire, withdrawn, absent_polls, first_seen, last_seen, content_changed, metadata_changed, story, pending, title, record, text, html, told) VALUES (2, 1, 'marigold.md|https://marigold.example.com/spots', 'marigold.md', 1, 'article', NULL, 'marigold.md', 'en', NULL, 55, 'b06f204da807a877858f906991a890bc4475d8baee58e52546abc7bace79a495', '0761276a458db8028879688ac33a2b41877e3509420ea1df39aa924178682ed1', '', 'example.com', '', '', 0, '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', 5, 0, 'Spots at once', '{"published":null,"updated":null,"dateline":null,"embargo":null,"issuer":"","author":"","summary":"","made":false,"topics":[],"parts":[],"repairs":[],"notes":["broken link: TLDR → None","no date told"],"site":"","contacts":[],"quotes":[],"about":[],"images":[],"provenance":[["title","source","",1.0],["language","text","",0.95]],"tickers":[]}', 'Marigold Dermatology sees worrying spots within five working days. Whoever calls before ten gets a short visit in the same week, and a photograph of the spot is kept so that the next visit can compare.

The office in Osprey bought a second microscope for the purpose. The number to call is 941-555-0178.', '', '{"title":"Spots at once","body":"Marigold Dermatology sees worrying spots within five working days. Whoever calls before ten gets a short visit in the same week, and a photograph of the spot is kept so that the next visit can compare.\n\nThe office in Osprey bought a second microscope for the purpose. The number to call is 941-555-0178.","media_type":"text/markdown","form":"article","url":null,"summary":"","author":"","language":"","published":"","published_origin":"path","updated":"","links":[["original","https://marigold.example.com/spots","Original/Source Press Release"],["tldr","None","Newsramp.com TLDR"]],"topics":[],"full":true}');
INSERT INTO postings (ref, source, item, document, present, form, url, locator, language, published, words, text_digest, told_digest, teaser_digest, site, wire, withdrawn, absent_polls, first_seen, last_seen, content_changed, metadata_changed, story, pending, title, record, text, html, told) VALUES (3, 1, 'river.md|https://river.example.org/news/wing', 'river.md', 1, 'article', NULL, 'river.md', 'en', NULL, 62, '3d1e965c10b802cf85963efd378344cb5fdcd64bea6f2d77813409bbb2743c69', '0e4a86850607422746cdd6a96f1cc512a7e407c1cd2375f480afb02ce42e2a5b', '', 'example.org', '', '', 0, '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', 1, 0, 'A wing opens', '{"published":null,"updated":null,"dateline":null,"embargo":null,"issuer":"River Clinic","author":"","summary":"","made":false,"topics":[],"parts":[],"repairs":[],"notes":["broken link: TLDR → None","no date told"],"site":"","contacts":[],"quotes":[],"about":[],"images":[],"provenance":[["title","source","",1.0],["language","text","",0.95],["issuer","clinic","",0.9]],"tickers":[]}', 'River Clinic in Salem has opened a wing for people who live with chronic pain. It has eight rooms, two nurses at every hour and a garden that former patients planted in the spring.

The first week brought forty visits, said Ada Moss, who leads the wing. Appointments can be made at 503-555-0142 on every weekday between eight and five.', '', '{"title":"A wing opens","body":"River Clinic in Salem has opened a wing for people who live with chronic pain. It has eight rooms, two nurses at every hour and a garden that former patients planted in the spring.\n\nThe first week brought forty visits, said Ada Moss, who leads the wing. Appointments can be made at 503-555-0142 on every weekday between eight and five.","media_type":"text/markdown","form":"article","url":null,"summary":"","author":"","language":"","published":"","published_origin":"path","updated":"","links":[["original","https://river.example.org/news/wing","Original/Source Press Release"],["tldr","None","Newsramp.com TLDR"]],"topics":[],"full":true}');
INSERT INTO postings (ref, source, item, document, present, form, url, locator, language, published, words, text_digest, told_digest, teaser_digest, site, wire, withdrawn, absent_polls, first_seen, last_seen, content_changed, metadata_changed, story, pending, title, record, text, html, told) VALUES (4, 2, 'https://river.example.org/news/wing', 'blog.xml', 1, 'article', 'https://river.example.org/news/wing', NULL, 'en', '2026-10-01T09:00:00+00:00', 62, '8c23e2eace1dda7a82f023729bb986030f7dc8f790fff6d2e441bdfff68ce83c', 'f8f5278f504bcd09ec49da6032d328310a634004229406c642d0783f1038dff7', '', 'example.org', '', '', 0, '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-06T12:00:00Z', '2026-10-05T12:00:00Z', 1, 0, 'River Clinic opens a wing', '{"published":["2026-10-01T09:00:00+00:00","instant","feed","2026-10-01T09:00:00Z"],"updated":null,"dateline":null,"embargo":null,"issuer":"River Clinic","author":"","summary":"","made":false,"topics":[],"parts":[],"repairs":[],"notes":[],"site":"","contacts":[],"quotes":[],"about":[],"images":[],"provenance":[["title","source","",1.0],["url","source","",1.0],["language","text","",0.95],["published","feed","2026-10-01T09:00:00Z",0.9],["issuer","clinic","",0.9]],"tickers":[]}', 'River Clinic in Salem has opened a wing for people who live with chronic pain. It has nine rooms, two nurses at every hour and a garden that former patients planted in the spring.

The first week brought forty visits, said Ada Moss, who leads the wing. Appointments can be made at 503-555-0142 on every weekday between eight and five.', '', '{"title":"River Clinic opens a wing","body":"<p>River Clinic in Salem has opened a wing for people who live with chronic pain. It has nine rooms, two nurses at every hour and a garden that former patients planted in the spring.</p><p>The first week brought forty visits, said Ada Moss, who leads the wing. Appointments can be made at 503-555-0142 on every weekday between eight and five.</p>","media_type":"text/html","form":"article","url":"https://river.example.org/news/wing","summary":"","author":"","language":"","published":"2026-10-01T09:00:00Z","published_origin":"feed","updated":"","links":[],"topics":[],"full":true}');
INSERT INTO postings (ref, source, item, document, present, form, url, locator, language, published, words, text_digest, told_digest, teaser_digest, site, wire, withdrawn, absent_polls, first_seen, last_seen, content_changed, metadata_changed, story, pending, title, record, text, html, told) VALUES (5, 3, 't3_a1b2c3', 'talk.xml', 1, 'discussion', 'https://www.reddit.com/r/ClinicNewsExample/comments/a1b2c3/a_title/', NULL, 'en', '2026-10-02T09:00:00+00:00', 0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '60a874373eeadaa4269531ecc35fda2c6ba8723095530871fe04bfd34dd9662f', '', 'reddit.com', '', '', 0, '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', '2026-10-05T12:00:00Z', 1, 0, 'A wing for pain, in Salem', '{"published":["2026-10-02T09:00:00+00:00","instant","feed","2026-10-02T09:00:00+00:00"],"updated":["2026-10-02T09:00:00+00:00","instant","feed","2026-10-02T09:00:00+00:00"],"dateline":null,"embargo":null,"issuer":"","author":"","summary":"","made":false,"topics":[],"parts":[],"repairs":[],"notes":[],"site":"","contacts":[],"quotes":[],"about":[],"images":[],"provenance":[["title","source","",1.0],["url","source","",1.0],["language","text","",0.95],["published","feed","2026-10-02T09:00:00+00:00",0.9],["updated","feed","2026-10-02T09:00:00+00:00",0.9]],"tickers":[]}', '', '', '{"title":"A wing for pain, in Salem","body":"","media_type":"text/html","form":"discussion","url":"https://www.reddit.com/r/ClinicNewsExample/comments/a1b2c3/a_title/","summary":"","author":"","language":"","published":"2026-10-02T09:00:00+00:00","published_origin":"feed","updated":"2026-10-02T09:00:00+00:00","links":[["about","https://river.example.org/news/wing",""]],"topics":[],"full":true}');
INSERT INTO postings (ref, source, item, document, present, form, url, locator, language, published, words, text_digest, told_digest, teaser_digest, site, wire, withdrawn, absent_polls, first_seen, last_seen, content_changed, metadata_changed, story, pending, title, record, text, html, told) VALUES (6, 1, 'letters.md|https://summitvale.example.net/letters', 'letters.md', 1, 'article', NULL, 'letters.md', 'en', NULL, 59, '6afc107b52464a27b69002e6d6089b6741ddd064b3a84be3941f10edae299cc1', '3326a2dbdea071767ecbf07cc950f21d6f9a0c95e5ba3b6293294224f7927c9d', '', 'example.net', '', '', 0, '2026-10-06T12:00:00Z', '2026-10-06T12:00:00Z', '2026-10-06T12:00:00Z', '2026-10-06T12:00:00Z', 4, 0, 'Sealed letters', '{"published":null,"updated":null,"dateline":null,"embargo":null,"issuer":"","author":"","summary":"","made":false,"topics":[],"parts":[],"repairs":[],"notes":["broken link: TLDR → None","no date told"],"site":"","contacts":[],"quotes":[],"about":[],"images":[],"provenance":[["title","source","",1.0],["language","text","",0.95]],"tickers":[]}', 'Summit Vale Clinic will hand back the sealed letters that its patients wrote to themselves a year ago. Ninety envelopes have lain in a safe behind the front desk since the day they were written.

Nobody has to read a letter aloud, said Tomas Reyes, who had the thought on a train from Flagstaff. Coffee is served from nine.', '', '{"title":"Sealed letters","body":"Summit Vale Clinic will hand back the sealed letters that its patients wrote to themselves a year ago. Ninety envelopes have lain in a safe behind the front desk since the day they were written.\n\nNobody has to read a letter aloud, said Tomas Reyes, who had the thought on a train from Flagstaff. Coffee is served from nine.","media_type":"text/markdown","form":"article","url":null,"summary":"","author":"","language":"","published":"","published_origin":"path","updated":"","links":[["original","https://summitvale.example.net/letters","Original/Source Press Release"],["tldr","None","Newsramp.com TLDR"]],"topics":[],"full":true}');
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
INSERT INTO revisions (posting, number, until, title, text, told) VALUES (4, 1, '2026-10-06T12:00:00Z', 'River Clinic opens a wing', 'River Clinic in Salem has opened a wing for people who live with chronic pain. It has eight rooms, two nurses at every hour and a garden that former patients planted in the spring.

The first week brought forty visits, said Ada Moss, who leads the wing. Appointments can be made at 503-555-0142 on every weekday between eight and five.', '{"title":"River Clinic opens a wing","body":"<p>River Clinic in Salem has opened a wing for people who live with chronic pain. It has eight rooms, two nurses at every hour and a garden that former patients planted in the spring.</p><p>The first week brought forty visits, said Ada Moss, who leads the wing. Appointments can be made at 503-555-0142 on every weekday between eight and five.</p>","media_type":"text/html","form":"article","url":"https://river.example.org/news/wing","summary":"","author":"","language":"","published":"2026-10-01T09:00:00Z","published_origin":"feed","updated":"","links":[],"topics":[],"full":true}');
CREATE TABLE links (
    posting INTEGER NOT NULL REFERENCES postings (ref) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    url TEXT NOT NULL,                  -- exactly as written
    label TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (posting, position)
) STRICT, WITHOUT ROWID;
INSERT INTO links (posting, position, purpose, url, label) VALUES (1, 0, 'original', 'https://harborlight.example.com/hours', 'Original/Source Press Release');
INSERT INTO links (posting, position, purpose, url, label) VALUES (2, 0, 'original', 'https://marigold.example.com/spots', 'Original/Source Press Release');
INSERT INTO links (posting, position, purpose, url, label) VALUES (3, 0, 'original', 'https://river.example.org/news/wing', 'Original/Source Press Release');
INSERT INTO links (posting, position, purpose, url, label) VALUES (5, 0, 'about', 'https://river.example.org/news/wing', '');
INSERT INTO links (posting, position, purpose, url, label) VALUES (6, 0, 'original', 'https://summitvale.example.net/letters', 'Original/Source Press Release');
CREATE TABLE keys (
    key TEXT NOT NULL,                  -- kind:value
    rank INTEGER NOT NULL,              -- among its bearers: the day, then a hash
    posting INTEGER NOT NULL REFERENCES postings (ref) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('own', 'original', 'trail')),
    url TEXT NOT NULL DEFAULT '',       -- it is from, where more of it may count
    PRIMARY KEY (key, rank, posting)
) STRICT, WITHOUT ROWID;
INSERT INTO keys (key, rank, posting, role, url) VALUES ('reddit:a1b2c3', 12413323970867, 5, 'own', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('tldr:3a30092e9ab42c7322c0f4cc982f1b75', 1424536, 1, 'trail', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('tldr:75fb524e8accd67f372999dfcde4c849', 12413307521819, 4, 'trail', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('tldr:75fb524e8accd67f372999dfcde4c849', 5690340, 3, 'trail', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('tldr:a095c6e885cbf7b2aca2c9371d1e3f36', 6357865, 6, 'trail', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('tldr:aa3f5ee824b570b089286692c281ca8f', 9192903, 2, 'trail', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('url:harborlight.example.com/hours', 1424536, 1, 'original', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('url:marigold.example.com/spots', 9192903, 2, 'original', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('url:reddit.com/r/ClinicNewsExample/comments/a1b2c3/a_title', 12413323970867, 5, 'own', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('url:river.example.org/news/wing', 12413307521819, 4, 'own', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('url:river.example.org/news/wing', 12413323970867, 5, 'trail', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('url:river.example.org/news/wing', 5690340, 3, 'original', '');
INSERT INTO keys (key, rank, posting, role, url) VALUES ('url:summitvale.example.net/letters', 6357865, 6, 'original', '');
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
INSERT INTO findings (one, two, key, same, rule, detail, score) VALUES (3, 4, '', 1, 'same text, edited', '97% of the openings'' words shared, 100% of the titles'' words borne out, weighed words 99% alike', 0.954);
INSERT INTO findings (one, two, key, same, rule, detail, score) VALUES (3, 4, 'tldr:75fb524e8accd67f372999dfcde4c849', 1, 'same key', 'tldr:75fb524e8accd67f372999dfcde4c849; 97% of the openings'' words shared, 100% of the titles'' words borne out, weighed words 99% alike', 0.995);
INSERT INTO findings (one, two, key, same, rule, detail, score) VALUES (3, 4, 'url:river.example.org/news/wing', 1, 'same key', 'url:river.example.org/news/wing; 93% of the shorter text''s four-word runs shared', 0.993);
INSERT INTO findings (one, two, key, same, rule, detail, score) VALUES (3, 5, '', NULL, 'by headline', '100% of its telling words in title and opening (salem, wing, pain); titles 28% alike; a date is not told', 0.6959);
INSERT INTO findings (one, two, key, same, rule, detail, score) VALUES (3, 5, 'url:river.example.org/news/wing', 1, 'same key', 'url:river.example.org/news/wing; one of them has no text of its own', 0.9);
INSERT INTO findings (one, two, key, same, rule, detail, score) VALUES (4, 5, '', NULL, 'by headline', '100% of its telling words in title and opening (salem, wing, pain); titles 19% alike; within a day', 0.6903);
INSERT INTO findings (one, two, key, same, rule, detail, score) VALUES (4, 5, 'url:river.example.org/news/wing', 1, 'same key', 'url:river.example.org/news/wing; one of them has no text of its own', 0.9);
CREATE TABLE sketch_runs (              -- rare five-word runs of openings, by hash
    hash INTEGER NOT NULL,
    day INTEGER NOT NULL,               -- as told, from 1 January of the year 1; or 0
    posting INTEGER NOT NULL,
    PRIMARY KEY (hash, day, posting)
) STRICT, WITHOUT ROWID;
INSERT INTO sketch_runs (hash, day, posting) VALUES (-1065275984, 0, 1);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-1683265808, 0, 3);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-1683265808, 739890, 4);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-1729757888, 0, 2);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-2060161556, 0, 6);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-372786284, 0, 3);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-372786284, 739890, 4);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-41670164, 0, 6);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-476085524, 0, 2);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-496089848, 0, 6);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-736165364, 0, 6);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-898018220, 0, 6);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-942888116, 0, 2);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-997284584, 0, 3);
INSERT INTO sketch_runs (hash, day, posting) VALUES (-997284584, 739890, 4);
INSERT INTO sketch_runs (hash, day, posting) VALUES (1264803712, 0, 2);
INSERT INTO sketch_runs (hash, day, posting) VALUES (1457239084, 0, 6);
INSERT INTO sketch_runs (hash, day, posting) VALUES (1651286548, 0, 6);
INSERT INTO sketch_runs (hash, day, posting) VALUES (1713995032, 0, 3);
INSERT INTO sketch_runs (hash, day, posting) VALUES (1753071904, 0, 3);
INSERT INTO sketch_runs (hash, day, posting) VALUES (1753071904, 739890, 4);
INSERT INTO sketch_runs (hash, day, posting) VALUES (1794322204, 739890, 4);
INSERT INTO sketch_runs (hash, day, posting) VALUES (1809424816, 0, 1);
INSERT INTO sketch_runs (hash, day, posting) VALUES (270115456, 0, 2);
INSERT INTO sketch_runs (hash, day, posting) VALUES (626105236, 0, 6);
INSERT INTO sketch_runs (hash, day, posting) VALUES (885212104, 0, 3);
INSERT INTO sketch_runs (hash, day, posting) VALUES (885212104, 739890, 4);
INSERT INTO sketch_runs (hash, day, posting) VALUES (987238408, 0, 1);
CREATE TABLE sketch_terms (             -- heaviest words of titles and openings
    span INTEGER NOT NULL,              -- of days: what is near in time is near on disk
    hash INTEGER NOT NULL,
    day INTEGER NOT NULL,
    posting INTEGER NOT NULL,
    PRIMARY KEY (span, hash, day, posting)
) STRICT, WITHOUT ROWID;
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1001899542, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1001899542, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -102365459, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1041892948, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1067975136, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1106250560, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -112762088, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1129132853, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1129132853, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1140254486, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1208477851, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1376802478, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1395904980, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1395904980, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1395904980, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1453065988, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1453065988, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1453065988, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1486732657, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1489214904, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1516395869, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -156687614, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1616631665, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1640379869, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1654963674, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1752152750, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1848997274, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -1926383376, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -195990782, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -2020300287, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -2021394252, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -2021394252, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -2021394252, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -2056379290, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -2069285137, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -2077290436, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -2111256094, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -2129701139, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -264969066, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -266464946, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -305217225, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -310998296, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -348253079, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -350593801, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -364809606, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -364809606, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -414014699, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -425888148, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -435536250, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -435536250, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -481383209, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -491586629, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -56550762, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -569801828, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -590318508, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -597236573, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -614831680, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -614831680, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -614831680, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -65247088, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -655510759, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -743107858, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -746247757, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -81953667, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -845542012, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -859590480, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -873036519, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -879831153, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -882668941, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, -929282636, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1031252364, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1036585053, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1047793129, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1056038175, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1131327288, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1143002970, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 116022257, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1189907957, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1196713665, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 121309805, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1242683513, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1284386622, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1385508919, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1388043767, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1410183340, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1431422771, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1520655503, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1551674657, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1602459651, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1618028068, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1810168934, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 182211797, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1917330760, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1946788172, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 1977837355, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 2064370923, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 2066246150, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 2069177595, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 2107948656, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 2130404086, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 225478504, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 235073034, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 254316706, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 294538535, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 297508716, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 378543956, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 611353508, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 621493061, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 630688189, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 756628452, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 760620891, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 761240572, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 783900839, 0, 6);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 819187505, 0, 1);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 828620881, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 908005737, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 925390569, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 939656516, 0, 3);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 948417515, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (0, 959609459, 0, 2);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -1001899542, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -1140254486, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -1208477851, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -1395904980, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -1453065988, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -1654963674, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -1752152750, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -2021394252, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -2129701139, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -264969066, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -266464946, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -348253079, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -364809606, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -425888148, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -435536250, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -56550762, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -614831680, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -743107858, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -81953667, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, -879831153, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 1031252364, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 116022257, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 121309805, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 1242683513, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 1946788172, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 1977837355, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 225478504, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 294538535, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 760620891, 739890, 4);
INSERT INTO sketch_terms (span, hash, day, posting) VALUES (11560, 939656516, 739890, 4);
CREATE TABLE sketch_titles (            -- words of headlines that have no text
    span INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    day INTEGER NOT NULL,
    posting INTEGER NOT NULL,
    PRIMARY KEY (span, hash, day, posting)
) STRICT, WITHOUT ROWID;
INSERT INTO sketch_titles (span, hash, day, posting) VALUES (11560, -1281018437, 739891, 5);
INSERT INTO sketch_titles (span, hash, day, posting) VALUES (11560, -1654963674, 739891, 5);
INSERT INTO sketch_titles (span, hash, day, posting) VALUES (11560, -1952466635, 739891, 5);
INSERT INTO sketch_titles (span, hash, day, posting) VALUES (11560, -2065682291, 739891, 5);
INSERT INTO sketch_titles (span, hash, day, posting) VALUES (11560, 1712325208, 739891, 5);
INSERT INTO sketch_titles (span, hash, day, posting) VALUES (11560, 2067166136, 739891, 5);
INSERT INTO sketch_titles (span, hash, day, posting) VALUES (11560, 294538535, 739891, 5);
INSERT INTO sketch_titles (span, hash, day, posting) VALUES (11560, 939656516, 739891, 5);
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
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence, first_seen, change, position) VALUES (1, 'posting:3', 3, NULL, 'seen', 'copy', '[{"rule":"same key","detail":"tldr:75fb524e8accd67f372999dfcde4c849; 97% of the openings'' words shared, 100% of the titles'' words borne out, weighed words 99% alike","score":0.995},{"rule":"same key","detail":"url:river.example.org/news/wing; 93% of the shorter text''s four-word runs shared","score":0.993},{"rule":"same text, edited","detail":"97% of the openings'' words shared, 100% of the titles'' words borne out, weighed words 99% alike","score":0.954},{"rule":"same key","detail":"url:river.example.org/news/wing; one of them has no text of its own","score":0.9}]', '2026-10-05T12:00:00Z', 1, 1);
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence, first_seen, change, position) VALUES (1, 'posting:4', 4, 'https://river.example.org/news/wing', 'seen', 'original', '[{"rule":"same key","detail":"tldr:75fb524e8accd67f372999dfcde4c849; 97% of the openings'' words shared, 100% of the titles'' words borne out, weighed words 99% alike","score":0.995},{"rule":"same key","detail":"url:river.example.org/news/wing; 93% of the shorter text''s four-word runs shared","score":0.993},{"rule":"same text, edited","detail":"97% of the openings'' words shared, 100% of the titles'' words borne out, weighed words 99% alike","score":0.954},{"rule":"same key","detail":"url:river.example.org/news/wing; one of them has no text of its own","score":0.9}]', '2026-10-05T12:00:00Z', 1, 0);
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence, first_seen, change, position) VALUES (1, 'posting:5', 5, 'https://www.reddit.com/r/ClinicNewsExample/comments/a1b2c3/a_title/', 'claimed', 'discussion', '[{"rule":"same key","detail":"url:river.example.org/news/wing; one of them has no text of its own","score":0.9}]', '2026-10-05T12:00:00Z', 1, 2);
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence, first_seen, change, position) VALUES (2, 'posting:1', 1, NULL, 'seen', 'original', '[]', '2026-10-05T12:00:00Z', 2, 0);
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence, first_seen, change, position) VALUES (2, 'url:harborlight.example.com/hours', 1, 'https://harborlight.example.com/hours', 'claimed', 'original', '[{"rule":"claimed","detail":"named in its trail as original","score":0.5}]', '2026-10-05T12:00:00Z', 2, 1);
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence, first_seen, change, position) VALUES (4, 'posting:6', 6, NULL, 'seen', 'original', '[]', '2026-10-06T12:00:00Z', 5, 0);
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence, first_seen, change, position) VALUES (4, 'url:summitvale.example.net/letters', 6, 'https://summitvale.example.net/letters', 'claimed', 'original', '[{"rule":"claimed","detail":"named in its trail as original","score":0.5}]', '2026-10-06T12:00:00Z', 5, 1);
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence, first_seen, change, position) VALUES (5, 'posting:2', 2, NULL, 'seen', 'original', '[]', '2026-10-05T12:00:00Z', 8, 0);
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence, first_seen, change, position) VALUES (5, 'url:marigold.example.com/spots', 2, 'https://marigold.example.com/spots', 'claimed', 'original', '[{"rule":"claimed","detail":"named in its trail as original","score":0.5}]', '2026-10-06T12:00:00Z', 8, 1);
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
INSERT INTO decisions (number, at, who, act, why, story, title, detail, undone_at, undone_by, undone_why) VALUES (1, '2026-10-06T12:00:00Z', 'ann', 'note', '', 'tag:news.example.org,2026:story/a7af04a45a', 'River Clinic opens a wing', 'Ada Moss is on leave until Monday', NULL, '', '');
INSERT INTO decisions (number, at, who, act, why, story, title, detail, undone_at, undone_by, undone_why) VALUES (2, '2026-10-06T12:00:00Z', 'ann', 'merge', 'thought to be one', 'tag:news.example.org,2026:story/f49cef0447', 'Open until eight', '', '2026-10-06T12:00:00Z', 'ann', '');
INSERT INTO decisions (number, at, who, act, why, story, title, detail, undone_at, undone_by, undone_why) VALUES (3, '2026-10-06T12:00:00Z', 'ann', 'hide', '', 'tag:news.example.org,2026:story/a0d09aa22f6', 'Spots at once', '', NULL, '', '');
CREATE TABLE decided (                  -- the postings a decision is about, by identity:
    decision INTEGER NOT NULL REFERENCES decisions (number), -- it outlives their rows
    source TEXT NOT NULL,
    item TEXT NOT NULL,
    side INTEGER NOT NULL CHECK (side IN (1, 2)),
    shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)), -- by the story, then
    PRIMARY KEY (decision, source, item)
) STRICT, WITHOUT ROWID;
INSERT INTO decided (decision, source, item, side, shown) VALUES (1, 'blog', 'https://river.example.org/news/wing', 1, 1);
INSERT INTO decided (decision, source, item, side, shown) VALUES (1, 'talk', 't3_a1b2c3', 1, 0);
INSERT INTO decided (decision, source, item, side, shown) VALUES (1, 'wire', 'river.md|https://river.example.org/news/wing', 1, 0);
INSERT INTO decided (decision, source, item, side, shown) VALUES (2, 'wire', 'harbor.md|https://harborlight.example.com/hours', 1, 1);
INSERT INTO decided (decision, source, item, side, shown) VALUES (2, 'wire', 'marigold.md|https://marigold.example.com/spots', 2, 0);
INSERT INTO decided (decision, source, item, side, shown) VALUES (3, 'wire', 'marigold.md|https://marigold.example.com/spots', 1, 1);
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
INSERT INTO editions (series, number, opened_seq, opened_at, closed_seq, closed_at, page, markdown, plain) VALUES ('daily', 1, 0, NULL, 8, '2026-10-06T12:00:00Z', '<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-hYHYmW/1/nLQQ7Y0QbAUWsC4sYovOTuidwUFT37zpPI=&#39;; img-src &#39;self&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Digest</title>
<style>/* One stylesheet for every page: light and dark, phone and desk, screen and paper. */
:root {
  color-scheme: light dark;
  --paper: #fcfbf8;
  --ink: #1d2a2c;
  --quiet: #566769;
  --rule: #dfdcd2;
  --accent: #0b625c;
  --tint: #eef3f0;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, "Source Serif 4",
    "Noto Serif", Georgia, "Liberation Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans",
    sans-serif;
}

@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131a1b;
    --ink: #e4e6e1;
    --quiet: #9fb0b0;
    --rule: #2c3839;
    --accent: #7fd0c5;
    --tint: #1b2526;
  }
}

* { box-sizing: border-box; }
[hidden] { display: none !important; }

html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }

body {
  margin: 0 auto;
  max-width: 43rem;
  padding: 1.6rem 1.25rem 2.5rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.6 var(--serif);
  text-rendering: optimizeLegibility;
  overflow-wrap: anywhere;
}

a { color: var(--accent); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 0.12em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }

h1, h2, h3 { line-height: 1.2; text-wrap: balance; font-weight: 600; }
h1 { font-size: clamp(1.75rem, 1.35rem + 2vw, 2.5rem); letter-spacing: -0.012em; margin: 0 0 0.9rem; }
h2 { font-size: 1.25rem; margin: 0 0 0.7rem; }
p, ul, ol, dl, table, blockquote { margin: 0 0 1.1rem; }
dd { margin: 0; }

.top, .meta, .ran, .source, .follow, .foot, .note, .feeds, .facts, .changes, .topics, .trail, .versions > details,
.years, .dates, .lines, .shelves, .beside, .more, .quiet, form, button, [role="status"] { font-family: var(--sans); }
/* A dot before each but the first of a line: that one is cut off with the margin. */
.meta { display: flex; flex-wrap: wrap; color: var(--quiet); font-size: 0.8rem; line-height: 1.5; margin: 0 0 0.45rem -1.1em; clip-path: inset(-4px -4px -4px 0.9em); }
.meta > * { position: relative; padding-left: 1.1em; }
.meta > *::before { content: "·"; position: absolute; left: 0.4em; color: var(--quiet); }
.meta a { color: inherit; text-decoration-color: var(--rule); }
.meta a:hover { color: var(--accent); text-decoration-color: currentColor; }
.lede { color: var(--quiet); font-size: 1.15rem; line-height: 1.5; }
.quiet { color: var(--quiet); font-size: 0.85em; }
.none { color: var(--quiet); font-style: italic; }
.note { color: var(--quiet); font-size: 0.8rem; }
code { font: 0.92em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
summary { cursor: pointer; }
summary:hover { color: var(--accent); }

/* What is around every page */
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.3rem 0.8rem; background: var(--paper); z-index: 1; }
.top { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.3rem 1.6rem; margin-bottom: 2.8rem; padding-bottom: 0.9rem; border-bottom: 1px solid var(--rule); font-size: 0.85rem; }
.top .name { margin: 0; font-weight: 700; }
.top a { color: var(--ink); text-decoration: none; display: inline-block; padding: 0.25rem 0; }
.top a:hover, .top [aria-current] { color: var(--accent); }
.top nav ul { display: flex; flex-wrap: wrap; gap: 0 1.15rem; list-style: none; margin: 0; padding: 0; }
.top [aria-current] { box-shadow: 0 2px currentColor; }
.foot { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--quiet); font-size: 0.8rem; }
.foot p { margin: 0; }
.masthead { border-bottom: 3px solid var(--accent); padding-bottom: 1.1rem; margin-bottom: 2.4rem; }
.masthead h1 { margin-bottom: 0.5rem; }
.masthead > :last-child { margin-bottom: 0; }

/* Lists */
.follow { font-size: 0.85rem; margin: 0.9rem 0 0; }
p.follow a { display: inline-block; padding: 0.3rem 0.95rem; border: 1px solid currentColor; border-radius: 2rem; text-decoration: none; font-weight: 600; }
p.follow a:hover { background: var(--accent); border-color: var(--accent); color: var(--paper); }
.follow summary { color: var(--accent); font-weight: 600; }
.follow .feeds { margin-top: 0.8rem; }
.entry { margin: 0 0 2rem; padding-bottom: 2rem; border-bottom: 1px solid var(--rule); }
.entry:last-of-type { border-bottom: 0; }
.entry :is(h2, h3) { font-size: 1.38rem; margin: 0 0 0.5rem; }
.entry :is(h2, h3) a { color: inherit; text-decoration: none; }
.entry :is(h2, h3) a:hover { color: var(--accent); text-decoration: underline; }
.summary { margin-bottom: 0.6rem; text-wrap: pretty; }
/* Whose words a summary is in, where they are not the release''s. */
.label { color: var(--quiet); border: 1px solid var(--rule); border-radius: 0.3em; padding: 0.05em 0.4em; font: 500 0.72rem/1.4 var(--sans); white-space: nowrap; }
.ran { color: var(--quiet); font-size: 0.8rem; margin: 0; }
.more { font-size: 0.9rem; font-weight: 600; }
.lines { list-style: none; padding: 0; font-size: 0.95rem; }
.lines li { padding: 0.55rem 0; border-bottom: 1px solid var(--rule); line-height: 1.45; }
.lines a { color: var(--ink); text-decoration-color: var(--rule); }
.lines a:hover { color: var(--accent); }
.lines .quiet { display: block; }
.day { margin-bottom: 2rem; }
.day h2, .older h2, .year h2 { margin-bottom: 0.3rem; }
.day h2 a { color: inherit; text-decoration: none; }
.day h2 a:hover { color: var(--accent); }
.years { font-size: 0.9rem; }
.years > div, .facts > div { display: grid; grid-template-columns: 5.5rem 1fr; padding: 0.5rem 0; border-bottom: 1px solid var(--rule); }
.years > div { display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; }
.years dt { flex: 0 0 4rem; font-weight: 600; }
.years a, .dates a { display: inline-block; min-width: 1.6rem; padding: 0.15rem 0; }
.year h3 { font: 600 0.95rem/1.4 var(--sans); margin: 1.1rem 0 0.2rem; }
.year h2 + h3 { margin-top: 0.6rem; }
.dates { list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 0.5rem; padding: 0; font-size: 0.9rem; }
.dates a { min-width: 2rem; text-align: center; border: 1px solid var(--rule); border-radius: 4px; text-decoration: none; font-variant-numeric: tabular-nums; }
.dates a:hover { border-color: currentColor; }
.shelves { list-style: none; padding: 0; }
.shelves li { padding: 0.8rem 0; border-bottom: 1px solid var(--rule); }
.shelves a { font-weight: 600; }
.shelves .quiet { display: block; }
.beside { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5rem 2rem; font-size: 0.9rem; }
.beside [rel="prev"]::before { content: "← " / ""; }
.beside [rel="next"]::after { content: " →" / ""; }
.beside [rel="next"] { margin-left: auto; }

/* Subscribe and search */
.steps { padding-left: 1.4rem; }
.steps li { margin-bottom: 0.5rem; }
.subscribe section { margin-top: 2.2rem; }
.subscribe section + p { margin-top: 1.4rem; }
.subscribe details { border-bottom: 1px solid var(--rule); padding: 0.55rem 0; }
.subscribe summary { font-family: var(--sans); font-size: 0.95rem; font-weight: 600; }
.subscribe details .feeds { margin: 0.5rem 0 0.6rem; }
.subscribe .entry h3 { font: 600 1.2rem/1.25 var(--serif); margin: 0 0 0.4rem; }
.feeds { font-size: 0.85rem; }
.feeds > div { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.9rem; padding: 0.35rem 0; }
.feeds dt { flex: 0 0 7rem; }
.feeds dt a { font-weight: 600; }
.feeds dd { flex: 1 1 16rem; display: flex; align-items: center; gap: 0.6rem; }
.feeds code { flex: 1 1 auto; user-select: all; color: var(--quiet); }
.preview { border: 1px solid var(--rule); border-radius: 8px; background: var(--tint); padding: 1.4rem 1.4rem 0.2rem; }
.preview .entry { margin-bottom: 1.2rem; padding-bottom: 1.2rem; }
button { font-size: 0.8rem; font-weight: 600; padding: 0.15rem 0.7rem; border: 1px solid currentColor; border-radius: 2rem; background: none; color: var(--accent); cursor: pointer; min-height: 24px; flex: none; }
button:hover { background: var(--accent); border-color: var(--accent); color: var(--paper); }
label { display: block; font-size: 0.85rem; font-weight: 600; margin-bottom: 0.35rem; }
input { width: 100%; font: 1.1rem/1.4 var(--sans); padding: 0.55rem 0.8rem; color: inherit; background: var(--paper); border: 2px solid var(--quiet); border-radius: 6px; }
input:focus-visible { outline-offset: 1px; border-color: var(--accent); }
[role="status"] { min-height: 1.6em; margin: 0.9rem 0 1.6rem; color: var(--quiet); font-size: 0.85rem; }

/* A story */
.story > header { border-bottom: 1px solid var(--rule); padding-bottom: 0.6rem; margin-bottom: 1.8rem; }
.source { font-size: 0.9rem; }
.source a { font-weight: 600; }
.facts { font-size: 0.85rem; line-height: 1.5; margin: 0 0 1.8rem; padding: 0.4rem 1.1rem; background: var(--tint); border-radius: 8px; }
.facts > div:last-child { border-bottom: 0; }
.facts dt { color: var(--quiet); grid-row: 1 / span 4; }
.facts dd { grid-column: 2; }
.text { hyphens: auto; }
.text :is(h2, h3, h4, h5, h6) { font-size: 1.15rem; line-height: 1.25; margin: 1.9rem 0 0.5rem; }
.text li { margin-bottom: 0.35rem; }
.text blockquote { border-left: 3px solid var(--accent); margin-left: 0; padding-left: 1.1rem; color: var(--quiet); }
.text pre { white-space: pre-wrap; }
.scroll { max-width: 100%; overflow-x: auto; }
.text table { font: 0.85rem/1.45 var(--sans); }
.text td { min-width: 5rem; }
.text hr { border: 0; border-top: 1px solid var(--rule); margin: 2rem 0 1.4rem; }
/* What was set back after the text: about, contact, disclaimers. */
.text hr ~ * { font-size: 0.9rem; color: var(--quiet); }
.pictures img { display: block; max-width: 100%; height: auto; margin: 0 0 1.1rem; border-radius: 4px; }
.changes { list-style: none; padding: 0.7rem 0 0; border-top: 1px solid var(--rule); color: var(--quiet); font-size: 0.85rem; }
.topics { color: var(--quiet); font-size: 0.85rem; }

table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.9rem 0.5rem 0; border-bottom: 1px solid var(--rule); }
.trail, .versions { margin-top: 2.8rem; }
.trail h2 { font-family: var(--serif); }
.trail table { font-size: 0.85rem; line-height: 1.45; }
.trail caption { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.trail thead th { color: var(--quiet); font-weight: 500; border-bottom-width: 2px; }
.trail tbody th { font-weight: 600; min-width: 10rem; }
.trail td { overflow-wrap: normal; }
.trail time { white-space: nowrap; }
.trail summary, .versions summary { color: var(--accent); font-size: 0.85rem; font-weight: 600; margin-bottom: 0.8rem; }
.line { display: block; overflow: visible; margin: 0.6rem 0 0.2rem; font-size: 0.72rem; }
.line .axis, .line .tick { stroke: var(--rule); stroke-width: 2; }
.line text { fill: var(--quiet); font-family: var(--sans); }
.line circle { fill: var(--accent); stroke: var(--paper); stroke-width: 2; }
.line circle.claimed { fill: var(--paper); stroke: var(--accent); }

@media (max-width: 34rem) {
  body { padding-top: 1rem; }
  .top { margin-bottom: 1.9rem; }
  .top nav { font-size: 0.8rem; }
  .top nav ul { gap: 0 0.85rem; }
  .masthead { margin-bottom: 1.8rem; }
  .feeds dd { flex-basis: 100%; }
  .facts > div { grid-template-columns: 4.8rem 1fr; }
  .preview { padding: 1.1rem 1.1rem 0.1rem; }
  .trail thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .trail :is(table, tbody) { display: block; }
  .trail tr { display: block; padding: 0.6rem 0; border-bottom: 1px solid var(--rule); }
  .trail :is(th, td) { display: inline; border: 0; padding: 0; }
  .trail tbody th { display: block; }
  .trail td:empty { display: none; }
  .trail td:not(:last-child)::after { content: "\00a0· "; color: var(--quiet); }
}

@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #333; --rule: #999; --accent: #000; --tint: #fff; }
  html { font-size: 11pt; }
  body { max-width: none; padding: 0; }
  .top nav, .skip, .follow, .beside, form, button { display: none; }
  .entry, tr, .facts { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  .source a::after, .trail th a::after { content: " <" attr(href) ">"; font-weight: 400; font-size: 0.85em; }
}

/* The digest only */
:root { --alarm: #9c2c18; --alarm-tint: #fbeae6; --warn: #7a5200; --warn-tint: #fbf3dd; }
@media (prefers-color-scheme: dark) {
  :root { --alarm: #ff9b85; --alarm-tint: #33201c; --warn: #eac77a; --warn-tint: #2a2415; }
}
.digest { max-width: 50rem; }
.digest .masthead { margin-bottom: 2rem; }
.digest h1 { margin-bottom: 0.3rem; }
.digest h2 { font-size: 1.3rem; margin: 2.4rem 0 1rem; }
.digest h3 { font-size: 1.12rem; margin: 0 0 0.3rem; }
.digest h3 a { color: inherit; text-decoration-color: var(--rule); }
.made, .proof, .verdict, .counts, .held, .out, .details, .check, .ranlist, .command, .more, .none { font-family: var(--sans); font-size: 0.85rem; }
.made { color: var(--quiet); }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: 0.4rem 2rem; padding: 0; margin: 1.2rem 0; color: var(--quiet); }
.counts b { display: block; color: var(--ink); font: 600 1.7rem/1.1 var(--serif); font-variant-numeric: lining-nums tabular-nums; }
.proof { margin: 0; }
.verdict { margin: 0.6rem 0 0; }
.card { border-top: 1px solid var(--rule); padding: 1.1rem 0 0.3rem; }
.card .meta { margin-bottom: 0.5rem; }
.card .summary { margin-bottom: 0.6rem; line-height: 1.5; }
.card p { margin-bottom: 0.6rem; }
.details { color: var(--quiet); }
.details span + span::before { content: "·"; margin: 0 0.4em 0 0.15em; }
.count { color: var(--quiet); font: 400 1rem/1 var(--sans); margin-left: 0.25em; }
.held, .out, .check { border-left: 3px solid currentColor; border-radius: 0 4px 4px 0; padding: 0.4rem 0.8rem; background: var(--tint); color: var(--quiet); }
.held, .amber { background: var(--warn-tint); color: var(--warn); }
.red { background: var(--alarm-tint); color: var(--alarm); }
.retold { font-family: var(--sans); font-size: 0.85rem; color: var(--quiet); }
.retold mark { background: var(--warn-tint); color: var(--warn); font-weight: 600; }
.ranlist { list-style: none; padding: 0; margin-bottom: 0.6rem; display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; }
.ranlist time { color: var(--quiet); }
.command code { color: var(--quiet); user-select: all; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
.trail .told, .trail .told th, .trail .told td { border-bottom: 0; }
.unwell td:nth-child(2) { color: var(--alarm); font-weight: 600; }
.why td { padding-top: 0; color: var(--quiet); }
.why p { color: var(--alarm); margin-bottom: 0.4rem; }
.why details summary { cursor: pointer; }
@media (max-width: 34rem) {
  .sources td.figure::after { content: " " attr(data-column); color: var(--quiet); }
}
.decide { margin: 0.2rem 0; font: 0.8rem var(--sans, sans-serif); }
.decide dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; margin: 0.4rem 0; }
.decide dd { margin: 0; }
.rows { list-style: none; padding: 0; }
.rows > li { padding: 0.6rem 0; border-top: 1px solid var(--rule, #ddd); }
.rows .row { margin: 0; font-weight: 600; }
.rows ul { list-style: none; margin: 0.2rem 0; padding: 0; }
.rows ul li { margin: 0.2rem 0; font: 0.875rem var(--sans, sans-serif); }
.chart { margin: 1rem 0 1.5rem; }
.chart svg { display: block; max-width: 100%; margin: 0.4rem 0; fill: var(--accent, #1a5f8f); }
.bars { width: auto; }
.bars th, .bars td { padding: 0.15rem 0.8rem 0.15rem 0; border: 0; font: 0.875rem var(--sans); }
.bars svg { margin: 0; }
.digest caption { text-align: left; font: 0.85rem var(--sans); color: var(--quiet); }
@media (max-width: 34rem) { .decide dl { grid-template-columns: 1fr; } }
</style>
</head>
<body class="digest">
<header class="masthead">
<h1>Digest</h1>
<p class="made">As of 6 October 2026, 12:00 UTC</p>
<p class="covers">Daily edition 1: everything so far · <a href="index.html">past editions</a></p>
<ul class="counts">
<li><b>1</b> new</li>
<li><b>0</b> went out</li>
<li><b>0</b> ran elsewhere</li>
<li><b>0</b> changed</li>
<li><b>0</b> to check</li>
<li><b>0</b> held</li>
</ul>
<p class="proof"><a href="#sources">3 of 3 sources well.</a></p>
</header>
<main>
<section aria-labelledby="new">
<h2 id="new">New <span class="count">1</span></h2>
<article class="card">
<h3 dir="auto"><a href="https://river.example.org/news/wing">River Clinic opens a wing</a></h3>
<p class="meta"><span>River Clinic</span> <span>1 October 2026, 09:00 UTC</span> </p>
<p class="summary" dir="auto">River Clinic in Salem has opened a wing for people who live with chronic pain.</p>
<p class="details"><span>condition: chronic pain</span> <span>contact: 503-555-0142</span> </p>
<p class="changed" dir="auto">Changed on 6 October 2026: 1 sentence changed: “It has eight rooms, two nurses at …” → “It has nine rooms, two nurses at …”</p>
<ul class="ranlist" aria-label="Where it ran">
<li><a href="https://river.example.org/news/wing">river.example.org</a> <time datetime="2026-10-01">1 October 2026</time></li>
<li><a href="https://www.reddit.com/r/ClinicNewsExample/comments/a1b2c3/a_title/">r/ClinicNewsExample</a> (claimed) <time datetime="2026-10-02">2 October 2026</time></li>
<li>wire</li>
</ul>
<p class="command"><code>syndicate explain a7af04a45a</code></p>
<details class="decide">
<summary>What you can do</summary>
<dl>
<dt><code>syndicate near a7af04a45a</code></dt><dd>what is possibly the same</dd>
<dt><code>syndicate merge a7af04a45a OTHER</code></dt><dd>the two are one</dd>
<dt><code>syndicate split a7af04a45a APPEARANCE</code></dt><dd>this place does not belong to it</dd>
<dt><code>syndicate original a7af04a45a APPEARANCE</code></dt><dd>show this place&#39;s title and text</dd>
<dt><code>syndicate not-ours a7af04a45a</code></dt><dd>no clinic of ours is meant</dd>
<dt><code>syndicate hide a7af04a45a</code></dt><dd>take it out of what readers see</dd>
<dt><code>syndicate retract a7af04a45a</code></dt><dd>take it back before its readers</dd>
<dt><code>syndicate approve a7af04a45a</code></dt><dd>let it go out</dd>
<dt><code>syndicate dismiss a7af04a45a CHECK</code></dt><dd>this check is settled</dd>
<dt><code>syndicate note a7af04a45a &#34;text&#34;</code></dt><dd>keep a note with it</dd>
</dl>
</details>
</article>
</section>
<section aria-labelledby="changed">
<h2 id="changed">Changed</h2>
<p class="none">Nothing changed.</p>
</section>
<section aria-labelledby="copies-that-differ">
<h2 id="copies-that-differ">Copies that differ <span class="count">1</span></h2>
<ul class="rows">
<li>
<p class="row" dir="auto"><a href="https://river.example.org/news/wing">River Clinic opens a wing</a></p>
<ul>
<li class="check amber">Still the old text on wire: It has eight rooms, two nurses at every hour and a garden that former patients… (now It has nine rooms, two nurses at every hour and a garden that former patients…)</li>
</ul>
<p class="command"><code>syndicate explain a7af04a45a</code></p>
</li>
</ul>
</section>
<section aria-labelledby="elsewhere">
<h2 id="elsewhere">Elsewhere <span class="count">3</span></h2>
<ul class="rows">
<li>
<p class="row" dir="auto"><a href="https://summitvale.example.net/letters">Sealed letters</a></p>
<ul>
<li>wire, summitvale.example.net</li>
<li>Not public: not of our clinics</li>
</ul>
</li>
<li>
<p class="row" dir="auto"><a href="https://marigold.example.com/spots">Spots at once</a></p>
<ul>
<li>wire, marigold.example.com</li>
<li>Not public: hidden by staff</li>
</ul>
</li>
<li>
<p class="row" dir="auto"><a href="https://harborlight.example.com/hours">Open until eight</a></p>
<ul>
<li>wire, harborlight.example.com</li>
<li>Not public: not of our clinics</li>
</ul>
</li>
</ul>
</section>
<section aria-labelledby="figures">
<h2 id="figures">Figures</h2>
<p>Releases of ours of the last 30 days; an outlet counts once for each.</p>
<figure class="chart">
<figcaption><b>Pickups in 30 days</b> 2 in all; most on 2026-10-05: 1.</figcaption>
<svg role="img" viewBox="0 0 300 64" width="300" height="64" aria-label="Pickups in 30 days: 2 in all; most on 2026-10-05: 1.">
<rect x="0" y="62.0" width="8" height="1.0"><title>2026-09-07: 0</title></rect>
<rect x="10" y="62.0" width="8" height="1.0"><title>2026-09-08: 0</title></rect>
<rect x="20" y="62.0" width="8" height="1.0"><title>2026-09-09: 0</title></rect>
<rect x="30" y="62.0" width="8" height="1.0"><title>2026-09-10: 0</title></rect>
<rect x="40" y="62.0" width="8" height="1.0"><title>2026-09-11: 0</title></rect>
<rect x="50" y="62.0" width="8" height="1.0"><title>2026-09-12: 0</title></rect>
<rect x="60" y="62.0" width="8" height="1.0"><title>2026-09-13: 0</title></rect>
<rect x="70" y="62.0" width="8" height="1.0"><title>2026-09-14: 0</title></rect>
<rect x="80" y="62.0" width="8" height="1.0"><title>2026-09-15: 0</title></rect>
<rect x="90" y="62.0" width="8" height="1.0"><title>2026-09-16: 0</title></rect>
<rect x="100" y="62.0" width="8" height="1.0"><title>2026-09-17: 0</title></rect>
<rect x="110" y="62.0" width="8" height="1.0"><title>2026-09-18: 0</title></rect>
<rect x="120" y="62.0" width="8" height="1.0"><title>2026-09-19: 0</title></rect>
<rect x="130" y="62.0" width="8" height="1.0"><title>2026-09-20: 0</title></rect>
<rect x="140" y="62.0" width="8" height="1.0"><title>2026-09-21: 0</title></rect>
<rect x="150" y="62.0" width="8" height="1.0"><title>2026-09-22: 0</title></rect>
<rect x="160" y="62.0" width="8" height="1.0"><title>2026-09-23: 0</title></rect>
<rect x="170" y="62.0" width="8" height="1.0"><title>2026-09-24: 0</title></rect>
<rect x="180" y="62.0" width="8" height="1.0"><title>2026-09-25: 0</title></rect>
<rect x="190" y="62.0" width="8" height="1.0"><title>2026-09-26: 0</title></rect>
<rect x="200" y="62.0" width="8" height="1.0"><title>2026-09-27: 0</title></rect>
<rect x="210" y="62.0" width="8" height="1.0"><title>2026-09-28: 0</title></rect>
<rect x="220" y="62.0" width="8" height="1.0"><title>2026-09-29: 0</title></rect>
<rect x="230" y="62.0" width="8" height="1.0"><title>2026-09-30: 0</title></rect>
<rect x="240" y="62.0" width="8" height="1.0"><title>2026-10-01: 0</title></rect>
<rect x="250" y="2.0" width="8" height="61.0"><title>2026-10-02: 1</title></rect>
<rect x="260" y="62.0" width="8" height="1.0"><title>2026-10-03: 0</title></rect>
<rect x="270" y="62.0" width="8" height="1.0"><title>2026-10-04: 0</title></rect>
<rect x="280" y="2.0" width="8" height="61.0"><title>2026-10-05: 1</title></rect>
<rect x="290" y="62.0" width="8" height="1.0"><title>2026-10-06: 0</title></rect>
</svg>
<details>
<summary>The figures</summary>
<table>
<tbody>
<tr><th scope="row">2026-10-02</th><td class="figure">1</td></tr>
<tr><th scope="row">2026-10-05</th><td class="figure">1</td></tr>
</tbody>
</table>
</details>
</figure>

<figure class="chart">
<figcaption><b>Outlets</b> 2 outlets.</figcaption>
<table class="bars">
<tbody>
<tr><th scope="row">r/ClinicNewsExample</th><td><svg aria-hidden="true" viewBox="0 0 200 10" width="200" height="10"><rect x="0" y="0" width="200.0" height="10"></rect></svg></td><td class="figure">1</td></tr>
<tr><th scope="row">wire</th><td><svg aria-hidden="true" viewBox="0 0 200 10" width="200" height="10"><rect x="0" y="0" width="200.0" height="10"></rect></svg></td><td class="figure">1</td></tr>
</tbody>
</table>
</figure>

<figure class="chart">
<figcaption><b>Time to pickup</b> Half of the 1 that tell a date ran by then: 1 day later.</figcaption>
<table class="bars">
<tbody>
<tr><th scope="row">1 day later</th><td><svg aria-hidden="true" viewBox="0 0 200 10" width="200" height="10"><rect x="0" y="0" width="200.0" height="10"></rect></svg></td><td class="figure">1</td></tr>
</tbody>
</table>
</figure>

</section>
<section aria-labelledby="sources" class="trail">
<h2 id="sources">Sources</h2>
<table class="sources">
<thead>
<tr><th scope="col">Source</th><th scope="col">State</th><th scope="col" class="figure">polled</th><th scope="col" class="figure">seen</th><th scope="col" class="figure">new</th><th scope="col" class="figure">changed</th><th scope="col" class="figure">joined</th><th scope="col" class="figure">skipped</th></tr>
</thead>
<tbody>
<tr class="well">
<th scope="row">blog</th>
<td>ok</td>
<td class="figure" data-column="polled">2 of 2</td>
<td class="figure" data-column="seen">1</td>
<td class="figure" data-column="new">1</td>
<td class="figure" data-column="changed">1</td>
<td class="figure" data-column="joined">1</td>
<td class="figure" data-column="skipped">0</td>
</tr>
<tr class="well">
<th scope="row">talk</th>
<td>ok</td>
<td class="figure" data-column="polled">2 of 2</td>
<td class="figure" data-column="seen">1</td>
<td class="figure" data-column="new">1</td>
<td class="figure" data-column="changed">0</td>
<td class="figure" data-column="joined">1</td>
<td class="figure" data-column="skipped">0</td>
</tr>
<tr class="well told">
<th scope="row">wire</th>
<td>ok</td>
<td class="figure" data-column="polled">2 of 2</td>
<td class="figure" data-column="seen">4</td>
<td class="figure" data-column="new">4</td>
<td class="figure" data-column="changed">0</td>
<td class="figure" data-column="joined">1</td>
<td class="figure" data-column="skipped">2</td>
</tr>
<tr class="why"><td colspan="8">
<details><summary>1 skipped</summary>
<ul>
<li>empty.md: empty file</li>
</ul>
</details>
</td></tr>
</tbody>
</table>
</section>
</main>
</body>
</html>
', '# Digest

*As of 6 October 2026, 12:00 UTC*

Daily edition 1: everything so far

1 new · 0 went out · 0 ran elsewhere · 0 changed · 0 to check · 0 held

3 of 3 sources well.

## New

### River Clinic opens a wing

River Clinic · 1 October 2026, 09:00 UTC

River Clinic in Salem has opened a wing for people who live with chronic pain.

- condition: chronic pain
- contact: 503-555-0142
- Changed on 6 October 2026: 1 sentence changed: “It has eight rooms, two nurses at …” → “It has nine rooms, two nurses at …”
- Ran: [river.example.org, 1 October 2026](<https://river.example.org/news/wing>)
- Ran: [r/ClinicNewsExample (claimed), 2 October 2026](<https://www.reddit.com/r/ClinicNewsExample/comments/a1b2c3/a_title/>)
- Ran: wire
- Read: <https://river.example.org/news/wing>
- `syndicate explain a7af04a45a`


## Changed

Nothing changed.

## Copies that differ

- River Clinic opens a wing
  - Still the old text on wire: It has eight rooms, two nurses at every hour and a garden that former patients… (now It has nine rooms, two nurses at every hour and a garden that former patients…)
  - `syndicate explain a7af04a45a`

## Elsewhere

- Sealed letters
  - wire, summitvale.example.net
  - Not public: not of our clinics
- Spots at once
  - wire, marigold.example.com
  - Not public: hidden by staff
- Open until eight
  - wire, harborlight.example.com
  - Not public: not of our clinics

## Figures

- Pickups in 30 days: 2 in all; most on 2026-10-05: 1.
  - 2026\-10-02: 1
  - 2026\-10-05: 1
- Outlets: 2 outlets.
  - r/ClinicNewsExample: 1
  - wire: 1
- Time to pickup: Half of the 1 that tell a date ran by then: 1 day later.
  - 1 day later: 1

## Sources

- blog: ok; 2 of 2 polled, 1 seen, 1 new, 1 changed, 1 joined, 0 skipped
- talk: ok; 2 of 2 polled, 1 seen, 1 new, 0 changed, 1 joined, 0 skipped
- wire: ok; 2 of 2 polled, 4 seen, 4 new, 0 changed, 1 joined, 2 skipped
  - skipped: empty.md: empty file

## What you can do with a story

- `syndicate near STORY`: what is possibly the same
- `syndicate merge STORY OTHER`: the two are one
- `syndicate split STORY APPEARANCE`: this place does not belong to it
- `syndicate original STORY APPEARANCE`: show this place''s title and text
- `syndicate not-ours STORY`: no clinic of ours is meant
- `syndicate hide STORY`: take it out of what readers see
- `syndicate retract STORY`: take it back before its readers
- `syndicate approve STORY`: let it go out
- `syndicate dismiss STORY CHECK`: this check is settled
- `syndicate note STORY "text"`: keep a note with it
', 'Digest
======

As of 6 October 2026, 12:00 UTC

Daily edition 1: everything so far

1 new · 0 went out · 0 ran elsewhere · 0 changed · 0 to check · 0 held

3 of 3 sources well.

New
---

River Clinic opens a wing

River Clinic · 1 October 2026, 09:00 UTC

River Clinic in Salem has opened a wing for people who live with chronic pain.

- condition: chronic pain
- contact: 503-555-0142
- Changed on 6 October 2026: 1 sentence changed: “It has eight rooms, two nurses at …” → “It has nine rooms, two nurses at …”
- Ran: river.example.org, 1 October 2026  https://river.example.org/news/wing
- Ran: r/ClinicNewsExample (claimed), 2 October 2026  https://www.reddit.com/r/ClinicNewsExample/comments/a1b2c3/a_title/
- Ran: wire
- Read: https://river.example.org/news/wing
- $ syndicate explain a7af04a45a


Changed
-------

Nothing changed.

Copies that differ
------------------

- River Clinic opens a wing
  - Still the old text on wire: It has eight rooms, two nurses at every hour and a garden that former patients… (now It has nine rooms, two nurses at every hour and a garden that former patients…)
  - $ syndicate explain a7af04a45a

Elsewhere
---------

- Sealed letters
  - wire, summitvale.example.net
  - Not public: not of our clinics
- Spots at once
  - wire, marigold.example.com
  - Not public: hidden by staff
- Open until eight
  - wire, harborlight.example.com
  - Not public: not of our clinics

Figures
-------

- Pickups in 30 days: 2 in all; most on 2026-10-05: 1.
  - 2026-10-02: 1
  - 2026-10-05: 1
- Outlets: 2 outlets.
  - r/ClinicNewsExample: 1
  - wire: 1
- Time to pickup: Half of the 1 that tell a date ran by then: 1 day later.
  - 1 day later: 1

Sources
-------

- blog: ok; 2 of 2 polled, 1 seen, 1 new, 1 changed, 1 joined, 0 skipped
- talk: ok; 2 of 2 polled, 1 seen, 1 new, 0 changed, 1 joined, 0 skipped
- wire: ok; 2 of 2 polled, 4 seen, 4 new, 0 changed, 1 joined, 2 skipped
  - skipped: empty.md: empty file

What you can do with a story
----------------------------

- $ syndicate near STORY: what is possibly the same
- $ syndicate merge STORY OTHER: the two are one
- $ syndicate split STORY APPEARANCE: this place does not belong to it
- $ syndicate original STORY APPEARANCE: show this place''s title and text
- $ syndicate not-ours STORY: no clinic of ours is meant
- $ syndicate hide STORY: take it out of what readers see
- $ syndicate retract STORY: take it back before its readers
- $ syndicate approve STORY: let it go out
- $ syndicate dismiss STORY CHECK: this check is settled
- $ syndicate note STORY "text": keep a note with it
');
INSERT INTO editions (series, number, opened_seq, opened_at, closed_seq, closed_at, page, markdown, plain) VALUES ('daily', 2, 8, '2026-10-06T12:00:00Z', NULL, NULL, '', '', '');
INSERT INTO editions (series, number, opened_seq, opened_at, closed_seq, closed_at, page, markdown, plain) VALUES ('weekly', 1, 0, NULL, NULL, NULL, '', '', '');
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
INSERT INTO letters (series, number, recipient, content, state, tries, doubts, at, reason) VALUES ('daily', 1, 'ann@example.org', X'46726F6D3A20446967657374203C7072657373406578616D706C652E6F72673E0D0A546F3A20616E6E406578616D706C652E6F72670D0A5375626A6563743A2031206E65773A20526976657220436C696E6963206F70656E7320612077696E670D0A446174653A205475652C203036204F637420323032362031323A30303A3030202B303030300D0A4D6573736167652D49443A203C6461696C792D312E666465393565353438323831663763656666343935303338406578616D706C652E6F72673E0D0A4C6973742D49443A203C6469676573742E6578616D706C652E6F72673E0D0A4175746F2D5375626D69747465643A206175746F2D67656E6572617465640D0A582D4175746F2D526573706F6E73652D53757070726573733A20416C6C0D0A4D494D452D56657273696F6E3A20312E300D0A436F6E74656E742D547970653A206D756C7469706172742F616C7465726E61746976653B0D0A20626F756E646172793D223D5F3935363764343066386561393039303165613233346239333432613231363730220D0A0D0A2D2D3D5F39353637643430663865613930393031656132333462393334326132313637300D0A436F6E74656E742D547970653A20746578742F706C61696E3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A2071756F7465642D7072696E7461626C650D0A0D0A4469676573740D0A3D33443D33443D33443D33443D33443D33440D0A0D0A4173206F662036204F63746F62657220323032362C2031323A3030205554430D0A0D0A4461696C792065646974696F6E20313A2065766572797468696E6720736F206661720D0A0D0A31206E6577203D43323D423720302077656E74206F7574203D43323D423720302072616E20656C73657768657265203D43323D42372030206368616E676564203D43323D4237203020746F20633D0D0A6865636B203D43323D423720302068656C640D0A0D0A33206F66203320736F75726365732077656C6C2E0D0A0D0A4E65770D0A2D2D2D0D0A0D0A526976657220436C696E6963206F70656E7320612077696E670D0A0D0A526976657220436C696E6963203D43323D42372031204F63746F62657220323032362C2030393A3030205554430D0A0D0A526976657220436C696E696320696E2053616C656D20686173206F70656E656420612077696E6720666F722070656F706C652077686F206C6976652077697468206368726F6E6963207061696E2E0D0A0D0A2D20636F6E646974696F6E3A206368726F6E6963207061696E0D0A2D20636F6E746163743A203530332D3535352D303134320D0A2D204368616E676564206F6E2036204F63746F62657220323032363A20312073656E74656E6365206368616E6765643A203D45323D38303D394349742068617320656967687420726F6F6D732C3D0D0A2074776F206E7572736573206174203D45323D38303D41363D45323D38303D3944203D45323D38363D3932203D45323D38303D3943497420686173206E696E6520726F6F6D732C2074776F206E3D0D0A7572736573206174203D45323D38303D41363D45323D38303D39440D0A2D2052616E3A2072697665722E6578616D706C652E6F72672C2031204F63746F6265722032303236202068747470733A2F2F72697665722E6578616D706C652E6F72672F6E6577732F77696E670D0A2D2052616E3A20722F436C696E69634E6577734578616D706C652028636C61696D6564292C2032204F63746F6265722032303236202068747470733A2F2F7777772E7265646469742E636F6D2F3D0D0A722F436C696E69634E6577734578616D706C652F636F6D6D656E74732F6131623263332F615F7469746C652F0D0A2D2052616E3A20776972650D0A2D20526561643A2068747470733A2F2F72697665722E6578616D706C652E6F72672F6E6577732F77696E670D0A2D20242073796E646963617465206578706C61696E20613761663034613435610D0A0D0A0D0A4368616E6765640D0A2D2D2D2D2D2D2D0D0A0D0A4E6F7468696E67206368616E6765642E0D0A0D0A436F706965732074686174206469666665720D0A2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D0D0A0D0A2D20526976657220436C696E6963206F70656E7320612077696E670D0A20202D205374696C6C20746865206F6C642074657874206F6E20776972653A2049742068617320656967687420726F6F6D732C2074776F206E757273657320617420657665727920686F7572203D0D0A616E6420612067617264656E207468617420666F726D65722070617469656E74733D45323D38303D413620286E6F7720497420686173206E696E6520726F6F6D732C2074776F206E75727365733D0D0A20617420657665727920686F757220616E6420612067617264656E207468617420666F726D65722070617469656E74733D45323D38303D4136290D0A20202D20242073796E646963617465206578706C61696E20613761663034613435610D0A0D0A456C736577686572650D0A2D2D2D2D2D2D2D2D2D0D0A0D0A2D205365616C6564206C6574746572730D0A20202D20776972652C2073756D6D697476616C652E6578616D706C652E6E65740D0A20202D204E6F74207075626C69633A206E6F74206F66206F757220636C696E6963730D0A2D2053706F7473206174206F6E63650D0A20202D20776972652C206D617269676F6C642E6578616D706C652E636F6D0D0A20202D204E6F74207075626C69633A2068696464656E2062792073746166660D0A2D204F70656E20756E74696C2065696768740D0A20202D20776972652C20686172626F726C696768742E6578616D706C652E636F6D0D0A20202D204E6F74207075626C69633A206E6F74206F66206F757220636C696E6963730D0A0D0A466967757265730D0A2D2D2D2D2D2D2D0D0A0D0A2D205069636B75707320696E20333020646179733A203220696E20616C6C3B206D6F7374206F6E20323032362D31302D30353A20312E0D0A20202D20323032362D31302D30323A20310D0A20202D20323032362D31302D30353A20310D0A2D204F75746C6574733A2032206F75746C6574732E0D0A20202D20722F436C696E69634E6577734578616D706C653A20310D0A20202D20776972653A20310D0A2D2054696D6520746F207069636B75703A2048616C66206F6620746865203120746861742074656C6C206120646174652072616E206279207468656E3A203120646179206C617465722E0D0A20202D203120646179206C617465723A20310D0A0D0A536F75726365730D0A2D2D2D2D2D2D2D0D0A0D0A2D20626C6F673A206F6B3B2032206F66203220706F6C6C65642C2031207365656E2C2031206E65772C2031206368616E6765642C2031206A6F696E65642C203020736B69707065640D0A2D2074616C6B3A206F6B3B2032206F66203220706F6C6C65642C2031207365656E2C2031206E65772C2030206368616E6765642C2031206A6F696E65642C203020736B69707065640D0A2D20776972653A206F6B3B2032206F66203220706F6C6C65642C2034207365656E2C2034206E65772C2030206368616E6765642C2031206A6F696E65642C203220736B69707065640D0A20202D20736B69707065643A20656D7074792E6D643A20656D7074792066696C650D0A0D0A5768617420796F752063616E20646F207769746820612073746F72790D0A2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D0D0A0D0A2D20242073796E646963617465206E6561722053544F52593A207768617420697320706F737369626C79207468652073616D650D0A2D20242073796E646963617465206D657267652053544F5259204F544845523A207468652074776F20617265206F6E650D0A2D20242073796E6469636174652073706C69742053544F525920415050454152414E43453A207468697320706C61636520646F6573206E6F742062656C6F6E6720746F2069740D0A2D20242073796E646963617465206F726967696E616C2053544F525920415050454152414E43453A2073686F77207468697320706C6163652773207469746C6520616E6420746578740D0A2D20242073796E646963617465206E6F742D6F7572732053544F52593A206E6F20636C696E6963206F66206F757273206973206D65616E740D0A2D20242073796E64696361746520686964652053544F52593A2074616B65206974206F7574206F6620776861742072656164657273207365650D0A2D20242073796E64696361746520726574726163742053544F52593A2074616B65206974206261636B206265666F72652069747320726561646572730D0A2D20242073796E64696361746520617070726F76652053544F52593A206C657420697420676F206F75740D0A2D20242073796E646963617465206469736D6973732053544F525920434845434B3A207468697320636865636B20697320736574746C65640D0A2D20242073796E646963617465206E6F74652053544F5259202274657874223A206B6565702061206E6F746520776974682069740D0A0D0A2D2D3D5F39353637643430663865613930393031656132333462393334326132313637300D0A436F6E74656E742D547970653A20746578742F68746D6C3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A2071756F7465642D7072696E7461626C650D0A4D494D452D56657273696F6E3A20312E300D0A0D0A3C21444F43545950452068746D6C3E3C68746D6C206C616E673D334422656E223E3C686561643E0D0A3C6D65746120636861727365743D3344227574662D38223E0D0A3C6D657461206E616D653D33442276696577706F72742220636F6E74656E743D33442277696474683D33446465766963652D77696474682C20696E697469616C2D7363616C653D334431223E0D0A3C6D657461206E616D653D334422636F6C6F722D736368656D652220636F6E74656E743D3344226C69676874206461726B223E0D0A3C6D657461206E616D653D334422737570706F727465642D636F6C6F722D736368656D65732220636F6E74656E743D3344226C69676874206461726B223E0D0A3C7469746C653E4469676573743C2F7469746C653E0D0A3C7374796C653E0D0A626F6479207B206D617267696E3A20303B2070616464696E673A20303B206261636B67726F756E642D636F6C6F723A20236634663566363B20636F6C6F723A20233232323632613B207D0D0A2E7368656574207B2077696474683A20313030253B206D61782D77696474683A2036343070783B206D617267696E3A2030206175746F3B207461626C652D6C61796F75743A2066697865643B207D0D0A2E696E73696465207B2070616464696E673A203234707820323070783B206261636B67726F756E642D636F6C6F723A20236666666666663B20666F6E742D66616D696C793A202D6170706C652D3D0D0A73797374656D2C20225365676F65205549222C2048656C7665746963612C20417269616C2C2073616E732D73657269663B20666F6E742D73697A653A20313670783B206C696E652D68656967683D0D0A743A20312E34353B207D0D0A6831207B206D617267696E3A20302030203470783B20666F6E742D73697A653A20323270783B206C696E652D6865696768743A20312E32353B207D0D0A6832207B206D617267696E3A20333270782030203870783B2070616464696E672D746F703A20313270783B20626F726465722D746F703A2032707820736F6C696420236339636564333B20666F3D0D0A6E742D73697A653A20313870783B207D0D0A6833207B206D617267696E3A20323070782030203270783B20666F6E742D73697A653A20313770783B206C696E652D6865696768743A20312E333B207D0D0A70207B206D617267696E3A2034707820303B207D0D0A68312C2068322C2068332C2070207B206F766572666C6F772D777261703A20616E7977686572653B207D0D0A756C207B206D617267696E3A2034707820303B2070616464696E673A20302030203020323070783B207D0D0A61207B20636F6C6F723A20233161356638663B207D0D0A2E736D616C6C207B20636F6C6F723A20233562363436643B20666F6E742D73697A653A20313470783B207D0D0A2E636F756E7473207B206D617267696E3A2038707820303B20666F6E742D73697A653A20313570783B207D0D0A2E636865636B207B20636F6C6F723A20233232323632613B20666F6E742D73697A653A20313570783B207D0D0A2E726564207B20626F726465722D6C6566743A2034707820736F6C696420236330333932623B2070616464696E672D6C6566743A203870783B207D0D0A2E616D626572207B20626F726465722D6C6566743A2034707820736F6C696420236239373730653B2070616464696E672D6C6566743A203870783B207D0D0A2E696E666F207B20626F726465722D6C6566743A2034707820736F6C696420233662373638303B2070616464696E672D6C6566743A203870783B207D0D0A2E68656C642C202E6F7574207B20626F726465722D6C6566743A2034707820736F6C696420233161356638663B2070616464696E672D6C6566743A203870783B207D0D0A636F6465207B20666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B20666F6E742D73697A653A20313370783B20636F6C6F723A2023356236343D0D0A36643B207D0D0A2E62617273207B206D617267696E3A20347078203020313270783B20626F726465722D636F6C6C617073653A20636F6C6C617073653B207D0D0A2E6C6162656C207B2070616464696E673A20327078203870782032707820303B20746578742D616C69676E3A206C6566743B20666F6E742D73697A653A20313470783B20666F6E742D776569673D0D0A68743A206E6F726D616C3B207D0D0A2E76616C7565207B2070616464696E673A20327078203020327078203870783B20746578742D616C69676E3A2072696768743B20666F6E742D73697A653A20313470783B207D0D0A2E626172207B206865696768743A20313270783B206C696E652D6865696768743A20313270783B20666F6E742D73697A653A203670783B206261636B67726F756E642D636F6C6F723A202331613D0D0A356638663B207D0D0A2E707265686561646572207B20646973706C61793A206E6F6E653B206D61782D6865696768743A20303B206F766572666C6F773A2068696464656E3B207D0D0A406D656469612028707265666572732D636F6C6F722D736368656D653A206461726B29207B0D0A2020626F6479207B206261636B67726F756E642D636F6C6F723A20233136313931632021696D706F7274616E743B20636F6C6F723A20236534653765612021696D706F7274616E743B207D0D0A20202E696E73696465207B206261636B67726F756E642D636F6C6F723A20233166323432392021696D706F7274616E743B20636F6C6F723A20236534653765612021696D706F7274616E743B207D0D0A20202E636865636B207B20636F6C6F723A20236534653765612021696D706F7274616E743B207D0D0A202061207B20636F6C6F723A20233766626465382021696D706F7274616E743B207D0D0A20202E736D616C6C2C20636F6465207B20636F6C6F723A20236137623062382021696D706F7274616E743B207D0D0A20206832207B20626F726465722D746F702D636F6C6F723A20233435346435352021696D706F7274616E743B207D0D0A7D0D0A0D0A3C2F7374796C653E0D0A3C2F686561643E0D0A3C626F6479207374796C653D3344226D617267696E3A20303B70616464696E673A20303B6261636B67726F756E642D636F6C6F723A20236634663566363B636F6C6F723A20233232323632613B3D0D0A223E0D0A3C64697620636C6173733D33442270726568656164657222207374796C653D334422646973706C61793A206E6F6E653B6D61782D6865696768743A20303B6F766572666C6F773A2068696464653D0D0A6E3B223E31206E6577203D43323D423720302077656E74206F7574203D43323D423720302072616E20656C73657768657265203D43323D42372030206368616E676564203D43323D42372030203D0D0A746F20636865636B203D43323D423720302068656C643C2F6469763E0D0A3C7461626C6520636C6173733D33442273686565742220726F6C653D33442270726573656E746174696F6E2220616C69676E3D33442263656E746572222063656C6C70616464696E673D3344223D0D0A30222063656C6C73706163696E673D334422302220626F726465723D3344223022207374796C653D33442277696474683A20313030253B6D61782D77696474683A2036343070783B6D617267693D0D0A6E3A2030206175746F3B7461626C652D6C61796F75743A2066697865643B223E0D0A3C74626F64793E3C74723E3C746420636C6173733D334422696E7369646522207374796C653D33442270616464696E673A203234707820323070783B6261636B67726F756E642D636F6C6F723A3D0D0A20236666666666663B666F6E742D66616D696C793A202D6170706C652D73797374656D2C20275365676F65205549272C2048656C7665746963612C20417269616C2C2073616E732D73657269663D0D0A3B666F6E742D73697A653A20313670783B6C696E652D6865696768743A20312E34353B223E0D0A3C6831207374796C653D3344226D617267696E3A20302030203470783B666F6E742D73697A653A20323270783B6C696E652D6865696768743A20312E32353B6F766572666C6F772D777261703A3D0D0A20616E7977686572653B223E4469676573743C2F68313E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E4461696C792065646974696F6E20313A2065766572797468696E6720736F20666172203D43323D4237206173206F662036204F63746F623D0D0A657220323032362C2031323A3030205554433C2F703E0D0A3C7020636C6173733D334422636F756E747322207374796C653D3344226F766572666C6F772D777261703A20616E7977686572653B6D617267696E3A2038707820303B666F6E742D73697A653A3D0D0A20313570783B223E3C623E313C2F623E206E6577203D43323D4237203C623E303C2F623E2077656E74206F7574203D43323D4237203C623E303C2F623E2072616E20656C73657768657265203D0D0A3D43323D4237203C623E303C2F623E206368616E676564203D43323D4237203C623E303C2F623E20746F20636865636B203D43323D4237203C623E303C2F623E2068656C643C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E33206F66203320736F75726365732077656C6C2E3C2F703E0D0A3C6832207374796C653D3344226D617267696E3A20333270782030203870783B70616464696E672D746F703A20313270783B626F726465722D746F703A2032707820736F6C69642023633963653D0D0A64333B666F6E742D73697A653A20313870783B6F766572666C6F772D777261703A20616E7977686572653B223E4E6577202831293C2F68323E0D0A3C6833206469723D3344226175746F22207374796C653D3344226D617267696E3A20323070782030203270783B666F6E742D73697A653A20313770783B6C696E652D6865696768743A20312E333D0D0A3B6F766572666C6F772D777261703A20616E7977686572653B223E3C6120687265663D33442268747470733A2F2F72697665722E6578616D706C652E6F72672F6E6577732F77696E67222073743D0D0A796C653D334422636F6C6F723A20233161356638663B223E526976657220436C696E6963206F70656E7320612077696E673C2F613E3C2F68333E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E526976657220436C696E6963203D43323D42372031204F63746F62657220323032362C2030393A3030205554433C2F703E0D0A3C70206469723D3344226175746F22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B223E526976657220436C696E69633D0D0A20696E2053616C656D20686173206F70656E656420612077696E6720666F722070656F706C652077686F206C6976652077697468206368726F6E6963207061696E2E3C2F703E0D0A3C7020636C6173733D334422736D616C6C22206469723D3344226175746F22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E79776865723D0D0A653B636F6C6F723A20233562363436643B666F6E742D73697A653A20313470783B223E4368616E676564206F6E2036204F63746F62657220323032363A20312073656E74656E6365206368616E3D0D0A6765643A203D45323D38303D394349742068617320656967687420726F6F6D732C2074776F206E7572736573206174203D45323D38303D41363D45323D38303D3944203D45323D38363D3932203D0D0A3D45323D38303D3943497420686173206E696E6520726F6F6D732C2074776F206E7572736573206174203D45323D38303D41363D45323D38303D39443C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E52616E3A203C6120687265663D33442268747470733A2F2F72697665722E6578616D706C652E6F72672F6E6577732F77696E67222073743D0D0A796C653D334422636F6C6F723A20233161356638663B223E72697665722E6578616D706C652E6F72673C2F613E2031204F63746F6265722032303236203D43323D4237203C6120687265663D0D0A3D33442268747470733A2F2F7777772E7265646469742E636F6D2F722F436C696E69634E6577734578616D706C652F636F6D6D656E74732F6131623263332F615F7469746C652F22207374796C3D0D0A653D334422636F6C6F723A20233161356638663B223E722F436C696E69634E6577734578616D706C653C2F613E2028636C61696D6564292032204F63746F6265722032303236203D43323D42373D0D0A20776972653C2F703E0D0A3C70207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B223E3C636F6465207374796C653D334422666F6E742D66616D696C3D0D0A793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E646963617465206578706C3D0D0A61696E20613761663034613435613C2F636F64653E3C2F703E0D0A3C6832207374796C653D3344226D617267696E3A20333270782030203870783B70616464696E672D746F703A20313270783B626F726465722D746F703A2032707820736F6C69642023633963653D0D0A64333B666F6E742D73697A653A20313870783B6F766572666C6F772D777261703A20616E7977686572653B223E436F70696573207468617420646966666572202831293C2F68323E0D0A3C6833206469723D3344226175746F22207374796C653D3344226D617267696E3A20323070782030203270783B666F6E742D73697A653A20313770783B6C696E652D6865696768743A20312E333D0D0A3B6F766572666C6F772D777261703A20616E7977686572653B223E3C6120687265663D33442268747470733A2F2F72697665722E6578616D706C652E6F72672F6E6577732F77696E67222073743D0D0A796C653D334422636F6C6F723A20233161356638663B223E526976657220436C696E6963206F70656E7320612077696E673C2F613E3C2F68333E0D0A3C7020636C6173733D334422636865636B20616D62657222207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723D0D0A3A20233232323632613B666F6E742D73697A653A20313570783B626F726465722D6C6566743A2034707820736F6C696420236239373730653B70616464696E672D6C6566743A203870783B223E3D0D0A5374696C6C20746865206F6C642074657874206F6E20776972653A2049742068617320656967687420726F6F6D732C2074776F206E757273657320617420657665727920686F757220616E64203D0D0A612067617264656E207468617420666F726D65722070617469656E74733D45323D38303D413620286E6F7720497420686173206E696E6520726F6F6D732C2074776F206E7572736573206174203D0D0A657665727920686F757220616E6420612067617264656E207468617420666F726D65722070617469656E74733D45323D38303D4136293C2F703E0D0A3C70207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B223E3C636F6465207374796C653D334422666F6E742D66616D696C3D0D0A793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E646963617465206578706C3D0D0A61696E20613761663034613435613C2F636F64653E3C2F703E0D0A3C6832207374796C653D3344226D617267696E3A20333270782030203870783B70616464696E672D746F703A20313270783B626F726465722D746F703A2032707820736F6C69642023633963653D0D0A64333B666F6E742D73697A653A20313870783B6F766572666C6F772D777261703A20616E7977686572653B223E456C73657768657265202833293C2F68323E0D0A3C6833206469723D3344226175746F22207374796C653D3344226D617267696E3A20323070782030203270783B666F6E742D73697A653A20313770783B6C696E652D6865696768743A20312E333D0D0A3B6F766572666C6F772D777261703A20616E7977686572653B223E3C6120687265663D33442268747470733A2F2F73756D6D697476616C652E6578616D706C652E6E65742F6C657474657273223D0D0A207374796C653D334422636F6C6F723A20233161356638663B223E5365616C6564206C6574746572733C2F613E3C2F68333E0D0A3C7020636C6173733D334422636865636B22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233232323D0D0A3632613B666F6E742D73697A653A20313570783B223E776972652C2073756D6D697476616C652E6578616D706C652E6E65743C2F703E0D0A3C7020636C6173733D334422636865636B22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233232323D0D0A3632613B666F6E742D73697A653A20313570783B223E4E6F74207075626C69633A206E6F74206F66206F757220636C696E6963733C2F703E0D0A3C6833206469723D3344226175746F22207374796C653D3344226D617267696E3A20323070782030203270783B666F6E742D73697A653A20313770783B6C696E652D6865696768743A20312E333D0D0A3B6F766572666C6F772D777261703A20616E7977686572653B223E3C6120687265663D33442268747470733A2F2F6D617269676F6C642E6578616D706C652E636F6D2F73706F747322207374793D0D0A6C653D334422636F6C6F723A20233161356638663B223E53706F7473206174206F6E63653C2F613E3C2F68333E0D0A3C7020636C6173733D334422636865636B22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233232323D0D0A3632613B666F6E742D73697A653A20313570783B223E776972652C206D617269676F6C642E6578616D706C652E636F6D3C2F703E0D0A3C7020636C6173733D334422636865636B22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233232323D0D0A3632613B666F6E742D73697A653A20313570783B223E4E6F74207075626C69633A2068696464656E2062792073746166663C2F703E0D0A3C6833206469723D3344226175746F22207374796C653D3344226D617267696E3A20323070782030203270783B666F6E742D73697A653A20313770783B6C696E652D6865696768743A20312E333D0D0A3B6F766572666C6F772D777261703A20616E7977686572653B223E3C6120687265663D33442268747470733A2F2F686172626F726C696768742E6578616D706C652E636F6D2F686F75727322203D0D0A7374796C653D334422636F6C6F723A20233161356638663B223E4F70656E20756E74696C2065696768743C2F613E3C2F68333E0D0A3C7020636C6173733D334422636865636B22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233232323D0D0A3632613B666F6E742D73697A653A20313570783B223E776972652C20686172626F726C696768742E6578616D706C652E636F6D3C2F703E0D0A3C7020636C6173733D334422636865636B22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233232323D0D0A3632613B666F6E742D73697A653A20313570783B223E4E6F74207075626C69633A206E6F74206F66206F757220636C696E6963733C2F703E0D0A3C6832207374796C653D3344226D617267696E3A20333270782030203870783B70616464696E672D746F703A20313270783B626F726465722D746F703A2032707820736F6C69642023633963653D0D0A64333B666F6E742D73697A653A20313870783B6F766572666C6F772D777261703A20616E7977686572653B223E466967757265733C2F68323E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E52656C6561736573206F66206F757273206F6620746865206C61737420333020646179733B20616E206F75746C657420636F756E7473203D0D0A6F6E636520666F7220656163682E3C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C623E5069636B75707320696E20333020646179733C2F623E203220696E20616C6C3B206D6F7374206F6E20323032362D31302D30353A3D0D0A20312E3C2F703E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422302220626F726465723D33442230223D0D0A2077696474683D33442231303025223E3C74626F64793E3C74723E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D3344223431223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D3344223431223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C74642076616C69676E3D334422626F74746F6D222077696474683D334422332522206865696768743D3344223432223E3C7461626C6520726F6C653D33442270726573656E746174696F6E223D0D0A2063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422312220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C3D0D0A7464206267636F6C6F723D3344222331613566386622206865696768743D33442231223E3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C2F74723E3C2F74626F64793E3C2F7461626C653E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E323032362D31302D30323A20312C20323032362D31302D30353A20313C2F703E0D0A0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C623E4F75746C6574733C2F623E2032206F75746C6574732E3C2F703E0D0A3C7461626C6520636C6173733D33442262617273222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422302220626F72643D0D0A65723D3344223022207374796C653D3344226D617267696E3A20347078203020313270783B626F726465722D636F6C6C617073653A20636F6C6C617073653B223E0D0A3C74626F64793E3C74723E0D0A3C746820636C6173733D3344226C6162656C222073636F70653D334422726F77222077696474683D33442234352522207374796C653D33442270616464696E673A2032707820387078203270783D0D0A20303B746578742D616C69676E3A206C6566743B666F6E742D73697A653A20313470783B666F6E742D7765696768743A206E6F726D616C3B223E722F436C696E69634E6577734578616D706C653D0D0A3C2F74683E0D0A3C74642077696474683D334422343525223E3C7461626C6520726F6C653D33442270726573656E746174696F6E222063656C6C70616464696E673D33442230222063656C6C73706163696E673D0D0A3D334422302220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C746420636C6173733D33442262617222206267636F6C6F723D33442223313D0D0A613566386622207374796C653D3344226865696768743A20313270783B6C696E652D6865696768743A20313270783B666F6E742D73697A653A203670783B6261636B67726F756E642D636F6C6F3D0D0A723A20233161356638663B223E266E6273703B3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C746420636C6173733D33442276616C7565222077696474683D33442231302522207374796C653D33442270616464696E673A20327078203020327078203870783B746578742D616C69676E3A3D0D0A2072696768743B666F6E742D73697A653A20313470783B223E313C2F74643E0D0A3C2F74723E0D0A3C74723E0D0A3C746820636C6173733D3344226C6162656C222073636F70653D334422726F77222077696474683D33442234352522207374796C653D33442270616464696E673A2032707820387078203270783D0D0A20303B746578742D616C69676E3A206C6566743B666F6E742D73697A653A20313470783B666F6E742D7765696768743A206E6F726D616C3B223E776972653C2F74683E0D0A3C74642077696474683D334422343525223E3C7461626C6520726F6C653D33442270726573656E746174696F6E222063656C6C70616464696E673D33442230222063656C6C73706163696E673D0D0A3D334422302220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C746420636C6173733D33442262617222206267636F6C6F723D33442223313D0D0A613566386622207374796C653D3344226865696768743A20313270783B6C696E652D6865696768743A20313270783B666F6E742D73697A653A203670783B6261636B67726F756E642D636F6C6F3D0D0A723A20233161356638663B223E266E6273703B3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C746420636C6173733D33442276616C7565222077696474683D33442231302522207374796C653D33442270616464696E673A20327078203020327078203870783B746578742D616C69676E3A3D0D0A2072696768743B666F6E742D73697A653A20313470783B223E313C2F74643E0D0A3C2F74723E0D0A3C2F74626F64793E3C2F7461626C653E0D0A0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C623E54696D6520746F207069636B75703C2F623E2048616C66206F6620746865203120746861742074656C6C206120646174652072613D0D0A6E206279207468656E3A203120646179206C617465722E3C2F703E0D0A3C7461626C6520636C6173733D33442262617273222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D334422302220626F72643D0D0A65723D3344223022207374796C653D3344226D617267696E3A20347078203020313270783B626F726465722D636F6C6C617073653A20636F6C6C617073653B223E0D0A3C74626F64793E3C74723E0D0A3C746820636C6173733D3344226C6162656C222073636F70653D334422726F77222077696474683D33442234352522207374796C653D33442270616464696E673A2032707820387078203270783D0D0A20303B746578742D616C69676E3A206C6566743B666F6E742D73697A653A20313470783B666F6E742D7765696768743A206E6F726D616C3B223E3120646179206C617465723C2F74683E0D0A3C74642077696474683D334422343525223E3C7461626C6520726F6C653D33442270726573656E746174696F6E222063656C6C70616464696E673D33442230222063656C6C73706163696E673D0D0A3D334422302220626F726465723D33442230222077696474683D33442231303025223E3C74626F64793E3C74723E3C746420636C6173733D33442262617222206267636F6C6F723D33442223313D0D0A613566386622207374796C653D3344226865696768743A20313270783B6C696E652D6865696768743A20313270783B666F6E742D73697A653A203670783B6261636B67726F756E642D636F6C6F3D0D0A723A20233161356638663B223E266E6273703B3C2F74643E3C2F74723E3C2F74626F64793E3C2F7461626C653E3C2F74643E0D0A3C746420636C6173733D33442276616C7565222077696474683D33442231302522207374796C653D33442270616464696E673A20327078203020327078203870783B746578742D616C69676E3A3D0D0A2072696768743B666F6E742D73697A653A20313470783B223E313C2F74643E0D0A3C2F74723E0D0A3C2F74626F64793E3C2F7461626C653E0D0A0D0A3C6832207374796C653D3344226D617267696E3A20333270782030203870783B70616464696E672D746F703A20313270783B626F726465722D746F703A2032707820736F6C69642023633963653D0D0A64333B666F6E742D73697A653A20313870783B6F766572666C6F772D777261703A20616E7977686572653B223E5768617420796F752063616E20646F207769746820612073746F72793C2F68323E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E646963617465206E6561722053544F52593C2F636F64653E207768617420697320706F737369626C793D0D0A207468652073616D653C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E646963617465206D657267652053544F5259204F544845523C2F636F64653E207468652074776F20613D0D0A7265206F6E653C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E6469636174652073706C69742053544F525920415050454152414E43453C2F636F64653E20746869733D0D0A20706C61636520646F6573206E6F742062656C6F6E6720746F2069743C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E646963617465206F726967696E616C2053544F525920415050454152414E43453C2F636F64653E20733D0D0A686F77207468697320706C6163652773207469746C6520616E6420746578743C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E646963617465206E6F742D6F7572732053544F52593C2F636F64653E206E6F20636C696E6963206F663D0D0A206F757273206973206D65616E743C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E64696361746520686964652053544F52593C2F636F64653E2074616B65206974206F7574206F6620773D0D0A6861742072656164657273207365653C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E64696361746520726574726163742053544F52593C2F636F64653E2074616B65206974206261636B203D0D0A6265666F72652069747320726561646572733C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E64696361746520617070726F76652053544F52593C2F636F64653E206C657420697420676F206F75743D0D0A3C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E646963617465206469736D6973732053544F525920434845434B3C2F636F64653E20746869732063683D0D0A65636B20697320736574746C65643C2F703E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E3C636F6465207374796C653D334422666F6E742D66616D696C793A204D656E6C6F2C20436F6E736F6C61732C206D6F6E6F73706163653B3D0D0A666F6E742D73697A653A20313370783B636F6C6F723A20233562363436643B223E73796E646963617465206E6F74652053544F5259202274657874223C2F636F64653E206B6565702061206E6F3D0D0A746520776974682069743C2F703E0D0A3C6832207374796C653D3344226D617267696E3A20333270782030203870783B70616464696E672D746F703A20313270783B626F726465722D746F703A2032707820736F6C69642023633963653D0D0A64333B666F6E742D73697A653A20313870783B6F766572666C6F772D777261703A20616E7977686572653B223E57687920796F752067657420746869733C2F68323E0D0A3C7020636C6173733D334422736D616C6C22207374796C653D3344226D617267696E3A2034707820303B6F766572666C6F772D777261703A20616E7977686572653B636F6C6F723A20233562363D0D0A3436643B666F6E742D73697A653A20313470783B223E596F7520617265206E616D656420696E207468652073657474696E6773206F66204469676573742E20436865636B732061736B206120703D0D0A6572736F6E20746F206C6F6F6B3B207468657920617265206E6F206C6567616C206164766963652E3C2F703E0D0A3C2F74643E3C2F74723E0D0A3C2F74626F64793E3C2F7461626C653E0D0A0D0A0D0A3C2F626F64793E3C2F68746D6C3E0D0A0D0A2D2D3D5F39353637643430663865613930393031656132333462393334326132313637302D2D0D0A', 'waiting', 0, 0, NULL, '');
CREATE VIRTUAL TABLE "search_fts" USING FTS5 (
    "title", "text",
    tokenize='porter',
    content="search"
);
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
CREATE TABLE sign_ins (                 -- that failed; they are counted for a while
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    account TEXT NOT NULL COLLATE NOCASE, -- as it was typed
    address TEXT NOT NULL               -- it came from
) STRICT;
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
CREATE TABLE paused (                   -- sources that are not polled until staff say so
    source TEXT PRIMARY KEY,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE amounts (                  -- how many postings there are of each source
    source INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
    postings INTEGER NOT NULL
) STRICT;
INSERT INTO amounts (source, postings) VALUES (1, 4);
INSERT INTO amounts (source, postings) VALUES (2, 1);
INSERT INTO amounts (source, postings) VALUES (3, 1);
CREATE TABLE compared (                 -- what the copies of a story tell otherwise
    story INTEGER PRIMARY KEY REFERENCES stories (seq) ON DELETE CASCADE,
    version INTEGER NOT NULL,           -- of the rules that compared them
    record TEXT NOT NULL                -- JSON: [[place, name, told, here, outdated]]
) STRICT;
INSERT INTO compared (story, version, record) VALUES (1, 1, '[[1,"text","It has nine rooms, two nurses at every hour and a garden that former patients planted in the spring.","It has eight rooms, two nurses at every hour and a garden that former patients planted in the spring.",true]]');
CREATE TABLE timed (                    -- what waits, or waited, for its hour
    story INTEGER PRIMARY KEY REFERENCES stories (seq) ON DELETE CASCADE,
    until TEXT NOT NULL,                -- that hour
    went_out TEXT,                      -- since when readers have it; NULL: not yet
    change INTEGER                      -- of the sequence: it went out
) STRICT;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX fetches_at ON fetches (at);
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
CREATE INDEX fed_newest ON fed (folder, published DESC, id);
CREATE INDEX fed_waiting ON fed (folder, published DESC, id) WHERE waiting = 1;
CREATE INDEX fed_story ON fed (story);
CREATE INDEX archived_story ON archived (story);
CREATE INDEX listed_day ON listed (day, updated);
CREATE INDEX shelved_day ON shelved (shelf, day);
CREATE INDEX shelved_page ON shelved (page);
CREATE INDEX postings_text ON postings (text_digest, item) WHERE words >= 15;
CREATE INDEX postings_story ON postings (story);
CREATE INDEX postings_url ON postings (url) WHERE url IS NOT NULL;
CREATE INDEX postings_document ON postings (source, document);
CREATE INDEX postings_pending ON postings (ref) WHERE pending = 1;
CREATE INDEX postings_withdrawn ON postings (ref) WHERE withdrawn <> '';
CREATE INDEX keys_posting ON keys (posting);
CREATE INDEX findings_two ON findings (two);
CREATE INDEX appearances_posting ON appearances (posting);
CREATE INDEX appearances_change ON appearances (change);
CREATE INDEX appearances_url ON appearances (url) WHERE url IS NOT NULL;
CREATE INDEX decided_posting ON decided (source, item);
CREATE INDEX letters_under_way ON letters (state) WHERE state IN ('waiting', 'trying');
CREATE INDEX sessions_account ON sessions (account);
CREATE INDEX sign_ins_at ON sign_ins (at);
CREATE INDEX answered_decision ON answered (decision);
CREATE INDEX postings_newest ON postings (source, first_seen DESC, ref DESC);
CREATE INDEX findings_open ON findings (score DESC, one, two) WHERE same IS NULL;
CREATE INDEX fetches_source ON fetches (source, id);
CREATE INDEX postings_missing ON postings (source) WHERE absent_polls > 0;
CREATE INDEX timed_change ON timed (change);
INSERT INTO search_fts (search_fts) VALUES ('rebuild');
CREATE TRIGGER archived_left AFTER DELETE ON archived BEGIN
    UPDATE sheets SET stale = 1 WHERE folder = old.folder AND number = old.number;
END;
CREATE TRIGGER fed_left AFTER DELETE ON fed BEGIN
    UPDATE sheets SET stale = 1 WHERE folder = old.folder AND number = 0;
END;
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
CREATE TRIGGER amounts_more AFTER INSERT ON postings BEGIN
    INSERT INTO amounts (source, postings) VALUES (new.source, 1)
    ON CONFLICT (source) DO UPDATE SET postings = postings + 1;
END;
CREATE TRIGGER amounts_less AFTER DELETE ON postings BEGIN
    UPDATE amounts SET postings = postings - 1 WHERE source = old.source;
END;
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
