"""How results look: JSON, plain aligned columns, text a terminal may safely show."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, Self, TextIO

from syndicate.cli.judging import naming_output
from syndicate.model import Delivery, Way
from syndicate.text.flat import readable

GAP = "  "
LEAST = 20  # columns that the last column of a table keeps, however narrow the screen
MEASURED = 200  # rows looked at to find the columns' widths; the rest streams

# Control characters, and what turns the direction of text around.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_COLOURS = {"ok": "32", "warn": "33", "fail": "31", "failing": "31", "gone": "31"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and whether it is lined up on the right (numbers)."""

    name: str
    right: bool = False


def say(line: str = "") -> None:
    """Print a line on standard output."""
    if sys.stdout is not None:
        with naming_output():
            sys.stdout.write(line + "\n")


def say_aside(line: str = "") -> None:
    """Print a line on standard error: for whoever sits there, not for the output."""
    if sys.stderr is not None:
        sys.stderr.write(line + "\n")


def warn(line: str) -> None:
    """Print a line on standard error; nothing else comes of it."""
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(f"syndicate: {printable(line)}\n")


def say_json(value: object) -> None:
    """Print one JSON value, readable for people too."""
    say(readable(value, ensure_ascii=_is_ascii(), allow_nan=False))


def stream_json(values: Iterable[object]) -> None:
    """Print a JSON array, one value a line, without holding all of them."""
    opened = False
    for value in values:
        told = json.dumps(value, ensure_ascii=_is_ascii(), allow_nan=False)
        say(f"{',' if opened else '['}{told}")
        opened = True
    say("]" if opened else "[]")


def say_columns(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under headings; on a terminal the last column is cut to fit."""
    for line in lay_out(columns, rows, screen_width()):
        say(line)


def lay_out(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], screen: int | None
) -> Iterator[str]:
    """The lines of a table. `screen` is the columns there are; None: as wide as it is.

    >>> for line in lay_out(
    ...     [Column("NAME"), Column("NEW", right=True)], [["wire", "12"]], None
    ... ):
    ...     print(line)
    NAME  NEW
    wire   12
    """
    cells = ([printable(cell) for cell in row] for row in rows)
    measured = list(islice(cells, MEASURED))
    heads = [column.name for column in columns]
    widths = [
        max(width(row[at]) for row in [heads, *measured]) for at in range(len(columns))
    ]
    if screen is not None:
        rest = screen - sum(widths[:-1]) - len(GAP) * (len(widths) - 1)
        widths[-1] = min(widths[-1], max(rest, LEAST))
    for row in chain([heads], measured, cells):
        shown = [*row[:-1], row[-1] if screen is None else cut(row[-1], widths[-1])]
        yield GAP.join(
            _pad(cell, size, column)
            for cell, size, column in zip(shown, widths, columns, strict=True)
        ).rstrip()


def tell_deliveries(deliveries: tuple[Delivery, ...]) -> Iterator[str]:
    """A line for each that could not be told that something changed."""
    for each in deliveries:
        if each.tries:
            what = "ping for" if each.way is Way.PING else "command"
            yield printable(f"{what} {each.name} is {each.state}: {each.trouble}")


def printable(text: str) -> str:
    r"""Text on one line that cannot steer a terminal.

    >>> print(printable("two\nlines, \x1b[31mred"))
    two lines, \x1b[31mred
    """
    joined = re.sub(r"[\t\n\r\x0b\x0c\x85]+", " ", text)
    return _UNSAFE.sub(
        lambda found: found[0].encode("unicode-escape").decode("ascii"), joined
    )


def width(text: str) -> int:
    """How many columns a terminal gives to a text.

    >>> width("abc"), width("诊所"), width("e\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def cut(text: str, most: int) -> str:
    """A text in at most so many columns, with … where it was longer.

    >>> cut("Alder Grove opens a clinic", 12)
    'Alder Grove…'
    """
    if width(text) <= most:
        return text
    used, kept = 0, []
    for character in text:
        used += _columns_of(character)
        if used > most - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def minute(moment: datetime | None) -> str:
    """An instant as people read it: UTC, to the minute.

    >>> minute(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    '2026-01-02T03:04Z'
    """
    if moment is None:
        return "never"
    return moment.astimezone(UTC).isoformat(timespec="minutes")[:-6] + "Z"


def paint(word: str) -> str:
    """A state in its colour, on a terminal that has not said NO_COLOR."""
    colour = _COLOURS.get(word)
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if colour is None or plain or not is_terminal(sys.stdout):
        return word
    return f"\x1b[{colour}m{word}\x1b[0m"


def screen_width() -> int | None:
    """The columns of the terminal, or None when the output goes elsewhere."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody watches the stream."""
    return stream is not None and not stream.closed and stream.isatty()


@dataclass(slots=True)
class ProgressLine:
    """A line on a terminal's standard error that says how far a run is.

    Called with source, documents done, and their total or None. Says nothing when
    nobody watches, as under cron.
    """

    stream: TextIO | None = field(default_factory=lambda: sys.stderr)
    every: float = 0.1  # seconds between two drawings
    _drawn: float = 0.0
    _visible: bool = False

    def __enter__(self) -> Self:
        self._visible = is_terminal(self.stream) and os.environ.get("TERM") != "dumb"
        return self

    def __exit__(self, *raised: object) -> None:
        self._draw("")

    def __call__(self, source: str, done: int, total: int | None) -> None:
        """Show it, unless it was shown just now."""
        moment = time.monotonic()
        if moment - self._drawn < self.every and done != total:
            return
        self._drawn = moment
        self._draw(_progress(printable(source), done, total))

    def _draw(self, line: str) -> None:
        if self._visible and self.stream is not None:
            room = shutil.get_terminal_size().columns - 1
            self.stream.write(f"\r\x1b[K{cut(line, room)}")
            self.stream.flush()


def _progress(source: str, done: int, total: int | None) -> str:
    """One drawing.

    >>> _progress("wire", 5, 10)
    'wire  [##########----------]  5/10'
    >>> _progress("wire", 1234, None)
    'wire  1,234'
    """
    if not total:
        return f"{source}{GAP}{done:,}"
    filled = min(20 * done // total, 20)
    bar = "#" * filled + "-" * (20 - filled)
    return f"{source}{GAP}[{bar}]{GAP}{done:,}/{total:,}"


def _is_ascii() -> bool:
    """Whether the output has another encoding than UTF-8: JSON is in ASCII then."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return encoding.lower().replace("-", "") != "utf8"


def _pad(cell: str, size: int, column: Column) -> str:
    space = " " * (size - width(cell))
    return space + cell if column.right else cell + space


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def record_lines(pairs: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Names and values, one a line, the values lined up."""
    listed = [(name, printable(str(value))) for name, value in pairs]
    size = max((len(name) for name, _ in listed), default=0)
    for name, value in listed:
        yield f"{name:<{size}}{GAP}{value}".rstrip()
