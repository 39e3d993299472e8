"""What plain text and Markdown write differently, and the sources in either."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from syndicate.model import Standing
from syndicate.publish.digest_sources import COLUMNS, SourceRow

if TYPE_CHECKING:
    from syndicate.publish.item import Place

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


def source_lines(row: SourceRow, marks: Marks) -> Iterator[str]:
    """A source, and under it what is wrong with it."""
    figures = ", ".join(
        f"{figure} {column}"
        for column, figure in zip(COLUMNS, row.figures, strict=True)
    )
    yield f"- {marks.say(row.name)}: {row.state}; {figures}"
    if row.trouble:
        yield f"  - {marks.say(row.trouble)}"
    yield from (f"  - skipped: {marks.say(reason)}" for reason in row.skipped)
    if row.more_skipped:
        yield f"  - and {row.more_skipped} more skipped"


def ran(place: Place) -> str:
    """A place in words: outlet, date, and how we know when it is not from reading it.

    >>> from syndicate.publish.item import Place
    >>> ran(Place("r/News", "", "3 May 2024", "2024-05-03", "claimed", "copy"))
    'r/News (claimed), 3 May 2024'
    """
    told = place.label if place.standing != Standing.WITHDRAWN else place.outlet
    gone = " (withdrawn)" if place.standing == Standing.WITHDRAWN else ""
    return f"{told}{gone}, {place.date}" if place.date else told + gone
