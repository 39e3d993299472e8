"""Where in config.toml a value stands, and the one line that says what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from syndicate.errors import ConfigError

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the file. `table` is its table's name, `label` how messages name it.

    >>> place = Place(Path("config.toml"), "site", "site")
    >>> print(place.at("ulr").mistake("unknown key", suggest("ulr", ["url"])))
    config.toml: site.ulr: unknown key; did you mean "url"?
    """

    file: Path
    table: str = ""
    label: str = ""

    def at(self, key: str) -> Place:
        """The place of a key of this table."""
        shown = key if _BARE_KEY.fullmatch(key) else quote(key)
        label = f"{self.label}.{shown}" if self.label else shown
        return Place(self.file, self.table, label)

    def mistake(self, problem: str, hint: str = "") -> ConfigError:
        """The error to raise here, in one line."""
        where = f"{self.file}: {self.label}" if self.label else str(self.file)
        return ConfigError(f"{where}: {problem}{'; ' if hint else ''}{hint}")


def quote(value: str) -> str:
    r"""Text as messages show it: in quotes, on one line, not too long.

    >>> print(quote("two\nlines"))
    "two\nlines"
    """
    cut = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return json.dumps(cut, ensure_ascii=False)


def suggest(wrong: str, right: Iterable[str]) -> str:
    """The question that ends a message, or nothing when no candidate is close.

    >>> suggest("wyre", ["owned", "wire", "open"])
    'did you mean "wire"?'
    """
    from difflib import get_close_matches  # noqa: PLC0415 -- start-up

    folded = {candidate.casefold(): candidate for candidate in right}
    close = get_close_matches(wrong.casefold(), folded, n=1)
    return f"did you mean {quote(folded[close[0]])}?" if close else ""
