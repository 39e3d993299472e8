"""Who or what is forgotten is in no file any more, and does not come back."""

from __future__ import annotations

import json
import re
from email import message_from_bytes, policy
from typing import Any, NoReturn

import pytest

from syndicate.cli import call
from syndicate.errors import InputOutputError
from syndicate.store.redaction import POSTED, SAID
from tests.end_to_end.project import Project
from tests.end_to_end.tellings import LETTERS, WING, archive_file, item, rss
from tests.released.life import wing

FOLDERS = ("feeds", "digest", "db")
NOVEL = "https://river.example.org/news/ada-moss-leads"
# Columns that hold no words of anybody: numbers of ours, codes, moments, digests, where
# sources are polled; and what the next publishing makes of swept rows.
EXEMPT = {
    "meta": {"key", "value"},
    "sources": {"name", "kind", "trust", "location", "memory", "state", "last_polled"}
    | {"first_success", "last_success", "next_due"},
    "documents": {"name", "etag", "last_modified", "digest", "moved_to"},
    "hosts": {"name", "asked", "until", "robots", "robots_read"},
    "fetches": {"at", "request"},
    "fetch_days": {"day"},
    "stories": {"id", "short_id", "since", "updated", "sort_at", "shown", "hold_until"}
    | {"retracted", "dismissed", "passed", "published", "out", "out_red"},
    "answers": {"shown", "writer", "ask_again"},
    "aliases": {"id", "short_id", "retired"},
    "fed": {"folder", "id", "published", "updated"},
    "sheets": {"folder"},
    "archived": {"folder"},
    "removals": {"page"},
    "public_changes": {"path"},
    "deliveries": {"receiver", "subject", "since"},
    "listed": {"page", "day", "updated", "lists", "record"},
    "shelved": {"shelf", "published", "page", "day"},
    "lists": {"path"},
    "postings": {"document", "form", "language", "published", "text_digest", "site"}
    | {"told_digest", "teaser_digest", "wire", "withdrawn", "first_seen", "last_seen"}
    | {"content_changed", "metadata_changed"},
    "uncleaned": {"document", "told_digest", "teaser_digest", "first_seen"},
    "revisions": {"until"},
    "links": {"purpose"},
    "keys": {"role"},
    "findings": {"rule"},
    "appearances": {"standing", "relation", "first_seen"},
    "decisions": {"at", "act", "story", "undone_at"},
    "decided": {"source", "item"},  # renamed with the posting
    "editions": {"series", "opened_at", "closed_at"},
    "letters": {"series", "recipient", "content", "state", "at"},  # content: as mail
    "forgotten": {"at", "what"},
    "forgotten_marks": {"mark"},
    # Who uses the desk; `desk removeuser` ends that, and tries are kept for a day.
    "accounts": {"name", "role", "password", "mail", "zone", "made"},
    "sessions": {"key", "account", "began", "ends"},
    "sign_ins": {"at", "account", "address"},
    "postponed": {"matter", "subject", "at", "until"},
    "answered": {"once", "at"},
    "paused": {"source", "at"},
    "timed": {"until", "went_out"},
}


def holding(project: Project, pattern: str) -> list[str]:
    """The files in which it stands, in whatever case, and the letters, decoded."""
    looked_for = re.compile(pattern.encode(), re.IGNORECASE)
    found = [
        str(path.relative_to(project.folder))
        for folder in FOLDERS
        for path in sorted(project.path(folder).rglob("*"))
        if path.is_file() and looked_for.search(path.read_bytes())
    ]
    for series, number, content in project.rows(
        "SELECT series, number, content FROM letters"
    ):
        letter = message_from_bytes(content, policy=policy.default)
        told = [
            part.get_content()
            for part in letter.walk()
            if part.get_content_maintype() == "text"
        ]
        if re.search(pattern, " ".join([str(letter["Subject"]), *told]), re.IGNORECASE):
            found.append(f"letter {series} {number}")
    return found


def forget(project: Project, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(project.read("forget", *arguments, "--as", "ann", "--json")))


