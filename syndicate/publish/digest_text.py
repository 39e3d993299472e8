"""The digest as plain text and as Markdown: the same lines, marked differently."""

from __future__ import annotations

from collections.abc import Iterator

from syndicate.publish.asking import to_decide
from syndicate.publish.contract import AI_WRITTEN
from syndicate.publish.digest import Section, View
from syndicate.publish.digest_cards import Card
from syndicate.publish.digest_marks import (
    MarkdownMarks,
    Marks,
    PlainMarks,
    source_lines,
)
from syndicate.publish.digest_rows import Row
from syndicate.publish.retold import Retold

WIDTH = 78


def as_text(view: View) -> bytes:
    """The digest as plain text, in UTF-8."""
    return _joined(_lines(view, PlainMarks()))


def as_markdown(view: View) -> bytes:
    """The digest as Markdown, in UTF-8."""
    return _joined(_lines(view, MarkdownMarks()))


def _joined(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _lines(view: View, marks: Marks) -> Iterator[str]:
    yield marks.heading(view.title, 1)
    yield ""
    yield marks.made(view.made)
    yield ""
    yield marks.say(view.covers)
    yield ""
    yield " · ".join(f"{count:,} {name}" for name, count in view.counts)
    yield ""
    yield marks.say(view.proof)
    if view.verdict:
        yield ""
        yield marks.say(view.verdict)
    for section in view.sections:
        if section.shown:
            yield from _section(section, marks)
    yield from _figures(view, marks)
    yield from ("", marks.heading("Sources", 2), "")
    for source in view.sources:
        yield from source_lines(source, marks)
    if view.undelivered:
        yield from ("", marks.heading("Not passed on", 2), "")
        yield from (f"- {marks.say(each)}" for each in view.undelivered)
    yield from ("", marks.heading("What you can do with a story", 2), "")
    for command, does in to_decide("STORY"):
        yield f"- {marks.command(command)}: {marks.say(does)}"


def _section(section: Section, marks: Marks) -> Iterator[str]:
    yield from ("", marks.heading(section.title, 2), "")
    if not (section.cards or section.rows or section.lines):
        yield section.empty
    for said in section.lines:
        yield from (marks.paragraph(said), "")
    for card in section.cards:
        yield from _card(card, marks)
        yield ""
    for row in section.rows:
        yield from _row(row, marks)
    if section.more:
        yield f"{section.more:,} more."


def _figures(view: View, marks: Marks) -> Iterator[str]:
    """The charts as their figures; of days those on which anything ran."""
    if view.charts:
        yield from ("", marks.heading("Figures", 2), "")
    for chart in view.charts:
        yield f"- {marks.say(chart.title)}: {marks.say(chart.said)}"
        for bar in chart.bars:
            if bar.value:
                yield f"  - {marks.say(bar.label)}: {bar.value:,}"


def _card(card: Card, marks: Marks) -> Iterator[str]:
    yield marks.heading(card.title, 3)
    if card.facts:
        yield from ("", marks.say(" · ".join(card.facts)))
    if card.written:
        yield from ("", marks.paragraph(f"{AI_WRITTEN}: {card.written}"))
    if card.summary:
        own = "From the release: " if card.written else ""
        yield from ("", marks.paragraph(own + card.summary))
    yield ""
    if card.label:
        yield f"- {card.label}: {marks.say(card.reason)}"
    yield from (f"- {marks.say(detail)}" for detail in card.details)
    yield from (f"- {marks.say(check)}" for _, check in card.checks)
    yield from (f"- {marks.say(change)}" for change in card.changes)
    yield from (f"- {_retold(each, marks)}" for each in card.retold)
    yield from (f"- Ran: {marks.place(place)}" for place in card.places)
    if card.more_places:
        yield f"- Ran in {card.more_places} more"
    if card.link:
        yield f"- Read: {marks.address(card.link)}"
    yield from (f"- {marks.command(command)}" for command in card.commands)


def _row(row: Row, marks: Marks) -> Iterator[str]:
    """A story in a list: its headline, and what is said of it under it."""
    yield f"- {marks.say(row.title)}"
    for note in row.notes:
        link = f"  {marks.address(note.link)}" if note.link else ""
        yield f"  - {marks.say(note.words)}{link}"
    if row.more:
        yield f"  - and {row.more:,} more"
    if row.command:
        yield f"  - {marks.command(f'syndicate {row.command}')}"


def _retold(retold: Retold, marks: Marks) -> str:
    """A summary that somebody else wrote, what is unsupported marked."""
    told = "".join(
        marks.doubt(text) if doubted else marks.say(text)
        for text, doubted in retold.pieces
    )
    missing = f" Not in the original: {marks.say(retold.missing)}"
    return f"{marks.say(retold.whose)}: “{told}”" + (missing if retold.missing else "")
