"""The error tree: what can go wrong, and the exit code that says so.

    SyndicateError                    1   a defect of ours
    ├── UsageError                    2   the command line does not make sense
    │   └── Stale                     2   what is decided about has changed meanwhile
    ├── DamagedData                  65   a database that is not ours, empty or broken
    ├── SourceError                  69   one source's document cannot be read
    ├── CannotCreate                 73   an output folder or file cannot be created
    ├── InputOutputError             74   disk full, read failure
    ├── Busy                         75   another run holds the lock
    └── ConfigError                  78   config.toml, or a database newer than us

Codes are those of sysexits.h. The command line turns an error into one line on
standard error and its code; nothing else catches broadly.
"""

from __future__ import annotations


class SyndicateError(Exception):
    """Anything this program says about itself; `exit_code` is what it exits with."""

    exit_code = 1


class UsageError(SyndicateError):
    """The command was called in a way it cannot obey."""

    exit_code = 2


class Stale(UsageError):
    """What somebody decides about is not what they were shown any more."""


class DamagedData(SyndicateError):
    """A database that is not ours, is empty where it should not be, or is broken."""

    exit_code = 65


class SourceError(SyndicateError):
    """One document of one source cannot be read; names the source and the item."""

    exit_code = 69

    def __init__(self, source: str, reason: str, item: str = "") -> None:
        self.source = source
        self.reason = reason
        self.item = item
        super().__init__(
            f"{source}: {item}: {reason}" if item else f"{source}: {reason}"
        )

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, str]]:
        return (type(self), (self.source, self.reason, self.item))


class CannotCreate(SyndicateError):
    """An output file or folder cannot be created."""

    exit_code = 73


class InputOutputError(SyndicateError):
    """Reading or writing failed underneath us: disk full, device error."""

    exit_code = 74


class Busy(SyndicateError):
    """Another run holds the lock, or the database is locked."""

    exit_code = 75


class ConfigError(SyndicateError):
    """A mistake in config.toml (file and key named), or a newer database schema."""

    exit_code = 78
