"""Read config.toml into frozen settings; every mistake is one line with its key."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from syndicate.config.place import Place, quote, suggest
from syndicate.config.settings import Fetch, Settings, Site, Source
from syndicate.config.values import fill, keys_of, refuse_secret

Options = Callable[[str], type | None]  # a source kind's own keys; None: no such kind


def load(path: Path, options: Options) -> Settings:
    """The settings that a file holds, with every path made absolute.

    Raises:
        ConfigError: the file cannot be read, or something in it is not as it must be;
            one line naming file and key.
    """
    return read_settings(read_file(path), path, options)


def read_settings(content: bytes, path: Path, options: Options) -> Settings:
    """The settings that these bytes are, standing in that file or about to.

    Raises:
        ConfigError: as `load`.
    """
    document = _parse(content, Place(path))
    shapes = tables()
    _refuse_unknown(document, shapes, Place(path))
    filled: dict[str, Any] = {}
    for name, (shape, repeated) in shapes.items():  # those that repeat come last
        raw = document.get(name, [] if repeated else {})
        place = Place(path, name, name)
        if not repeated:
            filled[name] = fill(shape, _as_table(raw, place), place)
        elif shape is Source:
            ours = {
                "base": path.parent.absolute(),
                "contact": _contact(filled["site"], filled["fetch"]),
            }
            filled[name] = tuple(
                _source(item, at, options, ours) for item, at in _listed(raw, place)
            )
        else:
            filled[name] = tuple(fill(shape, *each) for each in _listed(raw, place))
    settings = Settings(file=path.absolute(), **filled)
    _check_names(settings, path)
    _check_references(settings, path)
    _check_recipients(settings, path)
    _check_folders(settings, path)
    return _with_defaults(settings)


def read_file(path: Path) -> bytes:
    """The bytes of the file.

    Raises:
        ConfigError: it cannot be read.
    """
    place = Place(path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise place.mistake("no such file", _other_file(path)) from None
    except OSError as error:
        hint = "name the file in it" if path.is_dir() else ""
        raise place.mistake(f"cannot be read: {error.strerror}", hint) from error


def tables() -> dict[str, tuple[type, bool]]:
    """Each table the file may have: its dataclass, and whether it may repeat."""
    hints = typing.get_type_hints(Settings)
    shapes = {}
    for name, hint in hints.items():
        shape = typing.get_args(hint)[0] if typing.get_args(hint) else hint
        if dataclasses.is_dataclass(shape) and isinstance(shape, type):
            shapes[name] = (shape, shape is not hint)
    return shapes


def _parse(content: bytes, place: Place) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 -- start-up

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise place.mistake(f"line {line} is not UTF-8 text") from None
    except ValueError as error:  # its own kind, and numbers of too many digits
        raise place.mistake(f"not TOML: {error}") from None
    except RecursionError:
        raise place.mistake("nested too deeply") from None


def _other_file(path: Path) -> str:
    try:
        nearby = sorted(file.name for file in path.parent.glob("*.toml"))
    except OSError:
        nearby = []
    return (
        suggest(path.name, nearby)
        or "name another with --config, or see docs/configuration.md"
    )


def _refuse_unknown(
    document: dict[str, Any], shapes: dict[str, tuple[type, bool]], place: Place
) -> None:
    for name, value in document.items():
        if name in shapes:
            continue
        refuse_secret(name, place)
        if isinstance(value, dict | list):
            raise place.at(name).mistake("unknown table", suggest(name, shapes))
        homes = [
            table for table, (shape, _) in shapes.items() if name in keys_of(shape)
        ]
        hint = f"it belongs under [{homes[0]}]" if len(homes) == 1 else ""
        raise place.at(name).mistake("unknown key outside any table", hint)


def _as_table(raw: object, place: Place) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise place.mistake("must be a table", f"write [{place.table}]")
    return raw


def _listed(raw: object, place: Place) -> Iterator[tuple[dict[str, Any], Place]]:
    """The tables of an array of tables, each with its place, counted from 1."""
    if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
        raise place.mistake("must be a list of tables", f"write [[{place.table}]]")
    for count, item in enumerate(raw, start=1):
        name = item.get("name")
        shown = f" {quote(name)}" if isinstance(name, str) and name else ""
        yield item, Place(place.file, place.table, f"{place.table}[{count}]{shown}")


def _source(
    table: dict[str, Any], place: Place, options: Options, ours: dict[str, Any]
) -> Source:
    """A source: its kind's own keys go into `options`, the rest are every source's.

    `ours` is what the whole file tells each of them.
    """
    shape = _kind_options(table, place, options)
    common, own = keys_of(Source), keys_of(shape)
    for name in table:
        refuse_secret(name, place)
        if name not in common and name not in own:
            hint = suggest(name, [*common, *own])
            raise place.at(name).mistake("unknown key", hint)
    shared = {name: raw for name, raw in table.items() if name in common}
    special = {name: raw for name, raw in table.items() if name not in common}
    own_place = Place(place.file, label=place.label)
    return fill(Source, shared, place, options=fill(shape, special, own_place), **ours)


def _kind_options(table: dict[str, Any], place: Place, options: Options) -> type:
    """The dataclass of a source's own keys, which its kind decides."""
    kind = table.get("kind")
    known = _installed_kinds
    if kind is None:
        raise place.at("kind").mistake("missing", f"known are {', '.join(known())}")
    shape = options(kind) if isinstance(kind, str) else None
    if shape is None:
        shown = quote(kind) if isinstance(kind, str) else "that"
        hint = suggest(str(kind), known()) or f"known are {', '.join(known())}"
        raise place.at("kind").mistake(f"no source kind is called {shown}", hint)
    return shape


