"""`explain` and `near`: why a story is what it is, and what it was kept apart from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from syndicate.cli.ruling import marks_of
from syndicate.cli.session import Session
from syndicate.cli.show import minute, printable, record_lines, say, say_json
from syndicate.config import Settings
from syndicate.decisions import find_story, name_telling
from syndicate.edit import file, public_url
from syndicate.model import (
    Act,
    Appearance,
    Brief,
    Decision,
    Drift,
    Evidence,
    Retelling,
    Story,
    Version,
)
from syndicate.publish.contract import (
    AI_WRITTEN,
    drift_record,
    explained_record,
    retelling_record,
    version_record,
)
from syndicate.publish.retold import list_unsupported, marked_pieces
from syndicate.store import Near, Store, Telling, nearest, say_who, to_look_at
from syndicate.text.counting import say_count

PLAIN = {
    True: "one story by this alone",
    None: "possibly one story",
    False: "kept apart",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A story with all that explains it. `tellings`: of its first appearances."""

    story: Story
    brief: Brief
    keys: list[str]
    decisions: list[Decision]
    tellings: list[Telling]
    near: list[Near]
    drift: tuple[Drift, ...] = ()
    retold: tuple[Retelling, ...] = ()
    before: tuple[Version, ...] = ()

    def place(self, number: int) -> tuple[Telling | None, Near | None, list[Decision]]:
        """What there is to say of the appearance with that number, from 0."""
        if number >= len(self.tellings):
            return None, None, []  # claimed only
        telling = self.tellings[number]
        near = nearest(self.near).get(telling.identity)
        return telling, near, [each for each in self.decisions if _names(each, telling)]


def explain(session: Session, reference: str, *, as_json: bool) -> int:
    """Tell everything about one story.

    Raises:
        UsageError: nothing has that id or address.
    """
    settings = session.settings()
    with Store.open(settings.paths.database, readonly=True) as store:
        found = find_story(store, reference)
        brief = store.brief(found.id) or Brief(summary="")
        explained = Explained(
            story=file(found, brief, settings, session.now),
            brief=brief,
            keys=store.keys(found.id),
            decisions=store.register.about(found.id),
            tellings=store.register.tellings(found.id),
            near=store.kept_apart(found.id),
            drift=store.drift(found),
            retold=store.retold(found),
            before=store.outbox.all_versions(found),
        )
    if as_json:
        say_json(_record(explained, settings))
    else:
        for line in _lines(explained, settings):
            say(line)
    return 0


def near(session: Session, reference: str, *, as_json: bool) -> int:
    """Tell what is possibly the same as a story, with the command that merges it.

    Raises:
        UsageError: nothing has that id or address.
    """
    settings = session.settings()
    with Store.open(settings.paths.database, readonly=True) as store:
        story = find_story(store, reference)
        found = list(to_look_at(store.kept_apart(story.id)))
    if as_json:
        say_json([_near_record(each, story) for each in found])
        return 0
    if not found:
        say(
            f"nothing was found near {story.short_id} {printable(story.original.title)}"
        )
    for each in found:
        say(f"{each.short_id}  {(each.published or '-')[:10]}  {printable(each.title)}")
        say(f"    {PLAIN[each.same]}; {_evidence(each.evidence)}")
        say(f"    syndicate merge {story.short_id} {each.short_id}")
    return 0


def _record(explained: Explained, settings: Settings) -> dict[str, Any]:
    record = explained_record(
        explained.story,
        explained.brief,
        explained.keys,
        explained.decisions,
        settings,
    )
    record["retold"] = [retelling_record(each) for each in explained.retold]
    record["drift"] = [drift_record(each) for each in explained.drift]
    record["before"] = [version_record(each) for each in explained.before]
    for number, place in enumerate(record["appearances"]):
        telling, near, decisions = explained.place(number)
        place["name"] = telling and name_telling(telling, explained.tellings)
        place["decisions"] = [each.number for each in decisions]
        place["nearest"] = near and _near_record(near, explained.story)
    return record


def _near_record(near: Near, story: Story) -> dict[str, Any]:
    evidence = near.evidence
    return {
        "id": near.id,
        "title": near.title,
        "published": near.published,
        "same": near.same,
        "by_staff": near.by_staff,
        "rule": evidence.rule,
        "detail": evidence.detail,
        "score": evidence.score,
        "merge": f"syndicate merge {story.short_id} {near.short_id}",
    }


