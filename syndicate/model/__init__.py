"""The nouns: frozen values that flow from stage to stage.

    Document ─read─▶ Posting ─clean─▶ Release ─match─▶ Story ─brief─▶ Brief
    ─edit─▶ Edition

Everything else here is a part of one of those six, or a word they are made with. A
value never changes; a change makes another (`dataclasses.replace`). Instants are aware
datetimes.

Each is made when it is first asked for: all of them take 25 ms to make, and a run to
which nothing new came needs a fifth.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syndicate.model.account import Ended, Polled, RunAccount, Watched, Work
    from syndicate.model.document import Document
    from syndicate.model.edition import (
        Closed,
        Edition,
        Exodus,
        Forms,
        Gap,
        WentOut,
    )
    from syndicate.model.nouns import (
        Amendment,
        Brief,
        Entry,
        Posting,
        Release,
        Stored,
        Story,
        Version,
    )
    from syndicate.model.outcome import Published, Run, Writing
    from syndicate.model.parts import (
        About,
        Appearance,
        Check,
        Contact,
        Dateline,
        Decision,
        Drift,
        Embargo,
        Evidence,
        Fact,
        Image,
        Link,
        Moment,
        Part,
        Provenance,
        Quote,
        Retelling,
        Unsupported,
    )
    from syndicate.model.readers import Fed, Listed, RanIn, Sheet, Tombstone
    from syndicate.model.standing import Delivery, Period, Proof, SourceReport
    from syndicate.model.words import (
        Act,
        DeliveryState,
        Form,
        Precision,
        Purpose,
        Relation,
        Series,
        SourceState,
        Standing,
        Trust,
        Way,
    )

__all__ = [
    "About",
    "Act",
    "Amendment",
    "Appearance",
    "Brief",
    "Check",
    "Closed",
    "Contact",
    "Dateline",
    "Decision",
    "Delivery",
    "DeliveryState",
    "Document",
    "Drift",
    "Edition",
    "Embargo",
    "Ended",
    "Entry",
    "Evidence",
    "Exodus",
    "Fact",
    "Fed",
    "Form",
    "Forms",
    "Gap",
    "Image",
    "Link",
    "Listed",
    "Moment",
    "Part",
    "Period",
    "Polled",
    "Posting",
    "Precision",
    "Proof",
    "Provenance",
    "Published",
    "Purpose",
    "Quote",
    "RanIn",
    "Relation",
    "Release",
    "Retelling",
    "Run",
    "RunAccount",
    "Series",
    "Sheet",
    "SourceReport",
    "SourceState",
    "Standing",
    "Stored",
    "Story",
    "Tombstone",
    "Trust",
    "Unsupported",
    "Version",
    "Watched",
    "Way",
    "WentOut",
    "Work",
    "Writing",
]

# From what every run needs to what only that one needs that reads and publishes.
_PARTS = (
    *("words", "standing", "outcome", "document", "account"),
    *("readers", "parts", "nouns", "edition"),
)


def __getattr__(name: str) -> object:
    """A noun, from the first module that has it (PEP 562)."""
    if name in __all__:
        for part in _PARTS:
            module = import_module(f"{__name__}.{part}")
            if hasattr(module, name):
                found: object = getattr(module, name)
                globals()[name] = found
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
