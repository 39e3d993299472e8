"""Templates filled in: the one place that knows where they are and what is safe."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from syndicate import __version__
from syndicate.config import Settings
from syndicate.publish.dates import iso_day, stamp
from syndicate.publish.plain import line
from syndicate.text.urls import host_of

# Nothing but our own stylesheet; no script, no frame, no form, no remote image.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
# What pages are made of; a change of it has every page written again.
MADE_OF = (".html", ".css", ".js")


def render(template: str, **values: Any) -> bytes:
    """A template filled in; a name that it lacks is an error, never an empty place."""
    text: str = _environment().get_template(template).render(values)
    return text.encode()


def prepare(folder: str = "") -> None:
    """Have the templates of a folder, or all, at hand: no first reader waits for them.

    They are kept as compiled, where Python keeps compiled modules.
    """
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        if name.startswith(f"{folder}/" if folder else ""):
            environment.get_template(name)


def source(name: str) -> str:
    """The text of a template as it stands in the package."""
    environment = _environment()
    text: str = environment.loader.get_source(environment, name)[0]
    return text


def rendering(settings: Settings) -> str:
    """What, besides a story, decides whether it has a page and how that looks."""
    shown = (settings.site, settings.clinic, settings.topic, settings.feed)
    let = (settings.publish.hold, settings.checks)
    told = [(each.name, each.clinic, each.republish) for each in settings.source]
    more = (settings.publish.items, settings.publish.versions, settings.publish.images)
    form = digest_of_templates()
    return f"{__version__} {form} {shown!r} {let!r} {told!r} {more!r}"


@cache
def digest_of_templates() -> str:
    """What the templates, the stylesheet and the scripts are, in sixteen digits."""
    names = _environment().list_templates(filter_func=_is_published)
    whole = "\0".join(f"{name}\0{source(name)}" for name in sorted(names))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _is_published(name: str) -> bool:
    """Whether a template makes a page that is written; the desk's are only shown."""
    return name.endswith(MADE_OF) and not name.startswith("desk/")


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - start-up

    from syndicate.publish.compiled import Compiled  # noqa: PLC0415 - start-up

    here = Path(__file__)  # how they are compiled is part of what they are known by
    made_by = f"{__version__} {here.read_text('utf-8')}"
    environment = Environment(
        loader=PackageLoader("syndicate.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=Compiled(here.with_name("templates"), made_by),
    )
    environment.filters |= {
        "stamp": stamp,
        "host": host_of,
        "in_words": iso_day,
        "plain": line,
    }
    return environment
