"""All that staff know of a story, gathered for its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from syndicate.config import Settings
from syndicate.decisions import name_telling, state_of
from syndicate.desk.glance import Glance, glance
from syndicate.desk.reasons import say_reasons
from syndicate.edit import why_not_public
from syndicate.model import Act, Appearance, Brief, Check, Decision, Entry, Standing
from syndicate.publish.content import full_text, paragraphs, sanitise
from syndicate.publish.dates import day
from syndicate.publish.delay import measure_delay, say_delay
from syndicate.publish.differing import show_amendment, show_drift
from syndicate.publish.digest_cards import facts_by_name
from syndicate.publish.item import Place, show_place
from syndicate.publish.plain import clean, line
from syndicate.publish.retold import Retold, show_retold
from syndicate.publish.site.wellformed import well_formed
from syndicate.store import LAST_TEXTS, Near, Store, Telling, nearest, to_look_at

MOST_NEAR = 8
UNLIKE = "other text"  # what was looked at and is nothing of the kind


@dataclass(frozen=True, slots=True)
class Ran:
    """One place it ran: as readers see it, why we think so, and what to call it."""

    place: Place
    told: str  # the date as that place told it
    after: str
    source: str
    path: str  # inside a folder, "" for what has an address
    why: tuple[str, ...]
    name: str  # what a form calls it, "" where nothing was read there
    shown: bool  # whether its text is the story's
    has_text: bool
    nearest: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A check as staff see it: `settled` says that it is told to nobody, and why."""

    id: str
    severity: str
    message: str
    sentence: tuple[tuple[str, bool], ...]  # in pieces; what it is about is marked
    source: str
    settled: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What it told before: until when, and how many older ones were let go there."""

    until: datetime
    title: str
    html: str  # sanitised
    let_go: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A story's page; every text is plain but `html`, which is sanitised."""

    glance: Glance
    id: str  # the whole one
    state: str
    public: str  # our page of it, "" while readers do not see it
    can_approve: bool
    hidden: bool
    not_ours: bool
    retracted: bool
    brief: Brief
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    flags: tuple[Flag, ...]
    ran: tuple[Ran, ...]
    drift: tuple[str, ...]
    retold: tuple[Retold, ...]
    near: tuple[Near, ...]
    near_why: tuple[str, ...]
    changes: tuple[str, ...]
    before: tuple[Earlier, ...]
    has_more_before: bool  # than are shown, perhaps
    decisions: tuple[Decision, ...]
    notes: tuple[Decision, ...]
    waiting: tuple[int, ...]  # decisions of it that wait for a run to end
    html: str
    link: str
    keys: tuple[str, ...]


def show_story(store: Store, entry: Entry, settings: Settings) -> Shown:
    """Gather it; `entry` is filed, with the checks that staff are to see."""
    story, brief = entry.story, store.brief(entry.story.id) or entry.brief
    decided = store.register.about(story.id)
    waiting = set(store.register.waiting())
    apart = to_look_at(store.kept_apart(story.id))
    near = [each for each in apart if each.evidence.rule != UNLIKE][:MOST_NEAR]
    place = show_place(story.appearances[0]) if story.appearances else None
    page = settings.site.url + story.page
    before = tuple(_before(store, entry))
    return Shown(
        glance=glance(entry),
        id=story.id,
        state=state_of(store, [story]),
        public="" if why_not_public(story) else page,
        can_approve=story.approvable,
        hidden=story.hidden,
        not_ours=story.not_ours,
        retracted=story.retracted is not None,
        brief=brief,
        facts=tuple(_facts(brief)),
        flags=tuple(_flags(entry, brief)),
        ran=tuple(_ran(store, entry)),
        drift=tuple(show_drift(each) for each in store.drift(story)),
        retold=show_retold(story.original, store.retold(story)),
        near=tuple(near),
        near_why=tuple(say_reasons(each.evidence)[0] for each in near),
        changes=tuple(show_amendment(each) for each in reversed(story.amendments)),
        before=before,
        has_more_before=len(before) == LAST_TEXTS,
        decisions=tuple(each for each in decided[::-1] if each.act is not Act.NOTE),
        notes=tuple(each for each in decided[::-1] if each.act is Act.NOTE),
        waiting=tuple(each.number for each in decided if each.number in waiting),
        html=well_formed(full_text(story.original)),
        link=place.url if place else "",
        keys=tuple(line(key, 200) for key in store.keys(story.id)),
    )