def tell_of_letters(project: Project) -> str:
    """An item that stands alone is told; what it is called."""
    told = archive_file("Sealed letters", LETTERS, "https://river.example.org/letters")
    project.write("wire/letters.md", told)
    project.run(now="2026-10-05T13:00:00Z")
    rows = project.rows("SELECT item FROM postings WHERE title = 'Sealed letters'")
    return str(rows[0][0])


def test_every_column_is_swept_or_holds_no_words(told: Project) -> None:
    swept = {place.table: {*place.columns} for place in (*POSTED, *SAID)}
    tables = told.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%migrations'"
        " AND name NOT LIKE 'search_fts%'"
    )
    for (table,) in tables:
        columns = {
            row[1]
            for row in told.rows(f"PRAGMA table_info({table})")
            if row[2] in ("TEXT", "BLOB")
        }
        known = swept.get(table, set()) | EXEMPT.get(table, set())
        assert columns <= known, f"{table}: may {columns - known} hold a name?"


def test_looking_changes_nothing_and_says_what_would(lived: Project) -> None:
    before, files = lived.content(), lived.published()
    seen = forget(lived, "--person", "Ada Moss")
    assert not seen["applied"]
    assert {"postings", "revisions", "decisions", "editions", "letters"} <= {
        *seen["rows"]
    }
    assert (lived.content(), lived.published()) == (before, files)
    assert holding(lived, "ada moss")


def test_a_person_is_in_no_file_any_more(lived: Project) -> None:
    assert {"db/syndicate.sqlite", "digest/editions/daily-2.html"} <= {
        *holding(lived, "ada moss")
    }
    story, school = lived.story("River Clinic opens"), lived.story("Ada Moss leads")
    done = forget(lived, "--person", "Ada Moss", "--why", "Ada Moss asked", "--apply")
    assert done["applied"]
    assert done["wiped"]
    assert holding(lived, "moss") == []
    after = lived.story("River Clinic opens")
    assert after["id"] == story["id"]
    left = (
        "SELECT count(*) FROM postings WHERE text LIKE '%said [redacted], who leads%'"
    )
    assert lived.rows(left)[0][0] > 1
    assert lived.rows("PRAGMA integrity_check") == [("ok",)]
    assert lived.path("digest/editions/daily-2.html").exists()
    assert lived.story("[redacted] leads it")["id"] == school["id"]
    (kept,) = json.loads(lived.read("forget", "--json"))
    assert (kept["who"], kept["why"], kept["what"]) == (
        "ann",
        "[redacted] asked",
        "person",
    )


def test_a_person_does_not_come_back(lived: Project) -> None:
    forget(lived, "--person", "Ada Moss", "--apply")
    revisions = lived.rows("SELECT count(*) FROM revisions")
    report = lived.run(now="2026-10-09T12:00:00Z")  # the sources tell it still
    assert report["changed"] == 0
    assert lived.rows("SELECT count(*) FROM revisions") == revisions
    assert holding(lived, "moss") == []
    told = WING.replace("River Clinic in Salem", "The River school")
    text = f"{told}\n\nDr. <b>Ada</b> M. Moss will teach. Moss has taught before."
    lived.write(
        "blog.xml", rss([wing(), item("ADA MOSS leads the school", text, NOVEL)])
    )
    lived.write("wire/new.md", archive_file("Ada Moss, MD", text, NOVEL))
    lived.run(now="2026-10-10T12:00:00Z")
    assert holding(lived, "moss") == []
    assert lived.story("[redacted] leads the school")


def test_an_item_that_stood_alone_is_gone_and_stays_so(lived: Project) -> None:
    (named,) = lived.rows("SELECT item FROM postings WHERE title = 'Sealed letters'")
    words = "sealed[ -]letters|ninety envelopes|summitvale.example.net/"
    assert holding(lived, words)
    done = forget(lived, "--item", "wire", *named, "--why", "asked", "--apply")
    assert (done["rows"]["postings"], done["wiped"]) == (1, True)
    assert holding(lived, words) == []
    before = lived.rows("SELECT count(*) FROM postings")
    lived.run(now="2026-10-09T12:00:00Z")
    assert lived.rows("SELECT count(*) FROM postings") == before
    assert holding(lived, words) == []
    assert "[redacted]" not in json.dumps(
        [*map(bytes.decode, lived.published().values())]
    )
    (kept,) = json.loads(lived.read("forget", "--json"))
    assert (kept["why"], kept["what"]) == ("asked", "item")


