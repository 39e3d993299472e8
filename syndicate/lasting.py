"""What a run rests on that has nothing to do, and what it says then: kept, renewed.

Kept in the database by a run that left nothing undone; the next one finds it by
`resting`. It holds until something that is known today is due (`still`); until then a
run to which nothing new comes changes no more than what it tells of sources, and until
`until` nobody is asked at all.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from syndicate.config import Settings
from syndicate.ingest.rhythm import Rhythm
from syndicate.model import SourceReport
from syndicate.publish.dates import stamp
from syndicate.publish.digest_sources import say_trouble
from syndicate.publish.status import is_well
from syndicate.reporting import Given

STATUS = "status.json"  # written by every run, also by one that has nothing to do


@dataclass(frozen=True, slots=True)
class Times:
    """Of when a run was, and until when what it left holds.

    `asks`: when something else than a source asks for a run; `stays`: until when the
    digest tells its stories the same way; `due`: when sources are, None in every run.
    """

    now: datetime
    asks: datetime
    stays: datetime
    due: tuple[datetime | None, ...]

    def tell(self, settings: Settings) -> dict[str, str]:
        """As it is kept; nobody rests where somebody is told of every run."""
        later = [moment for moment in self.due if moment and moment > self.now]
        rests = len(later) == len(self.due) and not is_watched(settings)
        return {
            "since": stamp(self.now),
            "asks": stamp(self.asks),
            "stays": stamp(self.stays),
            "still": stamp(min(self.asks, self.stays)),
            "until": stamp(min([self.asks, *later])) if rests else "",
        }


def is_watched(settings: Settings) -> bool:
    """Whether somebody is told of each run, also of one that has nothing to do."""
    return bool(settings.ping.url_from or settings.metrics.file)


def digest_troubles(reports: Iterable[SourceReport]) -> str:
    """What is said of sources that are not well, or silent, as a digest of it."""
    said = [(each.name, is_well(each), say_trouble(each)) for each in reports]
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()


def tell_given(
    reports: Iterable[SourceReport], rhythms: Mapping[str, Rhythm | None]
) -> str:
    """What each source gave, as it is kept."""
    told = {}
    for report in reports:
        rhythm = rhythms.get(report.name)
        joined = report.since.joined if report.since else 0
        told[report.name] = [
            joined,
            rhythm and rhythm.newest.isoformat(),
            rhythm and rhythm.usual.total_seconds(),
        ]
    return json.dumps(told)


def read_given(kept: str) -> dict[str, Given]:
    """What `tell_given` told."""
    return {
        name: Given(joined, _rhythm(newest, usual))
        for name, (joined, newest, usual) in json.loads(kept).items()
    }


def _rhythm(newest: str | None, usual: float | None) -> Rhythm | None:
    if newest is None or usual is None:
        return None
    return Rhythm(datetime.fromisoformat(newest), timedelta(seconds=usual))


def paths_of(settings: Settings) -> Iterator[str]:
    """What must stay as it is: the files on top of both folders, all folders in them.

    A folder changes when a file in it comes, goes or is renamed; the two on top do so
    in every run.
    """
    for root in (settings.paths.output, settings.paths.digest):
        waiting = [str(root)]
        while waiting:
            folder = waiting.pop()
            if folder != str(root):
                yield folder
                if _has_no_folders(folder):
                    continue
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif folder == str(root) and entry.name != STATUS:
                        yield entry.path


def _has_no_folders(folder: str) -> bool:
    """Whether there are files only: most file systems count the folders as links."""
    return Path(folder).stat().st_nlink == 2
