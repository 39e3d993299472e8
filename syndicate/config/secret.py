"""Secrets: config.toml gives their names, whoever sends one finds it when it is due.

So no secret is in settings, postings, requests, logs or the database: only the part
of the program that talks to the outside ever holds one, for as long as that takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from syndicate.errors import ConfigError

CREDENTIALS = "CREDENTIALS_DIRECTORY"  # as systemd calls it (LoadCredential=)
LARGEST = 10_000  # characters

_NAME = re.compile(r"[A-Z][A-Z0-9_]{0,99}")


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret that shows itself to nobody who does not ask.

    >>> Secret("swordfish"), str(Secret("swordfish"))
    (Secret('…'), "Secret('…')")
    """

    _value: str = field(repr=False)

    def __repr__(self) -> str:
        """Its name, not its value."""
        return "Secret('…')"

    def reveal(self) -> str:
        """The value itself: for the call that sends it, and nothing else."""
        return self._value


def check_secret_name(name: str, key: str) -> str:
    """A name such as REDDIT_CLIENT_SECRET, in capitals so that no secret passes.

    >>> check_secret_name("REDDIT_CLIENT_SECRET", "client_secret_from")
    'REDDIT_CLIENT_SECRET'

    Raises:
        ValueError: it is none; what was written is not repeated.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"{key} names the environment variable that holds the secret, in capital "
            'letters, digits and "_"; the secret itself never stands in this file'
        )
    return name


def find_secret(name: str, environment: Mapping[str, str]) -> Secret:
    """The secret of that name, from the environment or the credentials directory.

    Raises:
        ConfigError: it is in neither, is empty, or cannot be read.
    """
    value = environment.get(name, "")
    folder = environment.get(CREDENTIALS, "")
    if not value and folder and _NAME.fullmatch(name):
        try:
            value = (Path(folder) / name).read_text(encoding="utf-8")[:LARGEST]
        except FileNotFoundError:
            value = ""
        except (OSError, UnicodeError) as error:
            raise ConfigError(f"the credential {name} cannot be read") from error
    if not value.strip():
        raise ConfigError(
            f"no secret {name}: neither the environment nor a credentials directory "
            "holds it"
        )
    return Secret(value.strip())
