"""JSON that ends in many flat records, laid out as `json.dumps(indent=2)` does.

The standard library lays out in Python, a call for each value; without an indent it
encodes in C, which takes a fifth of the time where a thousand sources tell much.
"""

from __future__ import annotations

import json
from typing import Any

BEGINS, NEXT, ENDS = "{\n      ", ",\n      ", "\n    }"


def readable(told: object, **how: Any) -> str:
    r"""A value as readable JSON; the last of a table may be a long list of records.

    `how` goes to `json.dumps`: ensure_ascii, allow_nan.

    >>> sources = [{"name": "blog", "new": 1, "reasons": []}, {"name": "},\n{"}]
    >>> told = {"counts": {"new": 3}, "sources": sources}
    >>> readable(told) == json.dumps(told, indent=2)
    True
    """
    name, records = _last(told)
    if not isinstance(told, dict) or not records:
        return json.dumps(told, indent=2, **how)
    around = json.dumps({**told, name: []}, indent=2, **how).removesuffix("[]\n}")
    # A line break within a text is escaped: what looks like a seam is one.
    flat = json.dumps(records, separators=(NEXT, ": "), **how)
    seams = flat[2:-2].replace(f"}}{NEXT}{{", f"{ENDS},\n    {BEGINS}")
    return f"{around}[\n    {BEGINS}{seams}{ENDS}\n  ]\n}}"


def _last(told: object) -> tuple[str, list[dict[str, Any]]]:
    """The last value of a table and its name, if it is a list of flat records."""
    if not isinstance(told, dict) or not told:
        return "", []
    name = next(reversed(told))
    records = told[name]
    flat = isinstance(records, list) and all(map(_is_flat, records))
    return name, records if flat else []


def _is_flat(record: object) -> bool:
    """Whether it is a table that holds neither tables nor lists but empty ones."""
    return (
        isinstance(record, dict)
        and bool(record)
        and not any(each and isinstance(each, list | dict) for each in record.values())
    )
