"""The digest as it stands, of a later moment: nothing came but polls of the sources.

The page and the texts are cut where it says as of when it is and where its sources
are, which are all that a run changes to which nothing new came. No story is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from syndicate.config import Settings
from syndicate.model import Published, SourceReport
from syndicate.publish import dates
from syndicate.publish.digest_marks import (
    MarkdownMarks,
    Marks,
    PlainMarks,
    source_lines,
)
from syndicate.publish.digest_sources import SourceRow, source_row, table_rows
from syndicate.publish.status import by_name
from syndicate.publish.write import Batch, naming

# How the line starts that says when the digest was made. A digest that differs in
# nothing else is not written again.
MADE = {
    "digest.html": b'<p class="made">',
    "digest.md": b"*As of ",
    "digest.txt": b"As of ",
}
MARKS: dict[str, Marks] = {"digest.md": MarkdownMarks(), "digest.txt": PlainMarks()}
TABLE = b'<table class="sources">'
BODY, BODY_ENDS = b"<tbody>\n", b"</tbody>\n"


def renew(
    settings: Settings,
    reports: tuple[SourceReport, ...],
    moments: tuple[datetime, datetime],
    status: bytes,
) -> Published | None:
    """Write what staff read as of another moment; None: it does not stand as left.

    `moments`: of when it is, and of when it is to be.

    Raises:
        CannotCreate, InputOutputError: as `publish`.
    """
    rows = [source_row(report) for report in by_name(reports)]
    before, after = (
        dates.instant(moment.astimezone(settings.digest.zone)) for moment in moments
    )
    with Batch(settings.paths.digest) as staff:
        for path, line in MADE.items():
            place = settings.paths.digest / path
            with naming(place):
                standing = place.read_bytes()
            content = renewed(path, standing, rows, (before, after))
            if not content:
                return None
            staff.stage(path, content, but_for=line)
        staff.stage("status.json", status)
        staff.commit()
    return Published(written=tuple(staff.written), unchanged=staff.unchanged)


def renewed(
    path: str, standing: bytes, rows: Iterable[SourceRow], made: tuple[str, str]
) -> bytes:
    """One form of the digest with other sources, made another time; b"" if it cannot.

    `made` says in words when it was made and when it is to be said to be.
    """
    marks = MARKS.get(path)
    if marks is None:
        told = table_rows(rows).encode()
        start = standing.find(BODY, standing.rfind(TABLE)) + len(BODY)
        ends = standing.find(BODY_ENDS, start)
        lines = [f'<p class="made">As of {each}</p>' for each in made]
    else:
        told = "\n".join(_lines(rows, marks)).encode()
        heading = f"\n\n{marks.heading('Sources', 2)}\n\n".encode()
        start = standing.rfind(heading) + len(heading)
        ends = standing.find(b"\n\n", start)
        lines = [marks.made(each) for each in made]
    old, new = (f"\n{each}\n".encode() for each in lines)
    at = standing.find(old)
    if not 0 <= at < start <= ends:
        return b""
    head = standing[:at] + new + standing[at + len(old) : start]
    return head + told + standing[ends:]


def _lines(rows: Iterable[SourceRow], marks: Marks) -> Iterator[str]:
    for row in rows:
        yield from source_lines(row, marks)
