"""From what TOML gives to the types of the settings' fields; one converter a type."""

from __future__ import annotations

import dataclasses
import math
import re
import typing
from collections.abc import Callable, Hashable, Mapping
from datetime import timedelta
from enum import StrEnum
from functools import cache, lru_cache, partial
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from syndicate.config.checks import CHECKS
from syndicate.config.place import Place, quote, suggest

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
MOST = 10**12  # no number in the file needs more, and a machine word holds its MBs
LONGEST = timedelta(days=3650)

_SPAN = re.compile(r"(\d{1,9})([smhdw])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SECRET = re.compile(
    r"(?:.*_)?(?:password|passwd|token|secret|api_?key|credentials?)s?", re.IGNORECASE
)

T = TypeVar("T")


def keys_of(shape: type) -> Mapping[str, dataclasses.Field[Any]]:
    """The fields of a dataclass that are keys of the file, by name."""
    return _keys(typing.cast("Hashable", shape))


def is_required(key: dataclasses.Field[Any]) -> bool:
    """Whether the file must have the key."""
    missing = dataclasses.MISSING
    return key.default is missing and key.default_factory is missing


def fill(shape: type[T], table: Mapping[str, Any], place: Place, **more: Any) -> T:
    """Make a dataclass of a table of the file; its fields are the keys it may have.

    `more` are values for fields that are no keys. A shape may refuse what it is given
    by a ValueError in its `__post_init__`.

    Raises:
        ConfigError: an unknown or missing key, or a value that is not what it must be.
    """
    keys = keys_of(shape)
    for name in table:
        refuse_secret(name, place)
        if name not in keys:
            raise place.at(name).mistake("unknown key", suggest(name, keys))
    hints = _hints(typing.cast("Hashable", shape))
    given = dict(more)
    for name, key in keys.items():
        if name in table:
            given[name] = _value(table[name], hints[name], key, place.at(name))
        elif is_required(key):
            raise place.at(name).mistake("missing", key.metadata.get("help", ""))
        elif isinstance(key.default, Path):
            given[name] = _absolute(key.default, place)
    try:
        return shape(**given)
    except ValueError as error:
        raise place.mistake(str(error)) from error


def refuse_secret(name: str, place: Place) -> None:
    """Raise ConfigError for a key that looks as if it held a secret."""
    if _is_secret(name):
        raise place.at(name).mistake(
            "secrets come from the environment or a credentials directory, "
            "never from this file"
        )


def _value(raw: object, hint: Any, key: dataclasses.Field[Any], place: Place) -> object:
    """A value in its field's type, checked by what the field and its name ask."""
    value = _convert(raw, hint, place)
    if isinstance(value, int | float) and not isinstance(value, bool):
        _check_size(value, key, place)
    if value == "" and is_required(key):
        raise place.mistake("empty", key.metadata.get("help", ""))
    check = CHECKS.get(f"{place.table}.{key.name}")
    if check is None:
        return value
    try:
        return check(value)
    except ValueError as error:
        raise place.mistake(str(error)) from None


def _convert(raw: object, hint: Any, place: Place) -> object:
    """A value as its annotation says.

    Raises:
        TypeError: a field's annotation that no converter knows; a defect of its kind.
    """
    converter = _converter(hint)
    if converter is None:
        raise TypeError(f"{place.label}: no setting can have the type {hint!r}")
    return converter(raw, place)


def _items(hint: Any, raw: object, place: Place) -> tuple[object, ...]:
    if not isinstance(raw, list):
        hint_text = f"write [{quote(raw)}]" if isinstance(raw, str) else ""
        raise place.mistake(f"must be a list, not {_show(raw)}", hint_text)
    items = tuple(
        _convert(item, hint, dataclasses.replace(place, label=f"{place.label}[{at}]"))
        for at, item in enumerate(raw, start=1)
    )
    if "" in items:
        raise place.mistake("an empty text in the list")
    return items


def _choice(hint: type[StrEnum], raw: object, place: Place) -> StrEnum:
    choices = [member.value for member in hint]
    if isinstance(raw, str) and raw in choices:
        return hint(raw)
    listed = ", ".join(quote(choice) for choice in choices)
    hint_text = suggest(raw, choices) if isinstance(raw, str) else ""
    raise place.mistake(f"must be one of {listed}, not {_show(raw)}", hint_text)


