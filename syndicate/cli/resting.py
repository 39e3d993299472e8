"""A plain run, understood and, if it has nothing to do, told before the rest loads."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from syndicate.cli.judging import naming_output
from syndicate.resting import Rest, find_rest, renew_status

CONFIG = "config.toml"
FAILED = 69  # as SourceError: --strict, and something fails; mail that nobody takes

FLAGS = frozenset({"--json", "--strict"})  # which follow the command

Asked = dict[str, str]  # the options that were given, with their values


def understand(arguments: Sequence[str]) -> Asked | None:
    """What a plain `run` is asked; None where it is another call, or none of ours."""
    asked: Asked = {}
    left = list(arguments) if arguments.count("run") == 1 else []
    while left:
        name, equals, value = left.pop(0).partition("=")
        if name in {"--config", "--now"} and (equals or left):
            asked[name] = value if equals else left.pop(0)
        elif (name == "run" or (name in FLAGS and "run" in asked)) and not equals:
            asked[name] = ""
        else:
            return None
    known = "run" in asked and _is_instant(asked.get("--now", "1970-01-01T00:00:00Z"))
    return asked if known else None


def rest(asked: Asked) -> int | None:
    """The exit code of a run that has nothing to do, said; None: run as ever.

    All that it writes is what such a run would write: as of when status.json is.
    """
    began = time.monotonic()
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


def _is_instant(told: str) -> bool:
    """Whether it is written as we write instants; `when` judges all others."""
    try:
        written = f"{datetime.fromisoformat(told):%Y-%m-%dT%H:%M:%SZ}"
        return written == told and "1900" <= told[:4] < "9000"
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
        "went_out": 0,
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
        with naming_output():
            sys.stdout.write(f"{text}\n")
