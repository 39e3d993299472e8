"""Front matter: what a Markdown file of a web site says of itself above its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = {"---": ("---", "..."), "+++": ("+++",)}  # YAML, TOML
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]{0,40})\s{0,3}[:=](?:\s+(?P<value>.*))?$")
_GOES_ON = re.compile(r"\s|-\s|#|\]|\}|$")  # of a list, a table or a folded text
_MOST_LINES = 200
_MOST_WORDS = 2_000  # characters of a value

TITLE = ("title",)
DATE = ("date", "publishdate", "publish_date", "pubdate", "published_at")
UPDATED = ("lastmod", "updated", "modified", "last_modified_at")
SUMMARY = ("description", "summary", "excerpt")
ADDRESS = ("canonical_url", "canonicalurl", "canonical")
EMBARGO = ("embargo", "embargoed_until", "embargo_until", "publish_after")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values by lower-case keys, as told but for their quotes; and the text below."""

    values: dict[str, str]
    text: str

    def first(self, names: Sequence[str]) -> str:
        """The first of these that says something."""
        return next((self.values[name] for name in names if self.values.get(name)), "")

    @property
    def is_draft(self) -> bool:
        """Whether the site itself would not show it."""
        told = (self.values.get("draft"), self.values.get("published"))
        return told[0] == "true" or told[1] == "false"


def read_front_matter(text: str) -> FrontMatter | None:
    r"""Part front matter from a text; None where it has none.

    Only plain values are read, each in its line; lists and tables are passed over. One
    that nobody closed ends with the first blank line.

    >>> found = read_front_matter('---\ntitle: "We open"\ntags: [a\n---\n\nAt nine.')
    >>> found.values["title"], found.text
    ('We open', 'At nine.')
    >>> read_front_matter("---\nWe open: at nine.\n---\n") is None
    True
    """
    first, _, below = text.lstrip("\ufeff\n ").partition("\n")
    ends = _MARKS.get(first.rstrip())
    if ends is None:
        return None
    lines = below.split("\n")
    size = next((at for at, line in enumerate(lines) if line.rstrip() in ends), 0)
    if not 0 < size <= _MOST_LINES:
        size = next((at for at, line in enumerate(lines) if not line.strip()), 0)
        ends = ()
    told = lines[:size]
    if not told or not all(_FIELD.match(each) or _GOES_ON.match(each) for each in told):
        return None
    values = _read_values(told)
    rest = "\n".join(lines[size + bool(ends) :])
    return FrontMatter(values, rest.lstrip("\n")) if values else None


def _read_values(lines: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    key = ""
    for line in lines:
        found = _FIELD.match(line)
        if found:
            key = found["key"].lower()
            values.setdefault(key, _bare(found["value"] or ""))
        elif key and values[key] in (">", "|", ">-", "|-", "") and line[:1] == " ":
            values[key] = line.strip()  # a folded text: its first line says what it is
    return {key: value for key, value in values.items() if value not in (">", "|")}


def _bare(value: str) -> str:
    """A value without quotes, and in lower case where it is a yes or a no."""
    value = value.strip()[:_MOST_WORDS]
    if value[:1] in ('"', "'"):  # one that nobody closed goes on to the end
        return value[1:].removesuffix(value[0]).strip()
    value = re.sub(r"\s#\s.*$", "", value)
    return value.lower() if value.lower() in ("true", "false") else value
