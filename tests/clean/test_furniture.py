"""Furniture leaves the text by named rules, and nothing else does."""

from __future__ import annotations

import pytest

from syndicate.clean.furniture import RULES, Rule
from syndicate.clean.openings import LINES, PARAGRAPHS, Opening
from syndicate.clean.sections import split_sections
from syndicate.clean.strip import strip_furniture
from syndicate.html.plain import read_plain

TEXT = "The clinic opened a second room today, and it has a view of the river."
FORM = (
    "0 0 votes\nArticle Rating\nSubscribe\nNotify of\nguest\n\n3 Comments\n"
    "Inline Feedbacks\nView all comments\n0\n"
    "Would love your thoughts, please comment.x\n()\nx"
)


def stripped(text: str) -> str:
    blocks, _ = strip_furniture(read_plain(text))
    return "\n\n".join(block.text for block in blocks)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_takes_the_line_it_was_seen_in(rule: Rule) -> None:
    head = (
        f"{rule.seen}\n\n{TEXT}" if rule.where == "head" else f"{TEXT}\n\n{rule.seen}"
    )
    blocks, parts = strip_furniture(read_plain(head))
    assert [block.text for block in blocks] == [TEXT]
    assert [(part.name, part.text) for part in parts] == [(rule.part, rule.seen)]


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Quiet, Calmzinga",
        "(Photos Credit: Ada Quiet)",
        "Featured image from Calmstock",
        "The room won a prize (Photo Credit: Ada Quiet, Quiet Clinic)",
    ],
)
def test_bylines_and_credits_leave_the_text(line: str) -> None:
    assert stripped(f"{line}\n\n{TEXT}") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "About Calm Rooms. They offer rest to all who live in the valley. Learn more.",
        "Calm Labs gives rest to all. " * 6 + "Learn more.",
        "Photo sessions will be held. Images by Quiet painted in May are shown there.",
        "By Land, By Sea, By Air: how nurses came to the valley in that year.",
    ],
)
def test_words_of_the_text_are_no_furniture(line: str) -> None:
    assert stripped(f"{TEXT}\n\n{line}\n\n{TEXT} Again.").count(line) == 1


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


def test_a_comment_form_goes_as_a_run_at_the_end() -> None:
    blocks, parts = strip_furniture(
        read_plain(f"{TEXT}\n\n{FORM}\n\nPowered by Calm Host")
    )
    assert [block.text for block in blocks] == [TEXT]
    assert {part.name for part in parts} == {"comment-form", "hosting"}


@pytest.mark.parametrize(
    "text",
    [
        f"{FORM}\n\n{TEXT}",
        f"{TEXT}\n\nSubscribe\n\n{TEXT} Again.",
        f"{TEXT}\n\n0\n\nx",
        "Powered by the sun, the clinic needs no grid, and that is good for all.\n\n"
        + "\n\n".join(f"{TEXT} {n}" for n in range(20)),
        "The show ends at nine.",
        (
            "Copyright law is hard to read for anybody who has not studied it, yet we "
            "must all read it now and then, for there is no other way to learn "
            "about it at "
            "all."
        ),
        "To learn more about our rooms, please call.",
        "Source code is not a medicine.",
    ],
)
def test_what_only_resembles_furniture_stays(text: str) -> None:
    assert stripped(text) == "\n\n".join(block.text for block in read_plain(text))


@pytest.mark.parametrize(
    "opening", LINES + PARAGRAPHS, ids=lambda opening: opening.rule
)
def test_each_opening_opens_what_it_was_seen_in(opening: Opening) -> None:
    assert opening.words.match(opening.seen)


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        (
            "About Alder Calm\n\nAlder Calm is a practice that two nurses founded.",
            ["about"],
        ),
        (
            (
                "About Alder CalmFounded in 2014 by two nurses, Alder Calm is a "
                "place with "
                "rooms in Salem and in Eugene, Oregon."
            ),
            ["about"],
        ),
        (
            (
                "About Alder Calm: Alder Calm is a place with rooms in Salem "
                "and Eugene, "
                "founded in 2014 by two nurses."
            ),
            ["about"],
        ),
        (
            "Contact DetailsJo Reed\n\n+1 503-555-0142\n\njo@alder.example.org",
            ["contact"],
        ),
        (
            (
                "Contact DetailsJo Reed\n\n+1 503-555-0142\n\n"
                "Company Websitehttps://alder.example.org/"
            ),
            ["contact", "contact"],
        ),
        (
            (
                "About Alder Calm\n\nAlder Calm is a practice that two nurses founded."
                "\n\nMedia Contact:\n\nJo Reed, 503-555-0142"
            ),
            ["about", "contact"],
        ),
        (
            (
                "Forward-Looking Statements\n\nThis release contains forward-looking "
                "statements, which may prove to be wrong.\n\nMedia "
                "Contact:\n\nJo Reed, "
                "503-555-0142"
            ),
            ["disclaimer", "contact"],
        ),
        (
            (
                "About Alder Calm Alder Calm is a practice that two nurses founded in "
                "the year 2014 in the valley, and it has nine rooms.\n\n"
                "https://alder.example.org\n\nABOUT QUIET ROOMS\n\nQuiet Rooms builds "
                "rooms that are quiet."
            ),
            ["about", "about"],
        ),
        (
            (
                "About .CALM\n\n.CALM is a domain that two nurses founded.\n\n"
                "For more information, please contact:\n\nJo Reed\n\n503-555-0142"
            ),
            ["about", "contact"],
        ),
        (
            (
                "About Alder Calm\n\nAlder Calm is a practice that two nurses founded."
                "\n\nDisclaimer\n\nThis release may contain forward-looking "
                "statements of any sort.\n\nIt is no advice to anybody."
                "\n\nReaders may ask a nurse."
            ),
            ["about", "disclaimer"],
        ),
        (
            (
                "Forward-Looking Statements\n\nThis release may contain such "
                "statements, and they may be wrong."
                "\n\nAlder Calm 503-555-0142 jo@alder.example.org"
            ),
            ["disclaimer", "contact"],
        ),
        (
            (
                "ContactJo Reed\n\nDisclaimer: This is for information only, and it is "
                "no advice to anybody at all."
            ),
            ["disclaimer", "contact"],
        ),
    ],
)
def test_sections_at_the_end_become_parts(tail: str, names: list[str]) -> None:
    kept, parts = split_sections(read_plain(f"{TEXT}\n\n{TEXT} So.\n\n{tail}"))
    assert [block.text for block in kept] == [TEXT, f"{TEXT} So."]
    assert [part.name for part in parts] == names


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\n\nAbout Ketamine\n\n{TEXT}\n\nWhat It Does\n\n" + f"{TEXT}\n\n" * 9,
        f"{TEXT}\n\nAbout half of them came back, and of these About Face was one.",
        f"{TEXT}\n\nContact sports are no help.",
        f"About Alder Calm\n\n{TEXT}",
        f"{TEXT}\n\nContact us",
    ],
)
def test_sections_that_are_not_certain_stay(text: str) -> None:
    blocks = read_plain(text)
    assert split_sections(blocks) == (blocks, [])
