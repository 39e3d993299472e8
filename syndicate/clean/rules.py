"""What cleaning goes by besides the posting itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from syndicate.config import Layout, Settings, Source
from syndicate.config.languages import LANGUAGES

# Goes up whenever cleaning makes something else of the same posting.
CLEAN_VERSION = 7


@dataclass(frozen=True, slots=True)
class Rules:
    """`zone` is the zone of dates told without one; None means nobody said.

    `clinics` are the names of the clinics we know, each before its aliases; `layouts`
    where things stand in the pages of sites that defeat us.
    """

    zone: ZoneInfo | None = None
    clinics: tuple[tuple[str, ...], ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    layouts: tuple[Layout, ...] = ()
    version: int = CLEAN_VERSION

    @property
    def told(self) -> str:
        """The rules in words: what other words clean would come out otherwise."""
        told = f"version {self.version}, zone {self.zone}"
        if self.clinics:
            named = hashlib.sha256(repr(self.clinics).encode()).hexdigest()[:16]
            told += f", clinics {named}"
        if self.languages != LANGUAGES:
            told += f", languages {' '.join(self.languages)}"
        if self.layouts:
            given = hashlib.sha256(repr(self.layouts).encode()).hexdigest()[:16]
            told += f", layouts {given}"
        return told


def make_rules(settings: Settings, source: Source | None = None) -> Rules:
    """The rules that the settings make for what a source tells."""
    return Rules(
        zone=source.zone if source else None,
        clinics=tuple((each.name, *each.aliases) for each in settings.clinic),
        languages=settings.clean.languages,
        layouts=settings.layout,
    )
