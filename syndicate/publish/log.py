"""A run as lines of JSON, one for each source and one for itself, for who keeps logs.

What a source told is not in it, nor what would let somebody in: of an address neither
user nor password, nor the values of its query. JSON in ASCII, so that no character
steers whatever shows it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from syndicate.model import RunAccount, Watched, Work
from syndicate.publish.polled import CONTRACT_VERSION, instant
from syndicate.text.masking import without_values, without_values_within

LONGEST = 500  # characters of a reason
# The exit codes by name; sysexits.h has the rest.
CLASSES = {
    1: "internal",
    2: "usage",
    65: "damaged",
    69: "source",
    73: "cannot-create",
    74: "io",
    75: "busy",
    78: "config",
    130: "interrupted",
}


def log_lines(account: RunAccount) -> Iterator[str]:
    """The lines, without their ends: each source in the order of settings, the run."""
    for watched in account.sources:
        yield _line(_source(account, watched))
    yield _line(_run(account))


def _source(account: RunAccount, watched: Watched) -> dict[str, Any]:
    report, asked = watched.report, watched.asked
    told: dict[str, Any] = {
        "contract": CONTRACT_VERSION,
        "event": "source",
        "moment": instant(account.ended.moment),
        "id": report.name,
        "kind": report.kind,
        "location": without_values(report.location),
        "outcome": watched.outcome,
        "asked": asked is not None,
    }
    for name in ("documents", "bytes", "new", "changed", "skipped"):
        told[name] = getattr(asked, name) if asked else None
    told["ms"] = round(asked.seconds * 1000) if asked else None
    told["status"] = asked.status or None if asked else None
    told["error"] = watched.error or None
    told["reason"] = _plain(report.error)
    return told


def _run(account: RunAccount) -> dict[str, Any]:
    ended, work = account.ended, account.work
    figures = asdict(work) if work else {each.name: None for each in fields(Work)}
    failed = "busy" if ended.code == 75 else "failed"
    return {
        "contract": CONTRACT_VERSION,
        "event": "run",
        "moment": instant(ended.moment),
        "outcome": failed if ended.code else "ok",
        "exit": ended.code,
        "ms": round(ended.seconds * 1000),
        **figures,
        "error": CLASSES.get(ended.code, "other") if ended.code else None,
        "reason": _plain(ended.reason),
    }


def _plain(reason: str) -> str | None:
    return without_values_within(" ".join(reason.split()))[:LONGEST] or None


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=True, allow_nan=False)
