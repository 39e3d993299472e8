"""Figures of a run as node_exporter's textfile collector reads them for Prometheus.

The format is version 0.0.4 of Prometheus' text exposition: a HELP and a TYPE line
before the samples of each name. All are gauges: each run writes the whole file anew. It
is replaced in one step, so that the collector never reads half of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from syndicate.model import RunAccount, Watched
from syndicate.publish.status import is_well
from syndicate.publish.write import naming, replace_file

LAST_SUCCESS = "syndicate_run_last_success_timestamp_seconds"

_KEPT = re.compile(rb"^" + LAST_SUCCESS.encode() + rb" (\d{1,15})$", re.MULTILINE)

Sample = tuple[str, float]  # labels as they stand in the line, and the value


def lay_metrics(account: RunAccount, version: str, file: Path) -> None:
    """Put the figures into their file.

    A run that failed keeps from the file before when one last went well.

    Raises:
        CannotCreate, InputOutputError: it cannot be read or written; what stood there
            still does.
    """
    last = account.ended.moment.timestamp() if not account.ended.code else _last(file)
    replace_file(file, as_metrics(account, version, last).encode("utf-8", "replace"))


def as_metrics(account: RunAccount, version: str, last_success: float | None) -> str:
    """The figures; those that nobody knows are left out."""
    lines: list[str] = []
    for name, told, samples in _figures(account, version, last_success):
        rows = [f"{name}{labels} {value:.15g}" for labels, value in samples]
        if rows:
            lines += [f"# HELP {name} {told}", f"# TYPE {name} gauge", *rows]
    return "\n".join([*lines, ""])


def _figures(
    account: RunAccount, version: str, last_success: float | None
) -> Iterator[tuple[str, str, Iterable[Sample]]]:
    ended = account.ended
    yield "syndicate_info", "This program.", [(_labels(version=version), 1)]
    yield (
        "syndicate_run_timestamp_seconds",
        "When the last run was.",
        _one(ended.moment.timestamp()),
    )
    yield LAST_SUCCESS, "When a run last ended with exit code 0.", _one(last_success)
    yield (
        "syndicate_run_duration_seconds",
        "How long the last run took.",
        _one(round(ended.seconds, 3)),
    )
    yield (
        "syndicate_run_exit_code",
        "What the last run ended with; 0 is well.",
        _one(ended.code),
    )
    yield from _of_work(account)
    yield (
        "syndicate_database_bytes",
        "Size of the database.",
        _one(account.database_bytes),
    )
    yield (
        "syndicate_backup_timestamp_seconds",
        "When the newest backup was made.",
        _one(account.backed_up.timestamp() if account.backed_up else None),
    )
    yield from _of_sources(account.sources)


def _of_work(account: RunAccount) -> Iterator[tuple[str, str, Iterable[Sample]]]:
    told = {
        "stories": "Stories in all.",
        "new": "Stories that are new in the last run.",
        "changed": "Stories that changed in the last run.",
        "held": "Stories that are held back.",
        "went_out": "Stories whose hour came, and that went out in the last run.",
        "failing": "Commands and pings after publishing that staff should see to.",
    }
    names = {"stories": "stories", "failing": "deliveries_failing"}
    for field, line in told.items():
        value = getattr(account.work, field) if account.work else None
        yield f"syndicate_{names.get(field, f'stories_{field}')}", line, _one(value)


def _of_sources(
    sources: tuple[Watched, ...],
) -> Iterator[tuple[str, str, Iterable[Sample]]]:
    yield (
        "syndicate_source_well",
        "Whether a source gave what it has, or is not due yet.",
        [(_labels(source=each.report.name), is_well(each.report)) for each in sources],
    )
    yield (
        "syndicate_source_state",
        "The state of a source; only the one that it is in is here.",
        [(_labels(source=each.report.name, state=each.outcome), 1) for each in sources],
    )
    yield (
        "syndicate_source_last_success_timestamp_seconds",
        "When a source was last read.",
        [
            (_labels(source=each.report.name), each.report.last_success.timestamp())
            for each in sources
            if each.report.last_success
        ],
    )
    yield (
        "syndicate_source_postings",
        "What a source told in all.",
        [(_labels(source=each.report.name), each.report.postings) for each in sources],
    )
    yield (
        "syndicate_source_new",
        "What was new of a source in the last run.",
        [
            (_labels(source=each.report.name), each.asked.new if each.asked else 0)
            for each in sources
        ],
    )


def _one(value: float | None) -> list[Sample]:
    return [] if value is None else [("", value)]


def _labels(**told: str) -> str:
    r"""Labels as they stand in a line.

    >>> _labels(source='a "b"', state="ok")
    '{source="a \\"b\\"",state="ok"}'
    """
    pairs = (f'{name}="{_escape(value)}"' for name, value in told.items())
    return "{" + ",".join(pairs) + "}"


def _escape(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _last(file: Path) -> float | None:
    """When a run last went well, as the file before says."""
    with naming(file):
        try:
            kept = _KEPT.search(file.read_bytes())
        except FileNotFoundError:
            return None
    return float(kept[1]) if kept else None
