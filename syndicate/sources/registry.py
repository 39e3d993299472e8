"""Which source kinds there are: the built-in ones and those that plug-ins add."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, cast

from syndicate.errors import ConfigError
from syndicate.sources.base import SourceKind

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "syndicate.sources"
BUILT_IN = {
    "archive": "syndicate.sources.archive_clone:Archive",
    "feed": "syndicate.sources.feed:Feed",
    "files": "syndicate.sources.files:Files",
    "newsramp": "syndicate.sources.newsramp:NewsRamp",
    "newsworthy": "syndicate.sources.newsworthy:Newsworthy",
    "page": "syndicate.sources.page:Page",
    "reddit": "syndicate.sources.reddit:Reddit",
    "sitemap": "syndicate.sources.sitemap:SitemapKind",
    "wordpress": "syndicate.sources.wordpress:WordPress",
}

# What another's module may raise while it is imported or its class called.
_BREAKAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def kinds() -> Mapping[str, SourceKind]:
    """Every source kind by name; one is imported when it is asked for.

    Asking for a kind whose plug-in is broken raises ConfigError, which names it; the
    others are not touched.

    >>> kinds()["feed"].name
    'feed'
    >>> "feed" in kinds(), "carrier pigeon" in kinds()
    (True, False)
    """
    return _Kinds()


def modules_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """The modules of those kinds that come with the program, in order of their names.

    >>> modules_of(["feed", "carrier pigeon", "feed"])
    ('syndicate.sources.feed',)
    """
    known = {BUILT_IN[kind].partition(":")[0] for kind in kinds if kind in BUILT_IN}
    return tuple(sorted(known))


def options_of(kind: str) -> type | None:
    """The dataclass of a kind's own keys; None when there is no such kind.

    Raises:
        ConfigError: the plug-in that adds the kind is broken.
    """
    known = kinds()
    return known[kind].Options if kind in known else None


class _Kinds(Mapping[str, SourceKind]):
    """Built-in kinds need no look at what is installed."""

    def __getitem__(self, name: str) -> SourceKind:
        if name in BUILT_IN:
            return cast("SourceKind", _class_of(name)())
        return _load(name, self._plugged_in[name])

    def __contains__(self, name: object) -> bool:
        return name in BUILT_IN or name in self._plugged_in

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*BUILT_IN, *self._plugged_in}))

    def __len__(self) -> int:
        return len({*BUILT_IN, *self._plugged_in})

    @cached_property
    def _plugged_in(self) -> dict[str, list[EntryPoint]]:
        from importlib.metadata import entry_points  # noqa: PLC0415 - start-up

        found: dict[str, list[EntryPoint]] = {}
        for point in entry_points(group=GROUP):
            if point.name not in BUILT_IN:  # ours are declared too, for others to see
                found.setdefault(point.name, []).append(point)
        return found


@cache
def _class_of(name: str) -> Callable[[], object]:
    """The class of a built-in kind; a thousand sources ask for the same."""
    module, _, attribute = BUILT_IN[name].partition(":")
    found: Callable[[], object] = getattr(importlib.import_module(module), attribute)
    return found


def _load(name: str, points: list[EntryPoint]) -> SourceKind:
    """The kind that a plug-in adds, checked as far as that is possible.

    Raises:
        ConfigError: it cannot be imported, is no source kind, or two claim its name.
    """
    told = f'source kind "{name}"'
    places = sorted({point.value for point in points})
    if len(places) > 1:
        raise ConfigError(f"{told}: more than one plug-in adds it: {', '.join(places)}")
    told = f"{told}: the plug-in {places[0]}"
    try:
        kind = points[0].load()()
    except _BREAKAGE as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())
        raise ConfigError(f"{told} is broken: {words}") from error
    for part in ("requests", "read"):
        if not callable(getattr(kind, part, None)):
            raise ConfigError(f"{told} is no source kind: it has no method {part}")
    if not is_dataclass(getattr(kind, "Options", None)):
        raise ConfigError(f"{told} is no source kind: its Options is no dataclass")
    return cast("SourceKind", kind)
