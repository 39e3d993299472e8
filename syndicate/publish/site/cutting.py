"""Lists that are too long to be read are cut, so that what is old stays where it is.

A month is told by its days. A day, and a month of a clinic or topic, is cut into parts
that are counted from its oldest story on: the newest stand on the page of the list
itself, and what comes later moves nothing from one part to another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

PART = 500  # stories of a part: some 130 kB in lines
LEAST = PART // 2  # of the newest, which stay on the page of the list itself


@dataclass(frozen=True, slots=True)
class ListPart:
    """Some stories of a list, the oldest being the first. Number 0 are the newest."""

    number: int
    first: int
    last: int


def is_long(count: int) -> bool:
    """Whether a list of so many stories is cut.

    >>> is_long(749), is_long(750)
    (False, True)
    """
    return count >= PART + LEAST


def parts(count: int) -> list[ListPart]:
    """The parts of a list, the newest first.

    >>> parts(749)
    [ListPart(number=0, first=1, last=749)]
    >>> [(part.number, part.first, part.last) for part in parts(1_260)]
    [(0, 1001, 1260), (2, 501, 1000), (1, 1, 500)]
    """
    whole = max(0, count - LEAST) // PART
    newest = ListPart(0, whole * PART + 1, count)
    older = (ListPart(n, (n - 1) * PART + 1, n * PART) for n in range(whole, 0, -1))
    return [newest, *older]


def part_path(path: str, number: int) -> str:
    """Where a part is of a list whose page this is.

    >>> part_path("days/2024-03-01.html", 2), part_path("days/2024-03-01.html", 0)
    ('days/2024-03-01-part-2.html', 'days/2024-03-01.html')
    """
    return f"{path.removesuffix('.html')}-part-{number}.html" if number else path


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a list page is cut into: which pieces it needs, and which of them changed.

    `start` is how the paths of all begin that it ever had.
    """

    start: str
    needed: Collection[str] = ()
    changed: Collection[str] = ()

    def to_look_at(self, there: Collection[str]) -> Iterator[str]:
        """What changed, what is not there yet, and what is there and must leave.

        >>> pieces = Pieces("a-", needed=("a-1", "a-2"), changed=("a-1",))
        >>> list(pieces.to_look_at(["a-1", "a-2", "a-3"]))
        ['a-1', 'a-3']
        """
        yield from self.changed
        yield from (path for path in self.needed if path not in there)
        yield from (path for path in there if path not in self.needed)
