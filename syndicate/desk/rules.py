"""A rule: which address and method a view answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """A path as Flask writes it, the view behind it, and how it is asked."""

    path: str
    view: Callable[..., Any]
    method: str = "GET"
