"""Who stands next to whom in a line: releases of one text, and bearers of one key.

As the store has it (`store.equals`, `store.bearers`): eight on either side, in an order
that does not depend on who came first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby

from syndicate.engine.frames import Frame, Row, together
from syndicate.engine.frames import each as each_row
from syndicate.engine.reading import keys_of, member
from syndicate.match import other_slug
from syndicate.match.base import ENOUGH_WORDS
from syndicate.store.bearers import BESIDE, key_rows

BY_TEXT, BY_KEY = "text", "key"
BEARER = "line string, key string, rank bigint, ref bigint, role string, url string"
PAIR = "ref bigint, other bigint, ask string, key string, role string, url string"


def equals(members: Frame) -> Frame:
    """The pairs of one text to be compared."""
    texts = members.where(f"words >= {ENOUGH_WORDS}")
    lean = texts.select("text_digest", "item", "source", "ref")
    return together(lean, ("text_digest",), ("item", "source"), pair_texts, PAIR)


def bearers(members: Frame) -> Frame:
    """The pairs that bear one key, or keys of which one may continue the other."""
    lean = members.drop("text")
    borne = each_row(lean, key_lines, BEARER)
    return together(borne, ("line",), ("rank", "ref"), pair_bearers, PAIR)


def pair_texts(rows: Iterable[Row]) -> Iterator[Row]:
    """Each with those next to it among its equals; told of the later one."""
    for _, some in groupby(rows, lambda row: str(row["text_digest"])):
        for one, two in _next_to_each_other(some):
            yield _pair(one["ref"], two["ref"], BY_TEXT)


def key_lines(rows: Iterable[Row]) -> Iterator[Row]:
    """In which line each release stands by each of its keys."""
    for row in rows:
        for key, rank, ref, role, url in key_rows(member(row), keys_of(row)):
            line = min(key, other_slug(key) or key)
            told = {"line": line, "key": key, "rank": rank, "ref": ref}
            yield {**told, "role": str(role), "url": url}


def pair_bearers(rows: Iterable[Row]) -> Iterator[Row]:
    """Each with those next to it in a line that bear what it is looked for by."""
    for _, some in groupby(rows, lambda row: str(row["line"])):
        for one, two in _next_to_each_other(some):
            sought = other_slug(one["key"]) or one["key"]
            if two["key"] == sought and one["ref"] != two["ref"]:
                later, other = (one, two) if one["ref"] > two["ref"] else (two, one)
                yield _borne(later, other)
                if one["key"] != two["key"]:  # each side finds it under its own key
                    yield _borne(other, later)


def _borne(mine: Row, other: Row) -> Row:
    told = {name: other[name] for name in ("key", "role", "url")}
    return {"ref": mine["ref"], "other": other["ref"], "ask": BY_KEY, **told}


def _next_to_each_other(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    before: deque[Row] = deque(maxlen=BESIDE)
    for row in rows:
        for other in before:
            yield row, other
        before.append(row)


def _pair(one: int, two: int, ask: str) -> Row:
    """A pair is judged once, from the side that is kept last."""
    told = {"ref": max(one, two), "other": min(one, two), "ask": ask}
    return {**told, "key": "", "role": "", "url": ""}
