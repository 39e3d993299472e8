"""What carrying out a request gives: the answer, and what to remember of it."""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.sources.base import Answer, Failure, Host, Stamp

__all__ = ["Fetched", "Host", "Stamp"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A request carried out.

    `unchanged`: the document is what it was (304, same bytes, same stamp); the
    answer then holds a document without content. `name` is what the stamp is kept
    under: the URL asked for, or the path inside the folder. `held`: the host had
    asked us to wait, so that it was not asked; the failure says for how long.
    """

    answer: Answer
    name: str
    stamp: Stamp
    unchanged: bool = False
    status: int = 0  # HTTP status; 0 for files
    seconds: float = 0.0
    size: int = 0  # bytes that came over the wire
    held: bool = False

    @property
    def bytes(self) -> int:
        """How much came: over the wire, or out of a file."""
        outcome = self.answer.outcome
        content = 0 if isinstance(outcome, Failure) else len(outcome.content)
        return self.size or content
