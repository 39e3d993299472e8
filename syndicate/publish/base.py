"""What publishing says of itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Self

from syndicate.model import Delivery
from syndicate.publish.site.catalogue import Catalogue, NoLists

NO_LISTS = NoLists()

# Called before the output folder changes, with the feeds in it that do.
Changing = Callable[[Collection[str]], None]


@dataclass(frozen=True, slots=True)
class Beside:
    """Whoever keeps what lists say, and whoever is told before anything changes."""

    catalogue: Catalogue = NO_LISTS
    changing: Changing | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """What a run wrote: paths relative to their folder, and what was left out."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    problems: tuple[str, ...] = ()  # one line each: story and what was wrong with it
    deliveries: tuple[Delivery, ...] = ()  # who was told of it, or should have been

    def then(self, deliveries: tuple[Delivery, ...], written: Collection[str]) -> Self:
        """The same after others were told, and what staff read was written again."""
        return replace(
            self,
            written=tuple(dict.fromkeys((*self.written, *written))),
            deliveries=deliveries,
        )