def _lines(explained: Explained, settings: Settings) -> Iterator[str]:
    story = explained.story
    published = story.original.published
    pairs = [
        ("title", story.original.title),
        ("id", story.id),
        ("short id", story.short_id),
        ("url", public_url(story, settings)),
        ("clinic", story.clinic or "not known"),
        ("published", published.iso() if published else "not known"),
        ("first seen", minute(story.since)),
        ("updated", minute(story.updated)),
    ]
    if story.topics:
        pairs.append(("topics", ", ".join(story.topics)))
    pairs += _labelled("summary", list(_summaries(explained.brief)))
    pairs += _labelled("state", list(marks_of(story)))
    pairs += _labelled("told before", list(_before(explained.before)))
    pairs += _labelled("known by", explained.keys)
    pairs += _labelled("decided", [_told(each) for each in explained.decisions])
    pairs += _labelled("check", list(_checks(explained)))
    pairs += _labelled("summed up", list(_retold(explained)))
    pairs += _labelled("differs", [_drift(each) for each in explained.drift])
    yield from record_lines(pairs)
    yield ""
    count = len(story.appearances)
    yield say_count(count, "appearance")
    for number, appearance in enumerate(story.appearances):
        yield from _appearance(appearance)
        yield from _around(explained, number)


def _labelled(label: str, values: Sequence[str]) -> list[tuple[str, str]]:
    return [(label if not at else "", value) for at, value in enumerate(values)]


def _summaries(brief: Brief) -> Iterator[str]:
    """The release's own sentence, and what a language model said, or why it may not."""
    if brief.editor:
        yield f"Written by {brief.editor}: {brief.summary}"
        yield f"Ours, which that stands in place of: {brief.own}"
    elif brief.summary:
        yield brief.summary
    if brief.written:
        yield f"{AI_WRITTEN}, by {brief.writer}: {brief.written}"
    if brief.refusal:
        yield f"refused of {brief.writer}: {brief.refusal}"


def _before(versions: tuple[Version, ...]) -> Iterator[str]:
    """How many texts it told before, since when, and which of them were let go."""
    gone = sum(each.let_go for each in versions)
    if versions:
        first, last = minute(versions[-1].until), minute(versions[0].until)
        told = gone + len(versions)
        several = f"{told:,} texts, the first until {first}, the last until {last}"
        yield several if told > 1 else f"1 text, until {first}"
    if gone:
        gaps = [number for number, each in enumerate(versions) if each.let_go]
        since, until = versions[gaps[-1] + 1].until, versions[gaps[0]].until
        yield f"{gone:,} were let go, between {minute(since)} and {minute(until)}"
        yield f"{len(versions):,} are kept; --json has them"


def _checks(explained: Explained) -> Iterator[str]:
    for check in explained.brief.checks:
        settled = " (dismissed)" if check.id in explained.story.dismissed else ""
        yield f"{check.id}, {check.severity}{settled}: {check.message}"
        if check.sentence:
            yield f"  “{check.sentence}”"
        if check.due:
            yield f"  of interest after {check.due}"
        if check.source:
            yield f"  {check.source}"


def _retold(explained: Explained) -> Iterator[str]:
    """The summaries that came with tellings; what is unsupported stands in [ ?]."""
    for each in explained.retold:
        pieces = marked_pieces(each)
        told = "".join(f"[{text}?]" if doubted else text for text, doubted in pieces)
        where = each.appearance.url or each.appearance.source
        yield f"{each.whose}: “{told}” on {where}"
        if each.unsupported:
            yield f"  not in the original: {list_unsupported(each)}"


def _drift(drift: Drift) -> str:
    where = drift.appearance.url or drift.appearance.source
    told, here = drift.told or "nothing", drift.here or "nothing"
    old = ", as the original told before" if drift.outdated else ""
    return f"{drift.name} {told} → {here} on {where}{old}"


def _told(decision: Decision) -> str:
    told = say_who(decision)
    return f"{told}: {decision.detail}" if decision.detail else told


def _appearance(appearance: Appearance) -> Iterator[str]:
    where = appearance.url or appearance.locator or "no address"
    claim = "claimed by" if appearance.standing == "claimed" else "in"
    yield (
        f"- {appearance.standing} {appearance.relation}, {claim} "
        f"{printable(appearance.source)} ({appearance.trust}): {printable(where)}"
    )
    if appearance.url and appearance.locator:
        yield f"    file: {printable(appearance.locator)}"
    for each in appearance.evidence:
        yield f"    {_evidence(each)}"
    if not appearance.evidence:
        yield "    attached by no rule: the story began with it"


def _around(explained: Explained, number: int) -> Iterator[str]:
    """What staff decided of this telling alone, and what it was kept apart from."""
    telling, near, decisions = explained.place(number)
    for each in decisions:
        if each.act is Act.SPLIT and telling and telling.identity in each.one:
            yield f"    {printable(say_who(each))}"
    if near:
        yield (
            f"    nearest: {near.short_id} {printable(near.title)}, "
            f"{PLAIN[near.same] if not near.by_staff else 'kept apart'}; "
            f"{_evidence(near.evidence)}"
        )


def _names(decision: Decision, telling: Telling) -> bool:
    """Whether a decision is about a telling: of a split, both sides."""
    return telling.identity in (*decision.one, *decision.two)


def _evidence(evidence: Evidence) -> str:
    score = "" if evidence.score == 1 else f" ({evidence.score:.2f})"
    return f"{printable(evidence.rule)}{score}: {printable(evidence.detail)}"
