"""A learned weighing of measures: small decision trees, walked in plain Python.

`bench/train_matching.py` grows them and writes the table beside this module. Each node
knows the mean of all leaves under it, so what a step of the walk adds can be told: that
is how much the measure it looked at spoke for or against.
"""

from __future__ import annotations

import json
import math
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

VERSION = 2
LEAF = -1  # in the place of a leaf's measure

# (measure, bound, mean of the leaves below, branch up to the bound, branch beyond)
Node = tuple[int, float, float, "Node | None", "Node | None"]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees over named measures; what they say adds up from a base."""

    measures: tuple[str, ...]
    base: float
    roots: tuple[Node, ...]

    def weigh(self, values: Sequence[float]) -> tuple[float, list[float]]:
        """The chance from 0 to 1, and what each measure added (above 0 speaks for)."""
        total, added = self.base, [0.0] * len(self.measures)
        for root in self.roots:
            node = root
            measure, bound, mean, low, high = node
            total += mean
            while low is not None and high is not None:
                node = low if values[measure] <= bound else high
                step = node[2] - mean
                added[measure] += step
                total += step
                measure, bound, mean, low, high = node
        return 1 / (1 + math.exp(-total)), added


@cache
def shipped() -> Trees:
    """The trees of the package."""
    told = pkgutil.get_data(__package__, f"trees.v{VERSION}.json")
    if told is None:
        raise FileNotFoundError(f"trees.v{VERSION}.json is missing from the package")
    return read_trees(told.decode("utf-8"))


def read_trees(text: str) -> Trees:
    """Trees as the table tells them: nested [measure, bound, mean, low, high].

    Raises:
        ValueError: the table is of another version.
    """
    told = json.loads(text)
    if told["version"] != VERSION:
        raise ValueError(f"trees of version {told['version']}, not {VERSION}")
    roots = tuple(_read_node(root) for root in told["trees"])
    return Trees(tuple(told["measures"]), told["base"], roots)


def _read_node(told: Sequence[object]) -> Node:
    if len(told) == 1:  # a leaf tells its value alone
        return (LEAF, 0.0, _number(told[0]), None, None)
    measure, bound, mean, low, high = told
    if not isinstance(measure, int) or not isinstance(low, list):
        raise TypeError(f"no node of a tree: {told!r}")
    if not isinstance(high, list):
        raise TypeError(f"no node of a tree: {told!r}")
    return (measure, _number(bound), _number(mean), _read_node(low), _read_node(high))


def _number(told: object) -> float:
    if not isinstance(told, int | float):
        raise TypeError(f"no number in a tree: {told!r}")
    return float(told)
