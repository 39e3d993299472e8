"""What publishing says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.model import Published
from syndicate.publish.site.catalogue import Catalogue, NoLists
from syndicate.publish.write import Changing

__all__ = ["NO_LISTS", "Beside", "Changing", "Published"]

NO_LISTS = NoLists()


@dataclass(frozen=True, slots=True)
class Beside:
    """Whoever keeps what lists say, and whoever is told before anything changes."""

    catalogue: Catalogue = NO_LISTS
    changing: Changing | None = None  # told the feeds in it
