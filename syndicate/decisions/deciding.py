"""The decisions, one function each: what it needs to make sense, and what it is about.

Each gives an `Outcome`. Each raises UsageError with what to do when it cannot be done
as asked, and Busy when a run holds the lock; then nothing was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from syndicate.decisions.desk import Desk, Outcome, decide
from syndicate.decisions.finding import (
    find_story,
    find_telling,
    name_story,
    name_telling,
)
from syndicate.edit import file, red_keys, waiting_checks
from syndicate.errors import UsageError
from syndicate.model import Act, Brief, Decision, Story
from syndicate.store import Store, Telling, say_who

LONGEST_SUMMARY = 600  # characters, as pages and feeds show


def merge(desk: Desk, one: str, two: str) -> Outcome:
    """Make two stories one for ever; the older id stays."""

    def refuse(found: Story) -> str:
        return f"{one} and {two} are one story already: {name_story(found)}"

    return _on_two(desk, Act.MERGE, (one, two), refuse)


def keep_apart(desk: Desk, one: str, two: str) -> Outcome:
    """Say that two stories are two, for ever: they are not asked about again."""

    def refuse(found: Story) -> str:
        return (
            f"{one} and {two} are one story: {name_story(found)}; "
            f"`syndicate split {found.short_id} APPEARANCE` parts it"
        )

    return _on_two(desk, Act.APART, (one, two), refuse)


def split(desk: Desk, story: str, telling: str) -> Outcome:
    """Take one telling out of a story for ever.

    The id stays with what the story shows; the other part has a new one.
    """

    def propose(store: Store) -> Decision:
        found = find_story(store, story)
        leaving = find_telling(store, found, telling)
        tellings = store.register.tellings(found.id)
        if len(tellings) == 1:
            raise UsageError(
                f"{name_story(found)} has no other telling than "
                f"{name_telling(leaving, tellings)}: there is nothing to split; "
                f"`syndicate hide {found.short_id}` takes it out of the public files"
            )
        staying = [each for each in tellings if each != leaving]
        return replace(
            about_story(desk, store, Act.SPLIT, found),
            one=(leaving.identity,),
            two=_identities(staying),
        )

    return decide(desk, propose)


def choose_original(desk: Desk, story: str, telling: str) -> Outcome:
    """Show this telling's title, text, link and date, whatever comes to the story."""

    def propose(store: Store) -> Decision:
        found = find_story(store, story)
        chosen = find_telling(store, found, telling)
        if not chosen.words:
            raise UsageError(
                f"{telling} has no text of its own that {name_story(found)} could show"
            )
        pins = [
            each for each in store.register.about(found.id) if each.act is Act.ORIGINAL
        ]
        if chosen.shown and pins and pins[-1].one == (chosen.identity,):
            raise _already(found, pins[-1])
        return replace(
            about_story(desk, store, Act.ORIGINAL, found), one=(chosen.identity,)
        )

    return decide(desk, propose)


def disown(desk: Desk, story: str) -> Outcome:
    """Say that no clinic of ours is meant: it leaves the public files."""
    return _on_story(desk, Act.NOT_OURS, story, lambda found: found.not_ours)


def hide(desk: Desk, story: str) -> Outcome:
    """Take a story out of every public file."""
    return _on_story(desk, Act.HIDE, story, lambda found: found.hidden)


def unhide(desk: Desk, story: str) -> Outcome:
    """Put a hidden story back into the public files.

    Raises:
        UsageError: it is not hidden.
    """

    def propose(store: Store) -> Decision:
        found = find_story(store, story)
        if not found.hidden:
            raise UsageError(f"{name_story(found)} is not hidden")
        return about_story(desk, store, Act.UNHIDE, found)

    return decide(desk, propose)


def retract(desk: Desk, story: str) -> Outcome:
    """Take a story back before its readers: "Retracted: …" for a week, then nothing."""
    return _on_story(
        desk, Act.RETRACT, story, lambda found: found.retracted is not None
    )


