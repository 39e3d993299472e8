"""`sources import` and `sources export`: lists of feeds as OPML."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from syndicate.cli.putting import put_in
from syndicate.cli.session import Session
from syndicate.cli.show import printable, say, say_json
from syndicate.config import Settings, Source
from syndicate.config.adding import Block, render_block
from syndicate.config.place import quote
from syndicate.discover.naming import identify, name_source
from syndicate.discover.outlines import Outline, read_outlines
from syndicate.errors import SourceError
from syndicate.fetch.folder import read_folder
from syndicate.fetch.hops import check_url
from syndicate.fetch.line import Refused
from syndicate.publish.opml import has_address, sources_opml
from syndicate.publish.polled import CONTRACT_VERSION
from syndicate.publish.write import replace_file
from syndicate.sources.base import Failure, Request, Transport


@dataclass(frozen=True, slots=True)
class Sorted:
    """What of a list becomes sources, and what does not, with why."""

    blocks: tuple[Block, ...]
    left_out: tuple[str, ...]


def bring_in(
    session: Session, file: Path, trust: str, *, dry_run: bool, as_json: bool
) -> int:
    """Add every feed of an OPML file that is no source yet.

    Raises:
        SourceError: the file cannot be read, or is no OPML.
        ConfigError, CannotCreate, InputOutputError: as `put_in`.
    """
    settings = session.settings()
    found = _sort(_read(file, settings), trust, settings)
    if found.blocks:
        put_in(session.config, found.blocks, dry_run=dry_run)
    added = bool(found.blocks) and not dry_run
    if as_json:
        say_json(
            {
                "contract": CONTRACT_VERSION,
                "sources": [dict(block) for block in found.blocks],
                "left_out": list(found.left_out),
                "added": added,
            }
        )
        return 0
    for block in found.blocks if dry_run else ():
        say(render_block(block))
    for line in found.left_out:
        say(f"left out: {printable(line)}")
    count = len(found.blocks)
    what = "sources" if count != 1 else "source"
    would = "would be added to" if dry_run else "added to"
    say(f"{count:,} {what} {would} {session.config}")
    return 0


def send_out(session: Session, file: Path | None) -> int:
    """Write the configured sources as OPML, to a file or to standard output.

    What has no address is left out and named on standard error.

    Raises:
        CannotCreate, InputOutputError: the file cannot be written.
    """
    settings = session.settings()
    left_out = [each for each in settings.source if not has_address(each)]
    content = sources_opml(settings, session.now)
    if file is None:
        say(content.decode().rstrip("\n"))
    else:
        replace_file(file, content)
        count = len(settings.source)
        say(f"{count - len(left_out):,} of {count:,} sources are in {file}")
    for source in left_out:
        if sys.stderr is not None:
            line = f"left out: {source.name} has no address, it is {source.location}"
            sys.stderr.write(f"syndicate: {printable(line)}\n")
    return 0


def _read(file: Path, settings: Settings) -> list[Outline]:
    """The feeds that a file lists.

    Raises:
        SourceError: it cannot be read, is too large, or is no OPML.
    """
    if file.is_dir():
        raise SourceError(str(file), "a folder; name the OPML file in it")
    request = Request(file.name, Transport.FOLDER)
    source = Source(str(file), "", file.name, base=file.absolute().parent)
    for fetched in read_folder(source, request, settings.fetch, lambda _: None):
        outcome = fetched.answer.outcome
        if isinstance(outcome, Failure):
            raise SourceError(str(file), outcome.reason.removesuffix(f": {file.name}"))
        return read_outlines(replace(outcome, source=str(file)))
    raise SourceError(str(file), "no file of that name")


def _sort(listed: Iterable[Outline], trust: str, settings: Settings) -> Sorted:
    """Part what becomes a source from what is one already or cannot be one."""
    base = settings.file.parent
    names = [source.name for source in settings.source]
    known = {identify(each.location, each.base): each.name for each in settings.source}
    blocks: list[Block] = []
    left_out: list[str] = []
    for feed in listed:
        reason = _refusal(feed, known, base)
        if reason or feed.url is None:
            left_out.append(f"{quote(feed.title or feed.told)}: {reason}")
            continue
        name = name_source(feed.url, feed.title, names)
        names.append(name)
        known[identify(feed.url, base)] = name
        told = {"name": name, "kind": "feed", "location": feed.url, "trust": trust}
        blocks.append(told)
    return Sorted(tuple(blocks), tuple(left_out))


def _refusal(feed: Outline, known: Mapping[str, str], base: Path) -> str:
    """Why a feed does not become a source; "" where it does."""
    if feed.url is None:
        return f"{quote(feed.told)} is no web address"
    try:
        check_url(feed.url)
    except Refused as refusal:
        return str(refusal)
    same = known.get(identify(feed.url, base))
    return f"the source {quote(same)} reads that already" if same else ""