def _facts(brief: Brief) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each name once, with its values; what stands above the headline is left out."""
    for name, values in facts_by_name(brief.facts).items():
        told = dict.fromkeys(line(value, 160) for value in values)
        yield line(name, 60).capitalize(), tuple(told)


def _flags(entry: Entry, brief: Brief) -> Iterator[Flag]:
    """Every check, those that wait for staff first."""
    waiting = {id(check) for check in entry.brief.checks}
    same = {(each.id, each.sentence) for each in entry.brief.checks}
    for asked in (True, False):
        for check in brief.checks:
            waits = id(check) in waiting or (check.id, check.sentence) in same
            if waits is asked:
                yield _flag(check, "" if waits else _settled(entry, check))


def _flag(check: Check, settled: str) -> Flag:
    return Flag(
        id=check.id,
        severity=check.severity,
        message=line(check.message, 300),
        sentence=tuple(_marked(line(check.sentence, 600), check.words)),
        source=line(check.source, 300),
        settled=settled,
    )


def _settled(entry: Entry, check: Check) -> str:
    if check.id in entry.story.dismissed:
        return "dismissed by staff"
    return f"of interest after {check.due}" if check.due else "ignored by the settings"


def _marked(sentence: str, words: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The sentence in pieces, each with whether it is what the check is about."""
    at = 0
    for word in words:
        found = sentence.find(word, at)
        if word and found >= 0:
            yield sentence[at:found], False
            yield word, True
            at = found + len(word)
    yield sentence[at:], False


def _ran(store: Store, entry: Entry) -> Iterator[Ran]:
    story = entry.story
    tellings = store.register.tellings(story.id)
    near = nearest(store.kept_apart(story.id))
    for number, appearance in enumerate(story.appearances):
        # What was read comes first, in the order of the tellings.
        telling = tellings[number] if number < len(tellings) else None
        other = near.get(telling.identity) if telling else None
        yield Ran(
            place=show_place(appearance),
            told=day(appearance.published.at) if appearance.published else "",
            after=_after(entry, appearance),
            source=line(appearance.source, 120),
            path="" if appearance.url else line(appearance.locator or "", 200),
            why=tuple(_why(appearance)),
            name=_name(telling, tellings),
            shown=bool(telling and telling.shown),
            has_text=bool(telling and telling.words),
            nearest=line(other.title, 200) if other else "",
        )


def _name(telling: Telling | None, others: list[Telling]) -> str:
    return name_telling(telling, others) if telling else ""


def _why(appearance: Appearance) -> Iterator[str]:
    if not appearance.evidence:
        yield "The story began with it."
    for each in appearance.evidence:
        rule, detail = line(each.rule, 80), line(each.detail, 300)
        yield f"{rule[:1].upper()}{rule[1:]}: {detail}." if detail else f"{rule}."


def _after(entry: Entry, appearance: Appearance) -> str:
    began, told = entry.story.original.published, appearance.published
    if began is None or told is None or appearance.standing is Standing.CLAIMED:
        return ""
    apart = measure_delay(began, told)
    return say_delay(apart) if apart else ""


def _before(store: Store, entry: Entry) -> Iterator[Earlier]:
    for version in store.outbox.versions(entry.story):
        html = well_formed(sanitise(paragraphs(version.text)))
        title = line(clean(version.title))
        yield Earlier(version.until, title, html, version.let_go)