def _text(raw: object, place: Place) -> str:
    if not isinstance(raw, str):
        raise place.mistake(
            f"must be text, not {_show(raw)}", "put it between quotation marks"
        )
    if _CONTROL.search(raw):
        raise place.mistake("has a line break or control character", "use one line")
    return raw.strip()


def _boolean(raw: object, place: Place) -> bool:
    if not isinstance(raw, bool):
        raise place.mistake(f"must be true or false, not {_show(raw)}")
    return raw


def _whole(raw: object, place: Place) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise place.mistake(f"must be a whole number, not {_show(raw)}")
    return raw


def _number(raw: object, place: Place) -> float:
    if not isinstance(raw, int | float) or isinstance(raw, bool):
        raise place.mistake(f"must be a number, not {_show(raw)}")
    if isinstance(raw, float) and not math.isfinite(raw):
        raise place.mistake(f"must be a finite number, not {_show(raw)}")
    if abs(raw) > MOST:
        raise place.mistake(f"must be at most {MOST:,}, not {_show(raw)}")
    return float(raw)


def _path(raw: object, place: Place) -> Path:
    text = _text(raw, place)
    if not text:
        raise place.mistake("must name a file or folder", 'write "." for this folder')
    try:
        return _absolute(Path(text).expanduser(), place)
    except RuntimeError as error:
        raise place.mistake(f"the home folder is not known ({error})") from None


def _absolute(path: Path, place: Place) -> Path:
    return place.file.parent.absolute() / path


def _span(raw: object, place: Place) -> timedelta:
    told = _SPAN.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if told is None:
        raise place.mistake(
            f"must be a span of time, not {_show(raw)}", 'write it as "30m", "1h", "1d"'
        )
    count, unit = int(told[1]), UNITS[told[2]]
    if not count:
        raise place.mistake(f"must be more than zero, not {_show(raw)}")
    if (
        count > LONGEST.total_seconds()
        or (span := timedelta(**{unit: count})) > LONGEST
    ):
        raise place.mistake(f"must be at most {LONGEST.days}d, not {_show(raw)}")
    return span


def _zone(raw: object, place: Place) -> ZoneInfo:
    name = _text(raw, place)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones
        from zoneinfo import available_timezones  # noqa: PLC0415 -- errors only

        hint = suggest(name, sorted(available_timezones()))
        raise place.mistake(f"no time zone {quote(name)}", hint) from None


def _check_size(value: float, key: dataclasses.Field[Any], place: Place) -> None:
    """Numbers are positive, unless the field's default or `least` says otherwise."""
    least = key.metadata.get("least")
    if least is None and isinstance(key.default, int | float) and key.default <= 0:
        least = key.default
    if least is None and value <= 0:
        raise place.mistake(f"must be more than zero, not {_show(value)}")
    if least is not None and value < least:
        raise place.mistake(f"must be at least {least}, not {_show(value)}")
    if value > MOST:
        raise place.mistake(f"must be at most {MOST:,}, not {_show(value)}")


def _show(raw: object) -> str:
    """A value as the file wrote it, or what it is when that would be long."""
    match raw:
        case bool():
            return str(raw).lower()
        case str():
            return quote(raw)
        case list():
            return "a list"
        case dict():
            return "a table"
    return "that many" if isinstance(raw, int) and abs(raw) > 10**20 else str(raw)


_Converter = Callable[[object, Place], object]
_CONVERTERS: dict[Any, _Converter] = {
    str: _text,
    bool: _boolean,
    int: _whole,
    float: _number,
    Path: _path,
    timedelta: _span,
    ZoneInfo: _zone,
}


# What depends on shapes, annotations and names alone is found out once: there may be a
# thousand sources.


@cache
def _converter(hint: Any) -> _Converter | None:
    """What makes a value; None is never written, so that Optional is its rest."""
    inner = [each for each in typing.get_args(hint) if each is not NoneType]
    if typing.get_origin(hint) is tuple:
        return partial(_items, inner[0])
    if len(inner) == 1:
        return _converter(inner[0])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return partial(_choice, hint)
    return _CONVERTERS.get(hint)


@cache
def _hints(shape: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(shape)


@cache
def _keys(shape: Hashable) -> Mapping[str, dataclasses.Field[Any]]:
    fields = dataclasses.fields(typing.cast("Any", shape))
    return {
        each.name: each
        for each in fields
        if each.init and each.metadata.get("key", True)
    }


@lru_cache
def _is_secret(name: str) -> bool:
    return _SECRET.fullmatch(name) is not None
