"""The digest: what staff need, in one order, however much there is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import html5lib
import pytest
from markdown_it import MarkdownIt

from syndicate.config import Digest, Settings
from syndicate.model import (
    Amendment,
    Check,
    Entry,
    SourceReport,
    SourceState,
    Trust,
    WentOut,
)
from syndicate.publish.digest import view_digest
from syndicate.publish.digest_rows import worst_checks
from syndicate.publish.letter import subject
from tests.publish.feeding import Public, publish

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]
FORMS = ("digest.html", "digest.md", "digest.txt")


def read(settings: Settings, name: str) -> str:
    return (settings.paths.digest / name).read_text("utf-8")


def seen_text(settings: Settings, name: str) -> str:
    """The words that a person reads in that form."""
    told = read(settings, name)
    if name.endswith(".md"):
        told = MarkdownIt().render(told)
    if not name.endswith(".txt"):
        tree = html5lib.parse(told, namespaceHTMLElements=False)
        told = "".join(tree.findall("body")[0].itertext())
    return " ".join(told.split())


@pytest.mark.parametrize("name", FORMS)
def test_every_form_says_the_same(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition, name: str
) -> None:
    failing = SourceReport(
        "Old blog",
        "feed",
        Trust.OPEN,
        state=SourceState.FAILING,
        error="404 Not Found",
        skipped=("item-9: no text",),
    )
    edition = make_edition(3)
    edition = replace(
        edition,
        new=edition.public[:2],
        new_count=2,
        changed=edition.public[2:],
        changed_count=1,
        held=(make_entry(7, held="under embargo until 2024-06-01"),),
        reports=(*edition.reports, failing),
    )
    publish(edition, (), (), settings)
    told = seen_text(settings, name)
    for expected in (
        "As of 1 May 2024, 06:00 UTC",
        "2 of 3 sources well. In trouble: Old blog.",
        "Northgate Infusion Names Dr. Imani Osei Medical Director",
        "Northgate Infusion · Seattle, WA · 3 March 2024, 07:00 UTC−05:00"
        if name != "digest.html"
        else "Northgate Infusion Seattle, WA 3 March 2024, 07:00 UTC−05:00",
        "Check: a claim without a source: “It heals.”",
        "r/ExampleNews (claimed)",
        "Held: under embargo until 2024-06-01",
        "syndicate explain 00000007",
        "404 Not Found",
        "item-9: no text",
        "Telephone: 555-0142",
    ):
        assert expected in told
    assert "Who:" not in told
    assert "None" not in told
    assert told.index("Northgate") < told.index("Juniper") < told.index("Harbor")


def test_a_quiet_day_is_told_from_a_broken_run(
    settings: Settings, make_edition: MakeEdition
) -> None:
    quiet = make_edition(0)
    publish(quiet, (), (), settings)
    told = read(settings, "digest.txt")
    assert "2 of 2 sources well." in told
    assert "No news. Every source was asked or is not due yet; none had any." in told
    broken = replace(quiet.reports[0], state=SourceState.FAILING, error="timed out")
    publish(replace(quiet, reports=(broken,)), (), (), settings)
    told = read(settings, "digest.txt")
    assert "0 of 1 sources well. In trouble: Clinic blogs." in told
    assert "No news, but not every source could be asked" in told


def test_long_lists_are_cut_and_the_rest_counted(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    many = tuple(f"item-{number}: no text" for number in range(5_000))
    edition = make_edition(
        0,
        new=tuple(make_entry(number) for number in range(50)),
        new_count=20_000,
        reports=(SourceReport("Archive", "files", Trust.OPEN, skipped=many),),
    )
    publish(edition, (), (), replace(settings, digest=Digest(stories=30)))
    for name in FORMS:
        told = seen_text(settings, name)
        assert "19,970 more." in told
        assert told.count("syndicate explain") == 30
        assert "4990 more" in told
        assert len(read(settings, name)) < 100_000


def test_a_held_story_does_not_link_to_a_page_that_is_not_there(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    held = make_entry(7, url=None, held="dated in the future: 2030-01-01")
    publish(make_edition(0, held=(held,)), (), (), settings)
    assert held.story.page not in read(settings, "digest.html")


def test_nothing_from_outside_is_markup_in_markdown(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    words = (
        "# *a* [b](javascript:x) <script>c</script> `d` | e | ![f](https://x.example)"
    )
    listed = "- one 1. two"
    bad = make_entry(0, title=words, summary=listed, issuer="1. issuer")
    publish(make_edition(0, new=(bad,), new_count=1), (), (), settings)
    rendered = MarkdownIt().render(read(settings, "digest.md"))
    assert words in seen_text(settings, "digest.md")
    for markup in ("<script", "<img", "<em>a", 'javascript:x"', "<code>d", "<ol"):
        assert markup not in rendered
    assert f"<p>{listed}</p>" in rendered


def test_the_worst_checks_come_first() -> None:
    checks = [
        Check(str(n), s, s) for n, s in enumerate(("info", "amber", "red", "odd"))
    ]
    assert [check.severity for check in worst_checks(checks)] == ["red", "amber"]


def test_status_is_for_machines(settings: Settings, make_edition: MakeEdition) -> None:
    publish(make_edition(3, new_count=1), (), (), settings)
    status = json.loads(read(settings, "status.json"))
    assert status["schema"] == 1
    assert status["moment"] == "2024-05-01T06:00:00Z"
    assert status["counts"]["stories"] == 3
    assert status["counts"]["sources_well"] == 2
    assert [source["name"] for source in status["sources"]] == [
        "Clinic blogs",
        "Example Wire",
    ]


@pytest.mark.parametrize("name", ["digest.html", "digest.md", "digest.txt"])
def test_what_changed_is_told_in_the_words_of_before_and_now(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition, name: str
) -> None:
    at = datetime(2024, 4, 30, tzinfo=UTC)
    told = "title “A room” → “Two rooms”"
    entry = make_entry(0, amendments=(Amendment(at, "the title changed", told, True),))
    edition = replace(make_edition(1), changed=(entry,), changed_count=1)
    publish(edition, (), (), settings)
    assert f"Changed on 30 April 2024: {told}" in seen_text(settings, name)


def test_what_went_out_is_news_and_its_headline_is_the_subject_of_the_mail(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    at = datetime(2024, 4, 30, 9, 2, tzinfo=UTC)
    out = WentOut(make_entry(3), at - timedelta(minutes=2), at)
    edition = replace(make_edition(0), out=(out,), out_count=31)
    view = view_digest(edition, settings)
    assert view.verdict == ""
    assert subject(view).startswith("31 went out, 1 to check: Fern Hollow")
    publish(edition, (), (), settings)
    for name in FORMS:
        told = seen_text(settings, name)
        assert "Went out: held until 30 April 2024, 09:00 UTC; in the feed" in told
        assert "30 more." in told
        assert told.index("Went out:") < told.index("To check")
