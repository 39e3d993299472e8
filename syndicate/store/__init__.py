"""The database: the only place that speaks SQL.

A name is imported when it is first asked for: a run to which nothing new came needs few
of them, and all of them together take as long to load as everything that it does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syndicate.store.accounts import Account, Accounts, Failures
    from syndicate.store.adopting import Traced
    from syndicate.store.answers import Answer
    from syndicate.store.asked import Asked, Paused, Postponed
    from syndicate.store.database import expect, is_as_left, leaving_well, locked
    from syndicate.store.decisions import Register, Telling, say_who
    from syndicate.store.deliveries import Deliveries, Sent
    from syndicate.store.editions import Editions, Letter, LetterState
    from syndicate.store.feeds import Feeds
    from syndicate.store.forgetting import Forgetting, Found
    from syndicate.store.forgotten import Forgotten
    from syndicate.store.frequencies import shipped
    from syndicate.store.inbox import Inbox
    from syndicate.store.leaving import List
    from syndicate.store.near import Near, nearest, to_look_at
    from syndicate.store.outbox import Outbox
    from syndicate.store.outgoing import Looked
    from syndicate.store.polls import Poll
    from syndicate.store.postings import Change, Told
    from syndicate.store.rematching import Adopted, Move
    from syndicate.store.revisions import LAST_TEXTS
    from syndicate.store.soundness import Faults, Soundness
    from syndicate.store.sources import Enrolled, never_polled
    from syndicate.store.store import Store
    from syndicate.store.stories import Formed
    from syndicate.store.uncleaned import Uncleaned
    from syndicate.store.waiting import Fetched, Pair, Waiting

__all__ = [
    "LAST_TEXTS",
    "Account",
    "Accounts",
    "Adopted",
    "Answer",
    "Asked",
    "Change",
    "Deliveries",
    "Editions",
    "Enrolled",
    "Failures",
    "Faults",
    "Feeds",
    "Fetched",
    "Forgetting",
    "Forgotten",
    "Formed",
    "Found",
    "Inbox",
    "Letter",
    "LetterState",
    "List",
    "Looked",
    "Move",
    "Near",
    "Outbox",
    "Pair",
    "Paused",
    "Poll",
    "Postponed",
    "Register",
    "Sent",
    "Soundness",
    "Store",
    "Telling",
    "Told",
    "Traced",
    "Uncleaned",
    "Waiting",
    "expect",
    "is_as_left",
    "leaving_well",
    "locked",
    "nearest",
    "never_polled",
    "say_who",
    "shipped",
    "to_look_at",
]

_MODULES = {
    "accounts": ("Account", "Accounts", "Failures"),
    "adopting": ("Traced",),
    "answers": ("Answer",),
    "asked": ("Asked", "Paused", "Postponed"),
    "database": ("expect", "is_as_left", "leaving_well", "locked"),
    "decisions": ("Register", "Telling", "say_who"),
    "deliveries": ("Deliveries", "Sent"),
    "editions": ("Editions", "Letter", "LetterState"),
    "feeds": ("Feeds",),
    "forgetting": ("Forgetting", "Found"),
    "forgotten": ("Forgotten",),
    "frequencies": ("shipped",),
    "inbox": ("Inbox",),
    "leaving": ("List",),
    "near": ("Near", "nearest", "to_look_at"),
    "outbox": ("Outbox",),
    "outgoing": ("Looked",),
    "polls": ("Poll",),
    "postings": ("Change", "Told"),
    "rematching": ("Adopted", "Move"),
    "revisions": ("LAST_TEXTS",),
    "soundness": ("Faults", "Soundness"),
    "sources": ("Enrolled", "never_polled"),
    "store": ("Store",),
    "stories": ("Formed",),
    "uncleaned": ("Uncleaned",),
    "waiting": ("Fetched", "Pair", "Waiting"),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """A public name, from the module that has it (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
