"""What publishing says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.model import Published
from syndicate.publish.site.catalogue import Catalogue
from syndicate.publish.write import Changing

__all__ = ["Beside", "Changing", "Published"]


@dataclass(frozen=True, slots=True)
class Beside:
    """Whoever keeps what lists say, and whoever is told before anything changes."""

    catalogue: Catalogue
    changing: Changing  # told the feeds that do
