"""What a setting may be where only a few words are possible."""

from __future__ import annotations

from enum import StrEnum


class Republish(StrEnum):
    """How much of a source's text readers get where the story shows it."""

    SUMMARY = "summary"
    FULL = "full"


class Hold(StrEnum):
    """Which stories wait until staff approve them."""

    NONE = "none"
    RED = "red"  # with a red check that nobody let pass
    NEW = "new"  # that readers never saw


class Weekday(StrEnum):
    """A day of the week; its place in the list is `date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Quiet(StrEnum):
    """What recipients are sent when an edition has no news."""

    LINE = "line"
    NOTHING = "nothing"


class Security(StrEnum):
    """How the connection to a mail server is kept from others' eyes."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Robots(StrEnum):
    """Whether search engines are to find the pages."""

    INDEX = "index"
    NOINDEX = "noindex"


class SummaryBackend(StrEnum):
    """Who writes the sentence under a headline: the release itself, or a service."""

    EXTRACTIVE = "extractive"
    OPENAI = "openai"
    ANTHROPIC = "anthropic"
    OLLAMA = "ollama"


class Role(StrEnum):
    """What somebody may do at the desk."""

    READER = "reader"  # look
    EDITOR = "editor"  # decide, too
