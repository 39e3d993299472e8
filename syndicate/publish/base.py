"""What publishing says of itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from syndicate.model import Published
from syndicate.publish.site.catalogue import Catalogue, NoLists

__all__ = ["NO_LISTS", "Beside", "Changing", "Published"]

NO_LISTS = NoLists()

# Called before the output folder changes, with the feeds in it that do.
Changing = Callable[[Collection[str]], None]


@dataclass(frozen=True, slots=True)
class Beside:
    """Whoever keeps what lists say, and whoever is told before anything changes."""

    catalogue: Catalogue = NO_LISTS
    changing: Changing | None = None
