"""What a brief needs from below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from syndicate.config import Clinic, Drug


class Frequencies(Protocol):
    """How common a word is in press releases; the store keeps the table."""

    def weight(self, word: str) -> float:
        """Inverse document frequency: 1 for a word everywhere, about 10 unseen."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What config.toml adds to what a brief knows: clinics, and uses of drugs."""

    clinics: tuple[Clinic, ...] = ()
    drugs: tuple[Drug, ...] = ()
