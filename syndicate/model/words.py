"""The words that values are made with: closed sets, each with its meaning."""

from __future__ import annotations

from enum import StrEnum


class Trust(StrEnum):
    """How far a source is believed; set in config.toml only, never by a source."""

    OWNED = "owned"
    WIRE = "wire"
    OPEN = "open"

    @property
    def rank(self) -> int:
        """0 for what is believed most: a clinic's own word, then a wire's."""
        return _RANKS[self]


_RANKS = {trust: rank for rank, trust in enumerate(Trust)}


class SourceState(StrEnum):
    """How a source stands: as its last poll left it, or as a run tells it."""

    OK = "ok"
    NOT_DUE = "not due"  # well, and not asked in this run
    FAILING = "failing"
    GONE = "gone"  # 410: not asked again until it moves or somebody names it
    WAITING = "waiting"  # its host asked us to wait
    NEVER_POLLED = "never polled"


class DeliveryState(StrEnum):
    """How it stands with one receiver of our news."""

    DONE = "done"
    WAITING = "waiting"
    FAILING = "failing"
    GIVEN_UP = "given up"


class Series(StrEnum):
    """How often somebody is sent the digest; each is a series of editions."""

    DAILY = "daily"
    WEEKLY = "weekly"


class Standing(StrEnum):
    """How we know of an appearance."""

    SEEN = "seen"
    CLAIMED = "claimed"
    WITHDRAWN = "withdrawn"


class Relation(StrEnum):
    """What an appearance is to the story's original."""

    ORIGINAL = "original"
    COPY = "copy"
    EXCERPT = "excerpt"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    HEADLINE = "headline"
    DISCUSSION = "discussion"


class Purpose(StrEnum):
    """Why a posting links somewhere."""

    ORIGINAL = "original"  # "this first ran there"
    CANONICAL = "canonical"  # rel=canonical, og:url
    TLDR = "tldr"  # a NewsRamp rewriting
    DISCUSSION = "discussion"  # a Reddit thread about it
    PICKUP = "pickup"  # another outlet that carried it
    ABOUT = "about"  # what a link post or discussion points at
    MENTION = "mention"  # any link in the running text
    REGISTRATION = "registration"  # proof of publication; furniture


class Form(StrEnum):
    """What sort of telling a posting is, as far as its source kind can know."""

    ARTICLE = "article"  # a text of its own
    REWRITE = "rewrite"  # a summary page somebody wrote about it (TLDR)
    HEADLINE = "headline"  # a title without a body
    DISCUSSION = "discussion"  # a thread about it


class Precision(StrEnum):
    """How much a told date says."""

    INSTANT = "instant"  # date, time and zone
    LOCAL = "local"  # date and time; the zone is the source's, not told
    ZONELESS = "zoneless"  # date and time; nobody says in which zone
    DATE = "date"  # a day


class Act(StrEnum):
    """What staff can decide: the first four of tellings, the rest of stories.

    The last three are answers to what staff were asked: they hold until that changes.
    """

    MERGE = "merge"
    SPLIT = "split"
    APART = "apart"
    ORIGINAL = "original"
    NOT_OURS = "not-ours"
    HIDE = "hide"
    UNHIDE = "unhide"
    RETRACT = "retract"
    APPROVE = "approve"
    DISMISS = "dismiss"
    NOTE = "note"
    SUMMARISE = "summarise"
    STAYS = "stays"
    SEEN_TO = "seen-to"
    MAY_LACK = "may-lack"

    @property
    def answers(self) -> bool:
        """Whether it says that something asked about a story is seen to."""
        return self in (Act.STAYS, Act.SEEN_TO, Act.MAY_LACK)

    @property
    def forms(self) -> bool:
        """Whether its stories are formed anew; a note or an answer changes none."""
        return self is not Act.NOTE and not self.answers


class Way(StrEnum):
    """A way in which others are told that the public folder changed."""

    COMMAND = "command"
    PING = "ping"