def approve(desk: Desk, story: str) -> Outcome:
    """Let what a story shows go out, with its red checks.

    An embargo that cannot be read ends, one that can does not.
    """

    def propose(store: Store) -> Decision:
        found = find_story(store, story)
        brief = store.brief(found.id) or Brief(summary="")
        filed = file(found, brief, desk.settings, desk.now)
        red = red_keys(waiting_checks(brief, filed, desk.settings, desk.now))
        if found.approved and set(red) <= set(found.passed):
            raise _already(found, _last(store, found, Act.APPROVE))
        about = about_story(desk, store, Act.APPROVE, found)
        return replace(about, detail="\n".join(red))

    return decide(desk, propose)


def dismiss(desk: Desk, story: str, check: str) -> Outcome:
    """Settle a check of a story: staff are not told of it again."""

    def propose(store: Store) -> Decision:
        found = find_story(store, story)
        brief = store.brief(found.id)
        checks = {each.id for each in brief.checks} if brief else set()
        if check in found.dismissed:
            raise _already(found, _last(store, found, Act.DISMISS))
        if check not in checks:
            listed = ", ".join(sorted(checks)) or "none"
            raise UsageError(
                f"{name_story(found)} has no check {check}; its checks: {listed}"
            )
        return replace(about_story(desk, store, Act.DISMISS, found), detail=check)

    return decide(desk, propose)


def note(desk: Desk, story: str, text: str) -> Outcome:
    """Keep a note with a story, for staff only."""

    def propose(store: Store) -> Decision:
        found = find_story(store, story)
        if not text.strip():
            raise UsageError("a note needs some text")
        return replace(about_story(desk, store, Act.NOTE, found), detail=text.strip())

    return decide(desk, propose)


def summarise(desk: Desk, story: str, text: str) -> Outcome:
    """Show this summary instead of ours, as long as the text is what it is now.

    Raises:
        UsageError: it is empty, too long, or what is shown already.
    """

    def propose(store: Store) -> Decision:
        found = find_story(store, story)
        told = " ".join(text.split())
        if not told:
            raise UsageError("a summary needs some text")
        if len(told) > LONGEST_SUMMARY:
            raise UsageError(
                f"a summary has at most {LONGEST_SUMMARY} characters, not {len(told)}"
            )
        brief = store.brief(found.id)
        if brief and told == brief.summary:
            raise UsageError(f"this is the summary of {name_story(found)} already")
        return replace(about_story(desk, store, Act.SUMMARISE, found), detail=told)

    return decide(desk, propose)


def about_story(desk: Desk, store: Store, act: Act, story: Story) -> Decision:
    """A decision about a story: about all its tellings, and what it shows now."""
    tellings = store.register.tellings(story.id)
    return Decision(
        number=0,
        at=desk.now,
        who=desk.who.strip(),
        act=act,
        why=desk.why.strip(),
        story=story.id,
        title=story.original.title,
        one=_identities(tellings),
        shown=next(each.identity for each in tellings if each.shown),
    )


def _on_two(
    desk: Desk, act: Act, stories: tuple[str, str], refuse: Callable[[Story], str]
) -> Outcome:
    """Decide about two stories; `refuse` says why not, where they are one."""

    def propose(store: Store) -> Decision:
        first, second = (find_story(store, each) for each in stories)
        if first.id == second.id:
            raise UsageError(refuse(first))
        others = store.register.tellings(second.id)
        return replace(about_story(desk, store, act, first), two=_identities(others))

    return decide(desk, propose)


def _on_story(
    desk: Desk, act: Act, story: str, done: Callable[[Story], bool]
) -> Outcome:
    def propose(store: Store) -> Decision:
        found = find_story(store, story)
        if done(found):
            raise _already(found, _last(store, found, act))
        return about_story(desk, store, act, found)

    return decide(desk, propose)


def _identities(tellings: Iterable[Telling]) -> tuple[tuple[str, str], ...]:
    return tuple(each.identity for each in tellings)


def _last(store: Store, story: Story, act: Act) -> Decision:
    """The decision that holds; a mark comes from one."""
    about = store.register.about(story.id)
    return next(each for each in reversed(about) if each.act is act)


def _already(story: Story, decision: Decision) -> UsageError:
    return UsageError(
        f"{name_story(story)} was {say_who(decision)} already; "
        f"`syndicate undo {decision.number}` takes that back"
    )
