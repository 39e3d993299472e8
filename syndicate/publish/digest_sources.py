"""The digest's table of sources: the proof that all of them were asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import escape

from syndicate.model import SourceReport
from syndicate.publish.plain import line
from syndicate.publish.status import is_well

COLUMNS = ("polled", "seen", "new", "changed", "joined", "skipped")
MOST_SKIPPED = 10  # lines shown of one source


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source's last poll."""

    name: str
    state: str
    well: bool
    figures: tuple[str, ...]  # in the order of COLUMNS
    trouble: str
    skipped: tuple[str, ...]
    more_skipped: int


def source_row(report: SourceReport) -> SourceRow:
    """What it gave in the period where that is known, else in its last poll."""
    since = report.since
    polled = (report.seen, report.new, report.changed, report.joined)
    told = tuple(f"{figure:,}" if report.polled else "–" for figure in polled)
    skipped = len(report.skipped)
    polls = "1" if report.polled else "–"
    if since:
        told = (told[0], *(f"{n:,}" for n in (since.new, since.changed, since.joined)))
        skipped = since.skipped
        well = since.polls - since.failures
        polls = f"{well:,} of {since.polls:,}" if since.polls else "–"
    return SourceRow(
        name=line(report.name, 120),
        state=report.state,
        well=is_well(report),
        figures=(polls, *told, f"{skipped:,}"),
        trouble=say_trouble(report),
        skipped=tuple(line(reason, 240) for reason in report.skipped[:MOST_SKIPPED]),
        more_skipped=max(0, len(report.skipped) - MOST_SKIPPED),
    )


def table_rows(rows: Iterable[SourceRow]) -> str:
    """The rows as HTML, everything from outside escaped: what the table's body holds.

    Plain Python and no template: most runs write nothing of the page but these.
    """
    return "".join(part for row in rows for part in _table_row(row))


def _table_row(row: SourceRow) -> Iterator[str]:
    told = " told" if row.trouble or row.skipped else ""
    yield f'<tr class="{"well" if row.well else "unwell"}{told}">\n'
    yield f'<th scope="row">{escape(row.name)}</th>\n<td>{escape(row.state)}</td>\n'
    for column, figure in zip(COLUMNS, row.figures, strict=True):
        yield f'<td class="figure" data-column="{column}">{escape(figure)}</td>\n'
    yield "</tr>\n"
    if told:
        yield f'<tr class="why"><td colspan="{len(COLUMNS) + 2}">\n'
        if row.trouble:
            yield f"<p>{escape(row.trouble)}</p>\n"
        if row.skipped:
            yield from _skipped(row)
        yield "</td></tr>\n"


def _skipped(row: SourceRow) -> Iterator[str]:
    count = len(row.skipped) + row.more_skipped
    yield f"<details><summary>{count} skipped</summary>\n<ul>\n"
    for reason in row.skipped:
        yield f"<li>{escape(reason)}</li>\n"
    if row.more_skipped:
        yield f"<li>and {row.more_skipped} more</li>\n"
    yield "</ul>\n</details>\n"


def say_trouble(report: SourceReport) -> str:
    """Why a source is not well, where it moved, its silence; "" if nothing."""
    well = is_well(report)
    if well and not report.moved_to and not report.quiet:
        return ""
    moved = f"moved to {report.moved_to}; write that into config.toml"
    told = (
        "" if well else report.error or report.last_error,
        moved if report.moved_to else "",
        report.quiet,
    )
    return line(". ".join(each for each in told if each), 300)