def _installed_kinds() -> list[str]:
    from importlib.metadata import entry_points  # noqa: PLC0415 -- errors only

    return sorted(entry_points(group="syndicate.sources").names)


def _check_names(settings: Settings, path: Path) -> None:
    """Names of one table differ by more than case: they are looked up and typed."""
    for table in ("clinic", "source", "topic", "drug", "feed"):
        first: dict[str, int] = {}
        for count, each in enumerate(getattr(settings, table), start=1):
            earlier = first.setdefault(each.name.casefold(), count)
            if earlier != count:
                place = Place(path, table, f"{table}[{count}].name")
                raise place.mistake(
                    f"{quote(each.name)} is the name of {table}[{earlier}] already"
                )


def _check_references(settings: Settings, path: Path) -> None:
    """What a source or feed names must be there."""
    for table, key in (("source", "clinic"), ("feed", "clinic"), ("feed", "topic")):
        known = [each.name for each in getattr(settings, key)]
        for count, each in enumerate(getattr(settings, table), start=1):
            wanted = getattr(each, key)
            if wanted and wanted not in known:
                place = Place(path, table, f"{table}[{count}] {quote(each.name)}")
                raise place.at(key).mistake(
                    f"no [[{key}]] is named {quote(wanted)}", suggest(wanted, known)
                )


def _check_recipients(settings: Settings, path: Path) -> None:
    """Each recipient once, and only clinics that are there."""
    known = [clinic.name for clinic in settings.clinic]
    first: dict[str, int] = {}
    for count, each in enumerate(settings.recipient, start=1):
        place = Place(path, "recipient", f"recipient[{count}] {quote(each.address)}")
        earlier = first.setdefault(each.address.casefold(), count)
        if earlier != count:
            raise place.mistake(f"is recipient[{earlier}] already")
        for wanted in each.clinics:
            if wanted not in known:
                raise place.at("clinics").mistake(
                    f"no [[clinic]] is named {quote(wanted)}", suggest(wanted, known)
                )


def _check_folders(settings: Settings, path: Path) -> None:
    """What only staff may read never lies in the folder that readers may see."""
    output = settings.paths.output.resolve()
    private = {
        "paths.digest": settings.paths.digest,
        "paths.database": settings.paths.database,
        "backup.folder": settings.backups,
        "metrics.file": settings.metrics.file,
    }
    for key, place in private.items():
        if place is not None and place.resolve().is_relative_to(output):
            raise Place(path, key.partition(".")[0], key).mistake(
                "lies in paths.output, which readers may see", "choose another folder"
            )


def _with_defaults(settings: Settings) -> Settings:
    """The defaults that another key gives, and the database by the name of its file.

    Under a link's name it would have another lock than under its own: two runs at once.
    """
    site, fetch, paths = settings.site, settings.fetch, settings.paths
    database = paths.database
    return dataclasses.replace(
        settings,
        paths=dataclasses.replace(
            paths, database=database.resolve() if database.is_symlink() else database
        ),
        site=dataclasses.replace(site, home=site.home or site.url),
        fetch=dataclasses.replace(fetch, contact=_contact(site, fetch)),
    )


def _contact(site: Site, fetch: Fetch) -> str:
    """Who answers for us."""
    return fetch.contact or site.url
