"""How a setting is written down: its line of the reference beside its default."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def key(line: str, default: Any = ..., **more: Any) -> Any:
    """A dataclass field that carries its line of the reference in its metadata."""
    given = {} if default is ... else {"default": default}
    return field(**given, metadata={"help": line, **more})


def inner(default: Any) -> Any:
    """A field that the loader sets: no key of the file."""
    return field(default=default, metadata={"key": False})