def test_nothing_brings_an_item_back_that_stood_alone(told: Project) -> None:
    """Not undoing what hides it, and not showing it again."""
    named = tell_of_letters(told)
    story = told.story("Sealed letters")
    forget(told, "--item", "wire", named, "--apply")
    (decision,) = told.decisions()
    assert (decision["act"], decision["story"]) == ("hide", story["id"])
    told.decide("undo", str(decision["number"]))
    assert told.story("[redacted]")["not_public"] == "forgotten"
    assert not told.holding("[redacted]")
    told.decide("hide", story["id"])
    told.decide("unhide", story["id"])
    told.run(now="2026-10-09T12:00:00Z")
    assert not told.holding("[redacted]")


def test_the_page_of_an_item_that_stood_alone_is_gone_at_once(told: Project) -> None:
    """On the day of the run, when what stands there is not looked through."""
    named = tell_of_letters(told)
    assert [name for name in told.published() if "sealed-letters" in name]
    done = forget(told, "--item", "wire", named, "--apply")
    assert [name for name in done["removed"] if "sealed-letters" in name]
    assert holding(told, "sealed[ -]letters|ninety envelopes") == []
    assert not [name for name in told.published() if "sealed" in name]


def test_an_item_that_stood_alone_is_hidden_if_nothing_is_published_then(
    told: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a kill once it is forgotten."""
    named = tell_of_letters(told)
    with monkeypatch.context() as patch:
        patch.setattr("syndicate.pipeline.republish", _cut_short)
        arguments = ("forget", "--item", "wire", named, "--apply")
        assert call(told.command(*arguments)[3:]) == 74
    told.run(now="2026-10-09T12:00:00Z")
    assert holding(told, "sealed[ -]letters|ninety envelopes") == []
    assert told.holding("redacted") == set()


def _cut_short(*_: object, **__: object) -> NoReturn:
    raise InputOutputError("cut short")


def test_a_page_of_an_edition_that_cannot_be_taken_away_leaves_all_to_do(
    lived: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What were forgotten without it could not be asked for again."""
    page = "digest/editions/daily-2.html"
    assert page in holding(lived, "ada moss")
    arguments = ("forget", "--person", "Ada Moss", "--apply")
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.unlink", _cut_short)
        assert call(lived.command(*arguments)[3:]) == 74
    assert json.loads(lived.read("forget", "--json")) == []
    assert lived.call(*arguments).returncode == 0
    assert holding(lived, "moss") == []
    assert lived.path(page).exists()


def test_an_item_beside_others_leaves_them_the_story(lived: Project) -> None:
    before = lived.story("River Clinic opens")
    (named,) = lived.rows("SELECT item FROM postings WHERE title = 'A wing opens'")
    forget(lived, "--item", "wire", *named, "--apply")
    after = lived.story("River Clinic opens")
    assert after["id"] == before["id"]
    assert len(after["appearances"]) == len(before["appearances"]) - 1
    assert "A wing opens" not in json.dumps(lived.explain(after["id"]))
    assert lived.rows("PRAGMA foreign_key_check") == []
    lived.run(now="2026-10-09T12:00:00Z")
    assert lived.story("River Clinic opens")["id"] == before["id"]


def test_backups_that_hold_it_are_named_and_left(lived: Project) -> None:
    made = json.loads(lived.read("backup", "--json"))["path"]
    done = forget(lived, "--person", "Ada Moss", "--apply")
    assert done["backups"] == [made]
    assert holding(lived, "ada moss") == [
        str(lived.path(made).relative_to(lived.folder))
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--person", "…"), "is no name"),
        (("--item", "wire", "none"), "has told no item"),
        (("--person", "Ada", "--item", "wire", "x"), "one at a time"),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    told: Project, arguments: tuple[str, ...], said: str
) -> None:
    before = told.content()
    assert said in told.refused(2, "forget", *arguments, "--apply")
    assert told.content() == before
