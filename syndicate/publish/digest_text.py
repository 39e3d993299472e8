"""The digest as plain text and as Markdown: the same lines, marked differently."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Protocol

from syndicate.publish.asking import to_decide
from syndicate.publish.contract import AI_WRITTEN
from syndicate.publish.digest import Card, Section, View, ran
from syndicate.publish.digest_rows import Row
from syndicate.publish.digest_sources import SourceRow
from syndicate.publish.item import Place
from syndicate.publish.retold import Retold

WIDTH = 78
# Every character that Markdown, or HTML inside it, gives a meaning to.
MARKED = re.compile(r"([\\`*_\[\]<>&#|~$!])")
# … and what begins a list where a line begins.
LISTED = re.compile(r"^(\d*)([-+=.)])")


class Marks(Protocol):
    """What the two forms write differently."""

    def heading(self, text: str, level: int) -> str:
        """A heading."""
        ...

    def made(self, when: str) -> str:
        """The line that says when the digest was made."""
        ...

    def say(self, text: str) -> str:
        """Outside text as it may stand in a line."""
        ...

    def paragraph(self, text: str) -> str:
        """Outside text as a paragraph."""
        ...

    def place(self, place: Place) -> str:
        """Where a story ran."""
        ...

    def doubt(self, text: str) -> str:
        """Outside text that the original does not tell."""
        ...

    def command(self, command: str) -> str:
        """A command to type."""
        ...

    def address(self, url: str) -> str:
        """An address on a line of its own."""
        ...


class PlainMarks:
    """Plain text: underlined headings, bare addresses."""

    def heading(self, text: str, level: int) -> str:
        """Underlined; a story's headline stands by itself."""
        return f"{text}\n{('=', '-')[level - 1] * len(text)}" if level < 3 else text

    def made(self, when: str) -> str:
        """The line as it is."""
        return f"As of {when}"

    def say(self, text: str) -> str:
        """Unchanged: plain text has no marks."""
        return text

    def paragraph(self, text: str) -> str:
        """Wrapped, for mail and terminals."""
        return textwrap.fill(text, WIDTH, break_long_words=False)

    def place(self, place: Place) -> str:
        """The outlet, the date and the address."""
        return f"{ran(place)}  {place.url}" if place.url else ran(place)

    def doubt(self, text: str) -> str:
        """In brackets, with a question mark."""
        return f"[{text}?]"

    def command(self, command: str) -> str:
        """The command after a prompt."""
        return f"$ {command}"

    def address(self, url: str) -> str:
        """The address itself."""
        return url


class MarkdownMarks:
    """CommonMark, in which nothing from outside is markup."""

    def heading(self, text: str, level: int) -> str:
        """An ATX heading."""
        return f"{'#' * level} {self.say(text)}"

    def made(self, when: str) -> str:
        """The line in italics."""
        return f"*As of {when}*"

    def say(self, text: str) -> str:
        r"""Every mark escaped.

        >>> print(MarkdownMarks().say("*[x](javascript:1)"))
        \*\[x\](javascript:1)
        """
        return LISTED.sub(r"\1\\\2", MARKED.sub(r"\\\1", text))

    def paragraph(self, text: str) -> str:
        """One long line: a wrapped one could begin like a list."""
        return self.say(text)

    def place(self, place: Place) -> str:
        """The outlet as a link, and the date."""
        told = self.say(ran(place))
        return f"[{told}](<{place.url}>)" if place.url else told

    def doubt(self, text: str) -> str:
        """In bold, with a question mark."""
        return f"**{self.say(text)}?**"

    def command(self, command: str) -> str:
        """The command as code."""
        return f"`{command}`"

    def address(self, url: str) -> str:
        """An autolink."""
        return f"<{url}>"


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
        yield from _source(source, view.columns, marks)
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


def _source(row: SourceRow, columns: tuple[str, ...], marks: Marks) -> Iterator[str]:
    figures = ", ".join(
        f"{figure} {column}"
        for column, figure in zip(columns, row.figures, strict=True)
    )
    yield f"- {marks.say(row.name)}: {row.state}; {figures}"
    if row.trouble:
        yield f"  - {marks.say(row.trouble)}"
    yield from (f"  - skipped: {marks.say(reason)}" for reason in row.skipped)
    if row.more_skipped:
        yield f"  - and {row.more_skipped} more skipped"
