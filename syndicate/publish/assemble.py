"""The whole of publishing in one order: take down, write pages, then the feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from syndicate.config import Settings
from syndicate.model import Edition
from syndicate.publish.base import Beside, Changing, Published
from syndicate.publish.channel import channels, is_feed, lay_tombstones
from syndicate.publish.digest import view_digest
from syndicate.publish.digest_archive import archive
from syndicate.publish.digest_page import DIGEST, digest_page
from syndicate.publish.digest_renewed import MADE
from syndicate.publish.digest_text import as_markdown, as_text
from syndicate.publish.item import Presented, present
from syndicate.publish.opml import opml, sources_opml
from syndicate.publish.sheets import Scale, write_sheet
from syndicate.publish.site import Site, write_site
from syndicate.publish.status import status
from syndicate.publish.write import Batch


def publish(
    edition: Edition,
    pages: Iterable[Presented],
    gone: Iterable[str],
    settings: Settings,
    beside: Beside,
) -> Published:
    """Write an edition under the output folder, and what staff read under theirs.

    Pages of `gone` stories go first and at once; everything else goes live together
    when all of it is on the disk, pages before the feeds that link to them. `beside` is
    told before each step that readers may see, and keeps what the site's lists say.

    Raises:
        CannotCreate, InputOutputError: naming the path; what stood there still does.
        ConfigError: two feeds share a folder.
    """
    known = channels(settings)
    scale = Scale(settings)
    with (
        Batch(settings.paths.output, _naming_feeds(beside.changing)) as public,
        Batch(settings.paths.digest) as staff,
    ):
        taken_down = frozenset(gone)
        for path in sorted(taken_down):
            public.remove(path)
        site = Site(settings, known, beside.catalogue)
        left = stage_site(public, write_site(pages, taken_down, site))
        for path, content in front(edition, scale, settings):
            public.stage(path, content)
        _stage_internal(staff, edition, settings)
        public.commit()
        beside.catalogue.went_out(left)
        staff.commit()
    return Published(
        written=(*public.written, *staff.written),
        removed=tuple(public.removed),
        unchanged=public.unchanged + staff.unchanged,
        problems=tuple(sorted(scale.problems.values())),
    )


def tell_staff(edition: Edition, settings: Settings) -> tuple[str, ...]:
    """Write again what staff read, where it changed; gives the files written.

    Raises:
        CannotCreate, InputOutputError: as `publish`.
    """
    with Batch(settings.paths.digest) as staff:
        _stage_internal(staff, edition, settings)
        staff.commit()
    return tuple(staff.written)


def _naming_feeds(changing: Changing) -> Changing:
    """What a batch calls, naming of the files only the feeds."""
    return lambda paths: changing([path for path in paths if is_feed(path)])


def _stage_internal(staff: Batch, edition: Edition, settings: Settings) -> None:
    for path, content in internal(edition, settings):
        staff.stage(path, content, but_for=MADE.get(path, b""))


def stage_site(
    public: Batch, files: Iterable[tuple[str, bytes | None]]
) -> tuple[str, ...]:
    """Stage the files of the site; gives those that left it for good."""
    left = []
    for path, content in files:
        if content is None:
            public.remove(path)
            left.append(path)
        else:
            public.stage(path, content)
    return tuple(left)


def front(
    edition: Edition, scale: Scale, settings: Settings
) -> Iterator[tuple[str, bytes]]:
    """The list of feeds, and what changed of the feeds, that of everything last."""
    known = channels(settings)
    yield "opml.xml", opml(known)
    by_folder = {channel.folder: channel for channel in known}
    for sheet in edition.sheets:
        channel = replace(
            by_folder[sheet.folder], number=sheet.number, earlier=sheet.earlier
        )
        if not sheet.number:
            channel = lay_tombstones(channel, edition, settings)
        items = (present(entry, settings) for entry in sheet.entries)
        yield from write_sheet(channel, items, scale)


def internal(edition: Edition, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """What only staff may see."""
    view = view_digest(edition, settings)
    yield DIGEST, digest_page(view)
    yield "digest.md", as_markdown(view)
    yield "digest.txt", as_text(view)
    yield "sources.opml", sources_opml(settings)
    yield from archive(edition, settings)
    yield "status.json", status(edition)
