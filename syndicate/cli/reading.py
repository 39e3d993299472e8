"""`stories`, `explain`, `search` and `sources`: tell what the database holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from syndicate.cli.session import Session
from syndicate.cli.show import (
    Column,
    minute,
    printable,
    record_lines,
    say,
    say_columns,
    say_json,
    stream_json,
)
from syndicate.config import Settings, Source
from syndicate.config.place import quote
from syndicate.edit import file, public_url
from syndicate.errors import UsageError
from syndicate.model import Appearance, Brief, SourceReport, Story
from syndicate.publish.contract import (
    explained_record,
    source_record,
    story_record,
)
from syndicate.store import Nearby, Store

STORY_COLUMNS = (
    Column("STORY"),
    Column("PUBLISHED"),
    Column("RAN", right=True),
    Column("STATE"),
    Column("CLINIC"),
    Column("TITLE"),
)
KEPT_APART = 5  # shown of what is near and not the same
SOURCE_COLUMNS = (
    Column("SOURCE"),
    Column("KIND"),
    Column("TRUST"),
    Column("STATE"),
    Column("POSTINGS", right=True),
    Column("SEEN", right=True),
    Column("NEW", right=True),
    Column("CHANGED", right=True),
    Column("SKIPPED", right=True),
    Column("LAST SUCCESS"),
    Column("NEXT DUE"),
    Column("LAST ERROR"),
)


def list_stories(session: Session, since: datetime | None, *, as_json: bool) -> int:
    """Tell every story, newest first, one at a time."""
    settings = session.settings()
    with _open(settings) as store:
        _tell_stories(store.told(since), settings, session.now, as_json=as_json)
    return 0


def search(session: Session, words: str, *, as_json: bool) -> int:
    """Tell the stories that hold the words."""
    settings = session.settings()
    with _open(settings) as store:
        told = [(story, _brief(store, story)) for story in store.search(words)]
    if told or as_json:
        _tell_stories(told, settings, session.now, as_json=as_json)
    else:
        say(f"no story holds {printable(quote(words))}")
    return 0


def explain(session: Session, reference: str, *, as_json: bool) -> int:
    """Tell everything about one story.

    Raises:
        UsageError: nothing has that id or address.
    """
    settings = session.settings()
    with _open(settings) as store:
        story = file(_find(store, reference), settings, session.now)
        brief, keys = _brief(store, story), store.keys(story.id)
        apart = [each for each in store.near(story.id) if not each.possible][:1]
    if as_json:
        say_json(explained_record(story, brief, keys, settings))
    else:
        for line in _explained(story, keys, settings):
            say(line)
        say()
        say("kept apart from:" if apart else "nothing near was kept apart")
        for each in apart:
            for line in _nearby(each):
                say(line)
    return 0


def near(session: Session, reference: str, *, as_json: bool) -> int:
    """Tell what is possibly the same as a story, and what was kept apart.

    Raises:
        UsageError: nothing has that id or address.
    """
    settings = session.settings()
    with _open(settings) as store:
        story = _find(store, reference)
        found = store.near(story.id)
    if as_json:
        say_json([_near_record(each) for each in found])
        return 0
    possible = [each for each in found if each.possible]
    apart = [each for each in found if not each.possible][:KEPT_APART]
    say(f"{story.short_id} {printable(story.original.title)}")
    for heading, those in (
        ("possibly the same; `syndicate merge` makes them one", possible),
        ("the nearest that were kept apart", apart),
    ):
        say()
        say(f"{heading}:" if those else f"{heading}: none")
        for each in those:
            for line in _nearby(each):
                say(line)
    return 0


def list_sources(session: Session, *, as_json: bool) -> int:
    """Tell the state of every source, also before the first run."""
    settings = session.settings()
    if settings.paths.database.exists():
        with _open(settings) as store:
            reports = store.sources(settings)
    else:
        reports = [_unpolled(source) for source in settings.source]
    if as_json:
        say_json([source_record(report) for report in reports])
        return 0
    say_columns(
        SOURCE_COLUMNS,
        (
            [
                report.name,
                report.kind,
                report.trust.value,
                report.state,
                f"{report.postings:,}",
                f"{report.seen:,}",
                f"{report.new:,}",
                f"{report.changed:,}",
                f"{len(report.skipped):,}",
                minute(report.last_success),
                _due(report),
                report.last_error,
            ]
            for report in reports
        ),
    )
    return 0


def _find(store: Store, reference: str) -> Story:
    found = store.story(reference)
    if found is None:
        raise UsageError(
            f"no story is known as {quote(reference)}; give an id, a short id or "
            "the address of an appearance (`syndicate search WORDS` finds them)"
        )
    return found


def _nearby(each: Nearby) -> Iterator[str]:
    yield f"- {each.story} {printable(each.title)}"
    if each.theirs != each.title:
        yield f"    its telling: {printable(each.theirs)}"
    evidence = each.evidence
    yield (
        f"    {printable(evidence.rule)} ({evidence.score:.2f}):"
        f" {printable(evidence.detail)}"
    )


def _near_record(each: Nearby) -> dict[str, object]:
    return {
        "story": each.story,
        "title": each.title,
        "mine": each.mine,
        "theirs": each.theirs,
        "possible": each.possible,
        "rule": each.evidence.rule,
        "detail": each.evidence.detail,
        "score": each.evidence.score,
    }


def _due(report: SourceReport) -> str:
    """When a source is polled next."""
    if report.state == "gone":
        return "never"
    return minute(report.next_due) if report.next_due else "next run"


def _open(settings: Settings) -> Store:
    return Store.open(settings.paths.database, readonly=True)


def _unpolled(source: Source) -> SourceReport:
    return SourceReport(
        source.name, source.kind, source.trust, source.location, "never polled"
    )


def _tell_stories(
    told: Iterable[tuple[Story, Brief]],
    settings: Settings,
    now: datetime,
    *,
    as_json: bool,
) -> None:
    filed = ((file(story, settings, now), brief) for story, brief in told)
    if as_json:
        stream_json(story_record(story, brief, settings) for story, brief in filed)
    else:
        say_columns(STORY_COLUMNS, (_row(story) for story, _ in filed))


def _brief(store: Store, story: Story) -> Brief:
    return store.brief(story.id) or Brief(summary="")


def _row(story: Story) -> list[str]:
    published = story.original.published
    return [
        story.short_id,
        published.iso()[:10] if published else "-",
        str(len(story.appearances)),
        _state(story) or "-",
        story.clinic or story.original.issuer or "-",
        story.original.title,
    ]


def _state(story: Story) -> str:
    return "hidden" if story.hidden else "held" if story.held else ""


def _explained(story: Story, keys: list[str], settings: Settings) -> Iterator[str]:
    original = story.original
    published = original.published
    pairs = [
        ("title", original.title),
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
    if story.hidden:
        pairs.append(("hidden", "by staff"))
    if story.held:
        pairs.append(("held", story.held))
    pairs.extend(("known by" if not at else "", key) for at, key in enumerate(keys))
    yield from record_lines(pairs)
    yield ""
    count = len(story.appearances)
    yield f"{count:,} appearance{'' if count == 1 else 's'}"
    for appearance in story.appearances:
        yield from _appearance(appearance)


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
        score = "" if each.score == 1 else f" ({each.score:.2f})"
        yield f"    {printable(each.rule)}{score}: {printable(each.detail)}"
    if not appearance.evidence:
        yield "    attached by no rule: the story began with it"
