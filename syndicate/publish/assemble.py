"""The whole of publishing in one order: take down, write pages, then the feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from syndicate.config import Feed, Settings
from syndicate.errors import ConfigError
from syndicate.model import Edition, Entry
from syndicate.publish.base import Beside, Changing, Published
from syndicate.publish.channel import (
    Channel,
    feed_channel,
    feed_folder,
    is_feed,
    lay_tombstones,
    main_channel,
)
from syndicate.publish.digest import MADE, view_digest
from syndicate.publish.digest_archive import archive
from syndicate.publish.digest_page import digest_page
from syndicate.publish.digest_text import as_markdown, as_text
from syndicate.publish.item import Item, present
from syndicate.publish.opml import opml, sources_opml
from syndicate.publish.selection import Scale, newest_first, passes, write_feed
from syndicate.publish.site import Site, write_site
from syndicate.publish.status import status
from syndicate.publish.write import Batch

ALONE = Beside()


def publish(
    edition: Edition,
    pages: Iterable[Entry],
    gone: Iterable[str],
    settings: Settings,
    beside: Beside = ALONE,
) -> Published:
    """Write an edition under the output folder, and what staff read under theirs.

    Pages of `gone` stories go first and at once; everything else goes live together
    when all of it is on the disk, pages before the feeds that link to them. `beside` is
    told before each step that readers may see, and keeps what the site's lists say.

    Raises:
        CannotCreate, InputOutputError: naming the path; what stood there still does.
        ConfigError: two `[[feed]]` share a folder.
    """
    check_folders(settings.feed)
    scale = Scale(settings)
    with (
        Batch(settings.paths.output, _naming_feeds(beside.changing)) as public,
        Batch(settings.paths.digest) as staff,
    ):
        taken_down = frozenset(gone)
        for path in sorted(taken_down):
            public.remove(path)
        site = Site(settings, channels(settings), beside.catalogue)
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


def _naming_feeds(changing: Changing | None) -> Callable[[Sequence[str]], None] | None:
    """What a batch calls, naming of the files only the feeds."""
    if changing is None:
        return None
    return lambda paths: changing([path for path in paths if is_feed(path)])


def _stage_internal(staff: Batch, edition: Edition, settings: Settings) -> None:
    for path, content in internal(edition, settings):
        staff.stage(path, content, but_for=MADE.get(path, b""))


def check_folders(feeds: tuple[Feed, ...]) -> None:
    """Refuse two feeds in one folder, and a feed where pages of the site are."""
    taken = {"stories/": "the story pages"}
    taken |= dict.fromkeys(("days/", "clinics/", "topics/", "search/"), "the lists")
    for feed in feeds:
        folder = feed_folder(feed)
        if folder in taken:
            raise ConfigError(
                f"[[feed]] name {feed.name!r}: its folder {folder} is that of"
                f" {taken[folder]}"
            )
        taken[folder] = f"[[feed]] {feed.name!r}"


def channels(settings: Settings) -> tuple[Channel, ...]:
    """Every feed that readers can subscribe to, the one of everything first."""
    own = (feed_channel(feed, settings) for feed in settings.feed)
    return (main_channel(settings), *own)


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
    """The feeds of their own, and last the feed of everything."""
    newest = newest_first(edition.public)
    shown: dict[str, Item] = {}

    def present_once(entries: Iterable[Entry]) -> Iterator[Item]:
        for entry in entries:
            if entry.story.id not in shown:
                shown[entry.story.id] = present(entry, settings)
            yield shown[entry.story.id]

    wanted = [(main_channel(settings), newest)]
    for feed in settings.feed:
        passed = [entry for entry in newest if passes(entry, feed, settings)]
        wanted.append((feed_channel(feed, settings), passed))
    written = [
        write_feed(
            lay_tombstones(channel, edition, settings),
            present_once(entries),
            scale,
            settings,
        )
        for channel, entries in wanted
    ]
    yield "opml.xml", opml(tuple(channel for channel, _ in written))
    for channel, files in reversed(written):
        for name, content in files.items():
            yield channel.folder + name, content


def internal(edition: Edition, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """What only staff may see."""
    view = view_digest(edition, settings)
    yield "digest.html", digest_page(view)
    yield "digest.md", as_markdown(view)
    yield "digest.txt", as_text(view)
    yield "sources.opml", sources_opml(settings)
    yield from archive(edition, settings)
    yield "status.json", status(edition)
