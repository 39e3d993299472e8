"""A run that has nothing to do: it says so, before the rest of us is loaded."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from syndicate.resting import Rest, find_rest, renew_status

CONFIG = "config.toml"
FAILED = 69  # as SourceError: --strict, and something fails


def rest(arguments: Sequence[str]) -> int | None:
    """The exit code of a run that has nothing to do, said; None: call as ever.

    All that it writes is what such a run would write: as of when status.json is.
    """
    began = time.monotonic()
    asked = _understand(arguments)
    if asked is None:
        return None
    now = asked.get("--now") or f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    found = find_rest(asked.get("--config", CONFIG), now)
    if found is None or not renew_status(found, now):
        return None
    if "--json" in asked:
        _say_json(found, now, time.monotonic() - began)
    else:
        until, since = found["until"], found["since"]
        _say(f"Nothing to do before {until}; the last whole run was at {since}")
    return FAILED if "--strict" in asked and found["trouble"] else 0


def _understand(arguments: Sequence[str]) -> dict[str, str] | None:
    """What a plain `run` is asked; None where it is another call, or none of ours."""
    asked: dict[str, str] = {}
    left = list(arguments) if arguments.count("run") == 1 else []
    while left:
        name, equals, value = left.pop(0).partition("=")
        if name in {"--config", "--now"} and (equals or left):
            asked[name] = value if equals else left.pop(0)
        elif name in {"run", "--json", "--strict"} and not equals:
            asked[name] = ""
        else:
            return None
    known = "run" in asked and _is_instant(asked.get("--now", "1970-01-01T00:00:00Z"))
    return asked if known else None


def _is_instant(told: str) -> bool:
    """Whether it is written as we write instants; others are for a whole run."""
    try:
        return f"{datetime.fromisoformat(told):%Y-%m-%dT%H:%M:%SZ}" == told
    except ValueError:
        return False


def _say_json(found: Rest, now: str, seconds: float) -> None:
    """As `run --json` tells a run that did nothing."""
    import json  # noqa: PLC0415 -- only when asked for

    status = json.loads(found["status"])
    reports = {report["name"]: report for report in status["sources"]}
    record = {
        "contract": int(found["contract"]),
        "moment": now,
        "seconds": round(seconds, 3),
        "documents": 0,
        "stories": status["counts"]["stories"],
        "new": 0,
        "changed": 0,
        "held": int(found["held"]),
        "written": [os.path.basename(found["file"])],  # noqa: PTH119
        "removed": [],
        "unchanged": 0,
        "problems": [],
        "commands": status["commands"],
        "pings": status["pings"],
        "summaries": _tell_writer(found["writer"]),
        "sources": [reports[name] for name in found["sources"].split("\n") if name],
    }
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower()
    plain = encoding.replace("-", "") != "utf8"
    _say(json.dumps(record, ensure_ascii=plain, allow_nan=False, indent=2))


def _tell_writer(writer: str) -> dict[str, object] | None:
    """A language model that was not asked anything; None where there is none."""
    if not writer:
        return None
    nothing = dict.fromkeys(("written", "refused", "failed"), 0)
    return {"writer": writer, **nothing, "waiting": False, "trouble": None}


def _say(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(f"{text}\n")
