"""status.json: how the run went, for monitoring; its schema is versioned."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from syndicate.model import Delivery, DeliveryState, SourceReport, SourceState, Way
from syndicate.publish.polled import delivery_records, instant, poll_record
from syndicate.text.flat import readable

if TYPE_CHECKING:
    from syndicate.model import Edition

SCHEMA = 1
WELL = frozenset({SourceState.OK, SourceState.NOT_DUE})
LOST = frozenset({SourceState.FAILING, SourceState.GONE})


def status(edition: Edition) -> bytes:
    """The state of every source and the counts of the edition, as of its moment."""
    told = {
        "schema": SCHEMA,
        "moment": instant(edition.moment),
        "counts": {
            "stories": edition.story_count,
            "new": edition.new_count,
            "changed": edition.changed_count,
            "held": edition.held_count,
            "went_out": edition.out_count,
            "sources": len(edition.reports),
            "sources_well": sum(is_well(report) for report in edition.reports),
        },
        **delivery_records(edition.deliveries),
        "sources": [poll_record(report) for report in by_name(edition.reports)],
    }
    return _written(told)


def status_again(
    before: dict[str, Any], reports: tuple[SourceReport, ...], moment: datetime
) -> bytes:
    """The same of a later moment, when nothing came but other polls of the sources."""
    well = sum(map(is_well, reports))
    again = {
        "moment": instant(moment),
        "counts": {**before["counts"], "sources_well": well},
        "sources": [poll_record(report) for report in by_name(reports)],
    }
    return _written(before | again)


def _written(told: dict[str, Any]) -> bytes:
    text = readable(told, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode("utf-8", "replace")


def is_well(report: SourceReport) -> bool:
    """Whether a source gave what it has, or is not due yet."""
    return report.state in WELL and not report.error


def is_lost(report: SourceReport) -> bool:
    """Whether a source gives nothing until somebody or something changes."""
    return report.state in LOST


def in_trouble(delivery: Delivery) -> bool:
    """Whether staff should see to it: a hub that fails may yet do well by itself."""
    return delivery.state is DeliveryState.GIVEN_UP or (
        delivery.way is Way.COMMAND and delivery.state is DeliveryState.FAILING
    )


def by_name(reports: tuple[SourceReport, ...]) -> list[SourceReport]:
    """The reports in one order."""
    return sorted(reports, key=lambda report: report.name)
