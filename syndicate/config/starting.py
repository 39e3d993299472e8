"""A first config.toml: what was answered is set, every other key shows its default."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from syndicate.config.load import tables
from syndicate.config.reference import Key, list_keys

Table = Mapping[str, Any]  # the keys that are set, and their values

HEAD = """\
# The settings of syndicate. Every key is here: one behind a "#" shows its default.
# docs/configuration.md says more of each, and of the keys that a source kind adds.
# Relative paths are relative to this file. Secrets never stand in it.
"""
# What a key without a default may look like, where its type alone would not say.
EXAMPLES = {
    "every": '"1h"',
    "zone": '"America/Denver"',
    "folder": '"db/backups"',
    "file": '"syndicate.prom"',
}
FIRST = ("site", "clinic", "source", "recipient", "mail")  # what people change most
NARROW = 36  # columns before what a key is, where its value leaves them free


def render_start(chosen: Mapping[str, Sequence[Table]]) -> str:
    r"""The text of a new file. `chosen`: for each table's name, the tables to set.

    A table that may repeat and is not chosen stands there as a comment.

    >>> text = render_start({"site": [{"url": "https://news.example.org/"}]})
    >>> text.splitlines()[4:8]  # doctest: +NORMALIZE_WHITESPACE
    ['# Who publishes, and where the output folder is reached.',
     '[site]',
     'url = "https://news.example.org/"   # public address of the output folder, ...',
     '# title = "Clinic news"             # name of the feed']
    """
    return HEAD + "".join(f"\n{part}" for part in _parts(chosen) if part)


def _parts(chosen: Mapping[str, Sequence[Table]]) -> Iterator[str]:
    shapes = tables()
    for name in dict.fromkeys((*FIRST, *shapes)):
        shape, repeated = shapes[name]
        about = _describe(shape)
        keys = tuple(list_keys(name, shape))
        told = chosen.get(name, ())
        if not repeated:
            told = told or ({},)
            yield _table(f"[{name}]", about, _lines(keys, told[0]))
        elif told:
            yield _table(f"[[{name}]]", about, _lines(keys, told[0]))
            for each in told[1:]:
                yield _table(f"[[{name}]]", "", _set_lines(each, {}))
        else:
            lines = (line.removeprefix("# ") for line in _lines(keys, {}))
            commented = (f"# {line}" for line in lines)
            yield _table(f"# [[{name}]]", about, commented)


def _table(heading: str, about: str, lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in (*about.splitlines(), heading, *lines))


def _lines(keys: Sequence[Key], told: Table) -> Iterator[str]:
    """A line for each key: set, or behind a "#"; then keys of a kind's own."""
    helps = {key.name: key.help for key in keys}
    for key in keys:
        if key.name in told:
            yield from _set_lines({key.name: told[key.name]}, helps)
        else:
            default = key.default or EXAMPLES.get(key.name, '""')
            yield _line(f"# {key.name} = {default}", key.help)
    yield from _set_lines({n: v for n, v in told.items() if n not in helps}, {})


def _set_lines(told: Table, helps: Mapping[str, str]) -> Iterator[str]:
    import tomlkit  # noqa: PLC0415 - start-up

    for name, value in told.items():
        written = tomlkit.item(value).as_string()
        yield _line(f"{name} = {written}", helps.get(name, ""))


def _line(setting: str, help_: str) -> str:
    return f"{setting:<{NARROW}} # {help_}" if help_ else setting


def _describe(shape: type) -> str:
    """What a table is for, as comments: the first line of its class says it."""
    first = (shape.__doc__ or "").partition("\n")[0]
    told = re.sub(r"\A`[^`]*`: ", "", first)
    return f"# {told[:1].upper()}{told[1:]}" if told else ""
