-- What the desk asks for at every look, kept at hand. Triggers have it follow what it
-- is made from, whoever writes that.

CREATE TABLE amounts (                  -- how many postings there are of each source
    source INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
    postings INTEGER NOT NULL
) STRICT;
INSERT INTO amounts (source, postings)
SELECT source, count(*) FROM postings GROUP BY source;

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

-- It goes with the first change of anything that was compared, and is made anew.
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

-- The last polls of one source among those of all.
CREATE INDEX fetches_source ON fetches (source, id);

-- What left its list, among all postings of a source.
CREATE INDEX postings_missing ON postings (source) WHERE absent_polls > 0;
