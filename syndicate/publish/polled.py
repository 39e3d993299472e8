"""How sources and deliveries stand as plain values for JSON: a part of the contract.

Apart from stories, for a run to which nothing new came tells of these alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from syndicate.model import Delivery, DeliveryState, SourceReport, Way
from syndicate.publish.dates import stamp

CONTRACT_VERSION = 1
RECORDS = {Way.COMMAND: "commands", Way.PING: "pings"}


def delivery_records(deliveries: Iterable[Delivery]) -> dict[str, Any]:
    """Who was told that the public folder changed, as `run --json` tells it."""
    records: dict[str, Any] = {name: [] for name in RECORDS.values()}
    for each in deliveries:
        records[RECORDS[each.way]].append(
            {
                "name": each.name,
                "state": each.state.value,
                "tries": each.tries,
                "since": instant(each.since),
                "trouble": each.trouble or None,
            }
        )
    return records


def read_deliveries(records: Mapping[str, Any]) -> tuple[Delivery, ...]:
    """The deliveries that `delivery_records` told of."""
    return tuple(
        Delivery(
            way,
            each["name"],
            DeliveryState(each["state"]),
            each["tries"],
            datetime.fromisoformat(each["since"]) if each["since"] else None,
            each["trouble"] or "",
        )
        for way, name in RECORDS.items()
        for each in records[name]
    )


def source_record(report: SourceReport) -> dict[str, Any]:
    """A source as `sources --json` tells it; the counts are of its last poll."""
    return {
        "name": report.name,
        "kind": report.kind,
        "trust": report.trust.value,
        "location": report.location,
        "state": report.state.value,
        "postings": report.postings,
        "seen": report.seen,
        "new": report.new,
        "changed": report.changed,
        "skipped": len(report.skipped),
        "last_success": instant(report.last_success),
        "last_error": report.last_error or None,
        "next_due": instant(report.next_due),
        "moved_to": report.moved_to or None,
    }


def poll_record(report: SourceReport) -> dict[str, Any]:
    """A source as `run --json` tells it: the same, and what the run did with it."""
    return {
        **source_record(report),
        "polled": report.polled,
        "joined": report.joined,
        "reasons": list(report.skipped),
        "error": report.error or None,
    }


def instant(moment: datetime | None) -> str | None:
    """An instant as JSON tells it: null where there is none."""
    return None if moment is None else stamp(moment)
