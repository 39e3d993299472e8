"""Which story or telling somebody means; if it is none, what they may have meant."""

from __future__ import annotations

from difflib import get_close_matches

from syndicate.config.place import quote
from syndicate.errors import UsageError
from syndicate.match import url_keys
from syndicate.model import Story
from syndicate.store import Store, Telling

SHOWN = 5  # candidates that a message names
BEGINNING = 2  # characters that a mistyped id is believed to begin with


def find_story(store: Store, reference: str) -> Story:
    """The story of an id, a short id, the start of one, or an appearance's address.

    Raises:
        UsageError: there is none, or the start is that of several; names those near.
    """
    found = store.story(reference)
    if found is not None:
        return found
    candidates = store.register.beginning(reference, SHOWN + 1)
    if candidates:
        more = ", …" if len(candidates) > SHOWN else ""
        raise UsageError(
            f"{quote(reference)} is the beginning of several stories: "
            f"{name_all(candidates[:SHOWN])}{more}; give more of it"
        )
    raise UsageError(
        f"no story is known as {quote(reference)}; {_suggest(store, reference)}"
    )


def find_telling(store: Store, story: Story, reference: str) -> Telling:
    """The telling of a story that has this address, path or source.

    `SOURCE:ITEM` names any of them without doubt.

    Raises:
        UsageError: none has, several have, or it is only claimed; names those there.
    """
    tellings = store.register.tellings(story.id)
    wanted = reference.strip()
    exact = [each for each in tellings if wanted in _names(each)]
    if not exact:
        keys = frozenset(url_keys(wanted))
        exact = [each for each in tellings if each.url and keys & {*url_keys(each.url)}]
    if len(exact) == 1:
        return exact[0]
    listed = ", ".join(name_telling(each, tellings) for each in exact or tellings)
    title = quote(story.original.title)
    if exact:
        raise UsageError(
            f"{quote(reference)} names several tellings of {story.short_id} {title}: "
            f"give one of {listed}"
        )
    for place in story.appearances:
        if place.url and place.url == wanted:
            raise UsageError(
                f"{quote(reference)} is only claimed by {place.source}: nothing was "
                f"read there; its tellings are {listed}"
            )
    raise UsageError(
        f"{story.short_id} {title} did not run at {quote(reference)}; "
        f"its tellings are {listed}"
    )


def name_telling(telling: Telling, others: list[Telling]) -> str:
    """What to type for a telling: the shortest that no other one of these has."""
    names = (telling.source, telling.locator, telling.url)
    for name in names:
        if name and sum(name in _names(other) for other in others) == 1:
            return name
    return f"{telling.source}:{telling.item}"


def name_story(story: Story) -> str:
    """A story as messages name it."""
    return f"{story.short_id} {quote(story.original.title)}"


def name_all(stories: list[Story]) -> str:
    """Stories as messages name them."""
    return ", ".join(name_story(each) for each in stories)


def _names(telling: Telling) -> set[str]:
    names = {telling.source, telling.locator, telling.url}
    return {
        *(name for name in names if name),
        telling.item,
        f"{telling.source}:{telling.item}",
    }


def _suggest(store: Store, reference: str) -> str:
    """What they may have meant, or where to look."""
    wanted = reference.strip()
    near = store.register.beginning(wanted[:BEGINNING], 500)
    ids = {story.short_id: story for story in near}
    close = [ids[id_] for id_ in get_close_matches(wanted, ids, n=3)]
    close = close or store.search(wanted, 3)
    if close:
        return f"did you mean {name_all(close)}?"
    return (
        "give an id, a short id or the address of an appearance "
        "(`syndicate search WORDS` finds them)"
    )
