"""What a brief needs from below it."""

from __future__ import annotations

from typing import Protocol


class Frequencies(Protocol):
    """How common a word is in press releases; the store keeps the table."""

    def weight(self, word: str) -> float:
        """Inverse document frequency: 1 for a word everywhere, about 10 unseen."""
        ...
