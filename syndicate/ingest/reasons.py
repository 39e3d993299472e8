"""What went wrong, as lines of the report."""

from __future__ import annotations

from syndicate.config import Source
from syndicate.errors import SourceError, SyndicateError
from syndicate.fetch.base import Fetched
from syndicate.ingest.chores import Reading
from syndicate.model import Posting
from syndicate.workers import Died


def name(source: Source, fetched: Fetched, reason: str) -> str:
    """A reason with the document's name, unless that is the source itself."""
    alone = fetched.name in ("", source.location)
    known = alone or reason.startswith(fetched.name)
    return reason if known else f"{fetched.name}: {reason}"


def unread(outcome: SyndicateError | Died) -> Reading:
    """What a reader that failed or died gives: nothing, and why."""
    return Reading(
        problem=outcome.reason if isinstance(outcome, Died) else str(outcome)
    )


def explain(posting: Posting, outcome: SyndicateError | Died) -> str:
    """Why an item could not be cleaned, naming it where its document does not."""
    reason = (
        outcome.reason if isinstance(outcome, (Died, SourceError)) else str(outcome)
    )
    item = posting.title or posting.item
    return reason if posting.locator else f"{item[:80]}: {reason}"
