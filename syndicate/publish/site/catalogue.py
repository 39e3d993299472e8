"""What the site asks of whoever keeps what its lists say: the database, in a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from syndicate.model import Listed, RanIn

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

    def touch(self, lists: Collection[str]) -> None:
        """Have these list pages looked at, out or not."""

    def there(self, start: str) -> list[str]:
        """The list pages that are out, or should be, whose path starts so."""

    def touched(self) -> list[str]:
        """The list pages that must be looked at, in order."""

    def went_out(self, left: Iterable[str]) -> None:
        """Note that all lists are out as they should be, but those that left."""

    def newest(self, shelf: str, most: int) -> list[Listed]:
        """The newest rows of a shelf."""

    def within(
        self, shelf: str, period: str, most: int = -1, skipped: int = 0
    ) -> list[Listed]:
        """The rows of a shelf in a month or on a day, the newest first.

        No more than `most`, if that is not negative, after the newest `skipped`.
        """

    def count(self, shelf: str, period: str) -> int:
        """How many rows a shelf has in a month or on a day."""

    def addresses(self, period: str) -> list[tuple[str, str]]:
        """The pages of a month or a day, each with its last change, newest first."""

    def days(self, shelf: str) -> list[tuple[str, int]]:
        """The days on which a shelf has rows, the newest first, with how many."""

    def beside(self, day: str) -> tuple[str, str]:
        """The next older and the next newer day on which anything ran, or ""."""

    def ran(self) -> list[RanIn]:
        """The days on which anything ran, the newest first."""

    def shelves(self, kind: str) -> dict[str, tuple[int, str]]:
        """How many rows each shelf below a folder has, and the day of its newest."""
