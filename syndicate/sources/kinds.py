"""Which source kinds there are: ours, and those that installed packages add."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from syndicate.errors import ConfigError
from syndicate.sources.base import SourceKind

GROUP = (
    "syndicate.sources"  # the entry-point group; pyproject.toml names ours in it too
)
OURS = {
    "files": "syndicate.sources.files:Files",
    "feed": "syndicate.sources.feed:Feed",
}


@cache
def kind_of(name: str) -> SourceKind | None:
    """The kind of that name; None: nobody adds one.

    Ours are known without asking the installation, which takes longer than starting.

    Raises:
        ConfigError: a package adds the kind but it cannot be loaded.
    """
    target = OURS.get(name) or _added().get(name)
    if target is None:
        return None
    module, _, attribute = target.partition(":")
    try:
        made: SourceKind = getattr(import_module(module), attribute)()
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            f"source kind {name!r} ({target}) cannot be loaded: {error}"
        ) from error
    return made


def options_of(name: str) -> type | None:
    """The dataclass of a kind's own keys; None: there is no such kind.

    >>> options_of("files").__name__, options_of("carrier pigeon")
    ('Options', None)
    """
    kind = kind_of(name)
    return kind.Options if kind else None


def _added() -> dict[str, str]:
    from importlib.metadata import entry_points  # noqa: PLC0415 -- start-up

    return {entry.name: entry.value for entry in entry_points(group=GROUP)}
