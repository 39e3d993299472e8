"""What the site asks of whoever keeps what its lists say: the database, in a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from syndicate.model import Listed

# Shelves: a folder of the site whose stories are listed. "" is all of them.
ALL = ""


class Catalogue(Protocol):
    """Keeps a row for each story that is out, and which list pages must be written.

    Only what passed the gate is put in, and what is taken down is taken out: so no list
    can show what no page shows. A list page that is touched stays so until `went_out`,
    whatever becomes of the run.
    """

    def put(self, rows: Iterable[Listed]) -> None:
        """Put rows in; the lists of each that differs, then and now, are touched."""

    def drop(self, pages: Collection[str]) -> None:
        """Take rows out by their pages; their lists are touched."""

    def want(self, lists: Collection[str]) -> None:
        """Touch those of these list pages that are not out."""

    def touched(self) -> list[str]:
        """The list pages that must be looked at, in order."""

    def went_out(self, left: Iterable[str]) -> None:
        """Note that all lists are out as they should be, but those that left."""

    def newest(self, shelf: str, most: int) -> list[Listed]:
        """The newest rows of a shelf."""

    def within(self, shelf: str, period: str) -> list[Listed]:
        """The rows of a shelf in a month or on a day, the newest first."""

    def addresses(self, month: str) -> list[tuple[str, str]]:
        """The pages of a month, each with its last change, the newest first."""

    def days(self, shelf: str) -> list[tuple[str, int]]:
        """The days on which a shelf has rows, the newest first, with how many."""

    def beside(self, day: str) -> tuple[str, str]:
        """The next older and the next newer day on which anything ran, or ""."""

    def months(self) -> list[tuple[str, str]]:
        """The months in which anything ran, each with its last change, in order."""

    def shelves(self) -> dict[str, tuple[int, str]]:
        """How many rows each shelf has, and the day of its newest."""


class NoLists:
    """A catalogue that keeps nothing: stories are written, and no list of them."""

    def put(self, rows: Iterable[Listed]) -> None:
        """Keep nothing."""

    def drop(self, pages: Collection[str]) -> None:
        """Have nothing to take out."""

    def want(self, lists: Collection[str]) -> None:
        """Want nothing."""

    def touched(self) -> list[str]:
        """No list."""
        return []

    def went_out(self, left: Iterable[str]) -> None:
        """Note nothing."""

    def newest(self, shelf: str, most: int) -> list[Listed]:  # noqa: ARG002 - as Catalogue
        """No row."""
        return []

    def within(self, shelf: str, period: str) -> list[Listed]:  # noqa: ARG002 - as Catalogue
        """No row."""
        return []

    def addresses(self, month: str) -> list[tuple[str, str]]:  # noqa: ARG002 - as Catalogue
        """No page."""
        return []

    def days(self, shelf: str) -> list[tuple[str, int]]:  # noqa: ARG002 - as Catalogue
        """No day."""
        return []

    def beside(self, day: str) -> tuple[str, str]:  # noqa: ARG002 - as Catalogue
        """No day."""
        return "", ""

    def months(self) -> list[tuple[str, str]]:
        """No month."""
        return []

    def shelves(self) -> dict[str, tuple[int, str]]:
        """No shelf."""
        return {}
