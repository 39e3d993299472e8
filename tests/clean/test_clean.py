"""A posting becomes a release: exactly the words of the announcement."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from syndicate.clean import Rules, clean
from syndicate.errors import SourceError
from syndicate.model import Form, Link, Part, Posting, Precision, Purpose, Release

PAGES = Path(__file__).parents[1] / "corpus" / "pages"
LEAD = "Alder Calm Clinic opened a second room today. It has a view of the river."
MORE = "The room is open on weekdays, and visits are booked by telephone as before."


def posting(body: str, kind: str = "text/plain", title: str = "A Room") -> Posting:
    return Posting(source="s", item="i", title=title, body=body, media_type=kind)


def parts(release: Release, name: str) -> list[str]:
    return [part.text for part in release.parts if part.name == name]


def test_an_archive_release() -> None:
    body = (
        "Eugene, OR (Newsworthy.ai) Thursday Dec 21, 2023 @ 7:00 AM Eastern â€” "
        f"{LEAD}\n\n{MORE}\n\nAbout Alder Calm Clinic\n\nAlder Calm Clinic is a "
        "practice founded in 2014.\n\nDisclaimer: This text is for information "
        "only, and it is "
        "no medical advice.\n"
    )
    trail = (
        Link(Purpose.ORIGINAL, "https://newsworthy.ai/news/20231221917/A?x=1&copy=2"),
        Link(Purpose.TLDR, "None"),
        Link(Purpose.TLDR, "https://newsramp.comNone"),
        Link(Purpose.PICKUP, ""),
        Link(Purpose.DISCUSSION, "https://www.reddit.com/r/Calm/comments/1abc/x/"),
    )
    told = replace(
        posting(body, "text/markdown", "Alder Calm Clinic Introduces a Room"),
        links=trail,
        published="2023-12-21",
        published_origin="path",
    )
    release = clean(told, Rules())
    assert release.text == f"{LEAD}\n\n{MORE}"
    assert release.html == ""
    assert release.issuer == "Alder Calm Clinic"
    assert release.language == "en"
    assert release.dateline is not None
    assert release.dateline.place == "Eugene, OR"
    assert release.dateline.wire == "Newsworthy.ai"
    assert release.published is not None
    assert release.published.iso() == "2023-12-21T07:00:00-05:00"
    assert release.links == (trail[0], trail[4])
    assert release.notes == (
        "broken link: TLDR → None",
        "broken link: TLDR → https://newsramp.comNone",
        "broken link: pickup → (empty)",
    )
    assert "mojibake" in release.repairs
    assert [part.name for part in release.parts] == ["dateline", "disclaimer", "about"]
    assert pickle.loads(pickle.dumps(release)) == release


@pytest.mark.parametrize("page", ["comments.html", "release.html"])
def test_cleaning_again_gives_the_same_text(page: str) -> None:
    told = replace(
        posting((PAGES / page).read_text("utf-8"), "text/html", ""), full=False
    )
    once = clean(told, Rules())
    again = clean(posting(once.text, title=once.title), Rules())
    assert again.text == once.text
    assert again.title == once.title


def test_a_release_page() -> None:
    told = replace(
        posting((PAGES / "release.html").read_text("utf-8"), "text/html", ""),
        full=False,
    )
    release = clean(told, Rules())
    assert release.title == "Birch Lane Health Opens Evening Clinic"
    assert release.text.startswith("Birch Lane Health today opened")
    assert release.text.endswith("a lot to ask and to answer.")
    assert release.issuer == "Birch Lane Health"
    assert parts(release, "contact") == [
        "Media Contact\nJo Reed\npress@birchlane.example.org\n503-555-0142"
    ]
    assert len(parts(release, "about")) == 1
    assert parts(release, "end-mark") == ["###"]
    assert parts(release, "release-line") == ["FOR IMMEDIATE RELEASE"]
    assert release.embargo is None
    assert release.published is not None
    assert release.published.precision is Precision.DATE


def test_rich_html_goes_out_sanitised_and_without_furniture() -> None:
    body = (
        "<h1>Rooms</h1><p><strong>SALEM, OR, May 5, 2026</strong> – We <em>opened</em> "
        '<a href="/room" onclick="x()">a room</a>.</p><p>The post Rooms appeared first '
        'on <a href="https://a.example">Alder</a>.</p><img src="https://t.example/p.gif">'
    )
    told = replace(posting(body, "text/html"), url="https://alder.example/news/")
    release = clean(told, Rules())
    assert release.text == "Rooms\n\nWe opened a room."
    assert release.html == (
        "<h3>Rooms</h3><p>We <em>opened</em> "
        '<a href="https://alder.example/room" rel="noopener noreferrer">a room</a>.</p>'
    )
    assert [link.url for link in release.links][:1] == ["https://alder.example/room"]
    assert parts(release, "source-link") == ["The post Rooms appeared first on Alder."]


def test_plain_html_needs_no_html() -> None:
    release = clean(posting(f"<p>{LEAD}</p><ul><li>x</li></ul>", "text/html"), Rules())
    assert release.html == ""
    assert release.text == f"{LEAD}\n\n- x"


def test_the_title_is_not_said_twice() -> None:
    release = clean(posting(f"<h1>A  Room!</h1><p>{LEAD}</p>", "text/html"), Rules())
    assert release.text == LEAD


def test_torn_and_repeated_paragraphs() -> None:
    long = "It was built in a year. The work, which took many hands, is now thought to"
    body = f"{long}\n\nbe worth it.\n\n{LEAD}\n\n{LEAD}"
    release = clean(posting(body), Rules())
    assert release.text == f"{long} be worth it.\n\n{LEAD}"
    assert set(release.repairs) == {"torn-paragraph", "repeated-paragraph"}


def test_a_title_is_made_where_none_is_told() -> None:
    headed = clean(posting(f"How Rooms Help\n\n{LEAD}", title=""), Rules())
    assert (headed.title, headed.title_made) == ("How Rooms Help", True)
    assert headed.text == LEAD
    later = clean(posting(f"{LEAD}\n\nHow Rooms Help\n\n{MORE}", title=""), Rules())
    assert later.title == "How Rooms Help"
    assert "How Rooms Help" in later.text
    plain = clean(posting(LEAD, title=""), Rules())
    assert plain.title == "Alder Calm Clinic opened a second room today"
    assert plain.text == LEAD


def test_titles_are_tidied_and_capped() -> None:
    release = clean(posting(LEAD, title=" A&nbsp;<b>Room</b> &amp;amp; more "), Rules())
    assert release.title == "A Room & more"
    release = clean(posting(LEAD, title="long " * 400), Rules())
    assert len(release.title) <= 500
    assert any(note.startswith("title cut") for note in release.notes)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", f"<p>{LEAD}</p><p>{MORE}</p>"),
        ("text/markdown", f"<div>\n<p>{LEAD}</p>\n\n<p>{MORE}</p>\n</div>\n"),
        ("text/html", f"&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;"),
        (
            "text/html",
            f"<div>&amp;lt;p&amp;gt;{LEAD}<br>{MORE}&amp;lt;/p&amp;gt;</div>",
        ),
    ],
)
def test_markup_that_was_sent_as_text_is_no_text(kind: str, body: str) -> None:
    release = clean(posting(body, kind), Rules())
    assert "<" not in release.text
    assert LEAD in release.text
    assert MORE in release.text


def test_shortcodes_are_no_words_and_words_in_brackets_are() -> None:
    body = (
        '[vc_row][vc_column width="1/2"]<p>[et_pb_text admin_label=&#8221;T&#8221;]'
        f"{LEAD}[/et_pb_text]</p>[/vc_column][/vc_row][gallery ids=&#8221;1,2&#8221;]"
        '<p>[caption id="a" width="300"]A room[/caption]</p>'
        '<p>[contact-form-7 id="12" title="Ask"]</p>'
        "<p>It is [sic] open [1] for [over-the-counter] talk at [5 mg].</p>"
    )
    release = clean(posting(body, "text/html", "Hours"), Rules())
    words = "It is [sic] open [1] for [over-the-counter] talk at [5 mg]."
    assert release.text == f"{LEAD}\n\nA room\n\n{words}"
    assert "shortcodes" in release.repairs


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_words_about_markup_are_text(kind: str) -> None:
    told = "Write &lt;p&gt; here, and &lt;/p&gt; there." if kind == "text/html" else ""
    words = "Write <p> here, and </p> there."
    assert clean(posting(told or words, kind), Rules()).text == words


@pytest.mark.parametrize(
    "body",
    [
        f"<p>NEWS RELEASE<br>Embargoed until 5 a.m. ET, March 2, 2026</p><p>{LEAD}</p>",
        f"<p>Embargoed until 5 a.m. ET, March 2, 2026 {LEAD} {MORE} {LEAD} {MORE}</p>",
        f"<table><tr><td>Embargoed until 5 a.m. ET, March 2, 2026</table><p>{LEAD}</p>",
    ],
)
def test_an_embargo_holds_wherever_the_head_tells_it(body: str) -> None:
    release = clean(posting(body, "text/html"), Rules())
    assert release.embargo is not None
    assert release.embargo.until is not None
    assert release.embargo.until.iso() == "2026-03-02T05:00:00-05:00"
    assert release.text.startswith(LEAD)


@pytest.mark.parametrize("ends", [("May 3", "June 1"), ("June 1", "May 3")])
def test_of_two_embargoes_the_later_holds_and_both_leave_the_text(
    ends: tuple[str, str],
) -> None:
    told = "\n\n".join(f"Embargoed until {day}, 2027" for day in ends)
    rows = "\n\n".join(f"Row {at} of a long table of rooms." for at in range(12))
    release = clean(posting(f"{told}\n\n{LEAD}\n\n{rows}"), Rules())
    assert release.embargo is not None
    assert release.embargo.until is not None
    assert release.embargo.until.iso() == "2027-06-01"
    assert "Embargoed" not in release.text


def test_an_embargo_over_the_title_holds_and_leaves_it() -> None:
    over = "EMBARGOED UNTIL MARCH 2, 2026"
    release = clean(posting(LEAD, title=f"{over}: Alder Calm adds a room"), Rules())
    assert release.title == "Alder Calm adds a room"
    assert parts(release, "embargo") == [f"{over}:"]
    assert release.embargo is not None
    assert release.embargo.told == over
    unread = clean(posting(LEAD, title="Embargoed: Alder adds a room"), Rules())
    assert unread.embargo is not None
    assert unread.embargo.until is None


def test_an_embargo_line_leaves_the_text_and_holds() -> None:
    body = f"Embargoed until 5 a.m. ET, Monday, March 2, 2026\n\n{LEAD}"
    release = clean(posting(body), Rules())
    assert release.text == LEAD
    assert release.embargo is not None
    assert release.embargo.until is not None
    assert release.embargo.until.iso() == "2026-03-02T05:00:00-05:00"
    unread = clean(posting(f"Embargoed until further notice\n\n{LEAD}"), Rules())
    assert unread.embargo is not None
    assert unread.embargo.until is None
    assert any("embargo" in note for note in unread.notes)


@pytest.mark.parametrize(
    "between", [". ", " - ", "\n\n", " | "], ids=["stop", "dash", "line", "bar"]
)
@pytest.mark.parametrize("text", ["", " It has a garden." * 12], ids=["short", "long"])
def test_a_notice_behind_the_dateline_holds(between: str, text: str) -> None:
    dateline = "SALEM, OR - February 20, 2026 (NEWMEDIAWIRE) - "
    body = f"{dateline}EMBARGOED UNTIL March 2, 2026, 5 a.m. ET{between}{LEAD}{text}"
    release = clean(posting(body), Rules())
    assert release.embargo is not None
    assert release.embargo.until is not None
    assert release.embargo.until.iso() == "2026-03-02T05:00:00-05:00"
    assert release.dateline is not None
    assert release.text == f"{LEAD}{text}"


NOTICE = "Embargoed until 5 a.m. ET, March 2, 2026"
SUMMARIES = {
    "a line of its own": f"{NOTICE}\n{LEAD}",
    "all of it": NOTICE,
    "markup": f"<p><strong>{NOTICE}</strong></p><p>{LEAD}</p>",
    "what goes on": f"{NOTICE} - {LEAD}",
    "a short one that goes on": f"{NOTICE}. Alder Calm opens 3 rooms on May 4.",
    "a cut one": f"NEWS RELEASE | {NOTICE} Alder Calm of Salem, Ore. …",
}


@pytest.mark.parametrize("summary", SUMMARIES.values(), ids=[*SUMMARIES])
@pytest.mark.parametrize("body", ["", LEAD])
def test_an_embargo_in_the_summary_holds(summary: str, body: str) -> None:
    """As where a list tells a headline and what the release begins with."""
    release = clean(replace(posting(body), summary=summary), Rules())
    assert release.form is (Form.ARTICLE if body else Form.HEADLINE)
    assert release.embargo is not None
    assert release.embargo.until is not None
    assert release.embargo.until.iso() == "2026-03-02T05:00:00-05:00"


def test_of_text_and_summary_the_text_is_believed() -> None:
    later = f"Embargoed until March 9, 2026\n\n{LEAD}"
    release = clean(replace(posting(later), summary=f"{NOTICE} …"), Rules())
    assert release.embargo is not None
    assert release.embargo.told == "Embargoed until March 9, 2026"


def test_a_summary_whose_embargo_cannot_be_read_holds() -> None:
    cut = "EMBARGOED UNTIL Monday, Ma…"
    release = clean(replace(posting(""), summary=cut), Rules())
    assert release.embargo is not None
    assert release.embargo.until is None


@pytest.mark.parametrize(
    "summary", ["", "The embargo on rye was lifted in 2025.", "For immediate release"]
)
def test_a_summary_without_one_holds_nothing(summary: str) -> None:
    assert clean(replace(posting(""), summary=summary), Rules()).embargo is None


def test_a_kicker_before_the_dateline_is_kept_as_a_part() -> None:
    body = (
        f"A quiet place by the river SALEM, OR - June 2, 2025 (NEWMEDIAWIRE) - {LEAD}"
    )
    release = clean(posting(body), Rules())
    assert release.text == LEAD
    assert Part("kicker", "kicker", "A quiet place by the river") in release.parts


def test_overlong_text_is_cut_with_a_note() -> None:
    release = clean(
        posting("A sentence of some words. \n\n" * 1 + "word " * 90_000), Rules()
    )
    assert len(release.text) <= 200_000
    assert "text cut at 200,000 characters" in release.notes


def test_a_title_alone_is_a_headline() -> None:
    told = replace(posting("", "text/html"), form=Form.ARTICLE)
    assert clean(told, Rules()).form is Form.HEADLINE
    kept = replace(posting(""), form=Form.DISCUSSION)
    assert clean(kept, Rules()).form is Form.DISCUSSION


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (posting("<div>" * 100_000, "text/html"), "nested too deeply"),
        (replace(posting("<p> </p>", "text/html"), full=False), "no article text"),
        (posting("", title=""), "neither title nor text"),
    ],
)
def test_what_cannot_be_read_names_the_item(told: Posting, reason: str) -> None:
    with pytest.raises(SourceError, match=f"s: i: .*{reason}"):
        clean(told, Rules())


def test_links_in_the_text_are_mentions() -> None:
    body = (
        "See [one](https://a.example/1), [again](https://a.example/1), [two](../two), "
        "[mail](mailto:a@b.example) and [none](None)."
    )
    release = clean(posting(body, "text/markdown"), Rules())
    assert release.text == "See one, again, two, mail and none."
    assert release.links == (Link(Purpose.MENTION, "https://a.example/1", "one"),)
    assert release.notes[:2] == (
        "unusable link: 'two' → ../two",
        "broken link: 'none' → None",
    )
    assert "None" not in release.html


def test_mentions_have_a_limit() -> None:
    body = " ".join(f"[l{n}](https://a.example/{n})" for n in range(90))
    assert len(clean(posting(body, "text/markdown"), Rules()).links) == 50


@pytest.mark.parametrize(
    ("again", "text"),
    [
        ("Acton, CA - Quiet Rooms is open.", "Quiet Rooms is open."),
        ("A house by the river\n\nActon, Calif. – Quiet Rooms is open.",
         "A house by the river\n\nQuiet Rooms is open."),
        ("Acton nurses – all of them – rest.", "Acton nurses – all of them – rest."),
        ("Salem, OR - Quiet Rooms is open.", "Salem, OR - Quiet Rooms is open."),
    ],
)  # fmt: skip
def test_the_place_of_the_dateline_is_not_told_again(again: str, text: str) -> None:
    dateline = "Acton, United States - March 3, 2026 / Quiet Rooms /"
    posting = Posting("s", "1", "Open", f"{dateline}\n\n{again}", "text/plain")
    assert clean(posting, Rules()).text == text
