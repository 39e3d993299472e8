"""The reference of config.toml, made from the settings' own fields."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any
from zoneinfo import ZoneInfo

from syndicate.config.load import tables
from syndicate.config.values import UNITS, is_required, keys_of

WORDS = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    Path: "path",
    timedelta: "span of time",
    ZoneInfo: "time zone",
}

_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
_BLOCK = re.compile(r"(<!-- keys: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the file, as the reference tells it."""

    table: str  # site, source, source/files …
    name: str
    kind: str
    default: str  # as the file writes it; "" when there is none
    required: bool
    help: str


def accepted_keys(kinds: Mapping[str, type]) -> tuple[Key, ...]:
    """Every key that `load` accepts; `kinds` are the source kinds' own `Options`."""
    shapes = {name: shape for name, (shape, _) in tables().items()}
    shapes |= {f"source/{kind}": shape for kind, shape in kinds.items()}
    return tuple(
        key for table, shape in shapes.items() for key in list_keys(table, shape)
    )


def documented_keys(page: str) -> tuple[tuple[str, str], ...]:
    """Every (table, key) that the page documents, in its order."""
    return tuple(
        (block[2], name)
        for block in _BLOCK.finditer(page)
        for name in _ROW.findall(block[0])
    )


def fill_page(page: str, kinds: Mapping[str, type]) -> str:
    """The page with the tables between its `<!-- keys: … -->` marks made anew.

    Raises:
        ValueError: a table has no mark, or a mark no table.
    """
    keys = accepted_keys(kinds)
    wanted = list(dict.fromkeys(key.table for key in keys))
    marked = [block[2] for block in _BLOCK.finditer(page)]
    if sorted(marked) != sorted(wanted):
        odd = sorted(set(marked) ^ set(wanted)) or sorted(marked)
        raise ValueError(f"the page's marks do not fit the tables: {', '.join(odd)}")

    def fill(block: re.Match[str]) -> str:
        rows = "".join(_row(key) for key in keys if key.table == block[2])
        return f"{block[1]}{_HEAD}{rows}{block[3]}"

    return _BLOCK.sub(fill, page)


_HEAD = "| key | type | default | what it is |\n| --- | --- | --- | --- |\n"


def _row(key: Key) -> str:
    default = "required" if key.required else f"`{key.default}`" if key.default else ""
    return f"| `{key.name}` | {key.kind} | {default} | {key.help} |\n"


def list_keys(table: str, shape: type) -> Iterator[Key]:
    """Every key that a table of that shape may have, in the order of its fields."""
    hints = typing.get_type_hints(shape)
    for name, field in keys_of(shape).items():
        default = field.default
        if field.default_factory is not MISSING:
            default = field.default_factory()
        yield Key(
            table=table,
            name=name,
            kind=_describe(hints[name]),
            default="" if default is MISSING else write(default),
            required=is_required(field),
            help=field.metadata.get("help", ""),
        )


def _describe(hint: Any) -> str:
    """What a key takes, in words."""
    inner = [each for each in typing.get_args(hint) if each is not NoneType]
    if typing.get_origin(hint) is tuple:
        listed = _describe(inner[0])
        return f"list of {listed.replace('list of', 'lists of', 1)}"
    if len(inner) == 1:
        return _describe(inner[0])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " or ".join(f"`{write(member)}`" for member in hint)
    return WORDS[hint]


def write(value: object) -> str:
    """A default as the file would write it; "" for none.

    >>> write(timedelta(minutes=90)), write((".md",)), write(True), write(1_000_000)
    ('"90m"', '[".md"]', 'true', '1_000_000')
    """
    if value is None or value == "":
        return ""
    writer = next((how for kind, how in _WRITERS if isinstance(value, kind)), str)
    return writer(value)


def _span(value: timedelta) -> str:
    """A span in the largest unit that needs no fraction."""
    for letter, unit in reversed(UNITS.items()):
        count, rest = divmod(value, timedelta(**{unit: 1}))
        if count and not rest:
            return f"{count}{letter}"
    return f"{value.total_seconds():.0f}s"


# The first that fits writes; a bool is an int too, and a StrEnum is text.
_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: str(value).lower()),
    (int, lambda value: f"{value:_}"),
    (timedelta, lambda value: f'"{_span(value)}"'),
    (tuple, lambda value: f"[{', '.join(write(item) for item in value)}]"),
    (Path, lambda value: f'"{value.as_posix()}"'),
    (ZoneInfo, lambda value: f'"{value.key}"'),
    (str, lambda value: f'"{value}"'),
)
