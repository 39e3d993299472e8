"""`sources add`: show what a place offers, and put the best of it into config.toml."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from syndicate.cli.bench import set_up
from syndicate.cli.putting import put_in
from syndicate.cli.session import Session
from syndicate.cli.show import (
    Column,
    is_terminal,
    printable,
    say,
    say_columns,
    say_json,
)
from syndicate.config import Settings
from syndicate.config.adding import Block, render_block
from syndicate.config.place import quote, suggest
from syndicate.discover import Find, Offer, Preview, choose, look, try_offers
from syndicate.discover.naming import find_same, name_source
from syndicate.errors import UsageError
from syndicate.model import Release
from syndicate.publish.polled import CONTRACT_VERSION
from syndicate.sources.registry import kinds
from syndicate.text.masking import mask

WORDS = 30  # of an item's text that are shown
TROUBLES = 5  # lines of what went wrong that are shown
COLUMNS = (Column("KIND"), Column("LOCATION"), Column("WHY"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for; "" leaves the choice to us."""

    place: str
    name: str = ""
    kind: str = ""
    trust: str = "open"
    clinic: str = ""
    yes: bool = False
    dry_run: bool = False


def add(session: Session, wanted: Wanted, *, as_json: bool) -> int:
    """Show what a place offers and what it would tell; add it when that is wanted.

    Raises:
        UsageError: it is there already, a name is wrong, or nobody can be asked.
        SourceError: nothing there can be read as a source.
        ConfigError: the file cannot take it, or would not be valid with it.
    """
    settings = session.settings()
    _refuse(wanted, settings)
    with set_up(settings, session.now) as bench:
        find = _of_kind(look(wanted.place, bench, Path.cwd()), wanted.kind)
        if find.offers:  # the best decides, before it is asked for
            _refuse_same(find.offers[0].location, settings)
        if not as_json:
            _tell_find(find)
        tried = list(try_offers(find.offers, bench))
    chosen = choose(find, tried)
    block = _make_block(chosen.offer, wanted, settings)
    put_in(session.config, [block], dry_run=True)  # refuse before anybody is asked
    if not as_json:
        _tell_tried(tried, chosen)
        _tell_block(block, session.config)
    added = not wanted.dry_run and (wanted.yes or _ask(session.config))
    if added:
        put_in(session.config, [block])
    if as_json:
        say_json(_record(find, tried, block, added=added))
    elif added:
        say(
            f"added; `syndicate sources check {block['name']}` shows all it tells, "
            "`syndicate run` polls it"
        )
    else:
        say("nothing was written")
    return 0


def _refuse(wanted: Wanted, settings: Settings) -> None:
    """Refuse what no look at the place can mend.

    Raises:
        UsageError: as `add`.
    """
    if wanted.kind and wanted.kind not in kinds():
        hint = suggest(wanted.kind, kinds()) or f"known are {', '.join(kinds())}"
        raise UsageError(f"no source kind is called {quote(wanted.kind)}; {hint}")
    clinics = [clinic.name for clinic in settings.clinic]
    if wanted.clinic and wanted.clinic not in clinics:
        hint = (
            suggest(wanted.clinic, clinics) or f"add it to {settings.file.name} first"
        )
        raise UsageError(f"no [[clinic]] is named {quote(wanted.clinic)}; {hint}")
    for source in settings.source:
        if source.name.casefold() == wanted.name.casefold():
            raise UsageError(
                f"a source is named {quote(source.name)} already; give another --name"
            )
    _refuse_same(wanted.place, settings)
    if not (wanted.yes or wanted.dry_run or is_terminal(sys.stdin)):
        raise UsageError(
            "nobody can be asked here; give --yes to add what is found, "
            "or --dry-run to look only"
        )


def _refuse_same(location: str, settings: Settings) -> None:
    same = find_same(location, settings.file.parent, settings.source)
    if same is not None:
        raise UsageError(
            f"{mask(location)}: the source {quote(same.name)} reads that already "
            f"(`syndicate sources check {same.name}` shows what it tells)"
        )


def _of_kind(find: Find, kind: str) -> Find:
    """The offers of the kind that is wanted; it may be one that nobody offers."""
    if not kind:
        return find
    offers = tuple(offer for offer in find.offers if offer.kind == kind)
    forced = Offer(kind, find.location, "the kind that was asked for")
    return replace(find, offers=offers or (forced,))


def _make_block(offer: Offer, wanted: Wanted, settings: Settings) -> Block:
    _refuse_same(offer.location, settings)
    taken = [source.name for source in settings.source]
    block = {
        "name": wanted.name or name_source(offer.location, "", taken),
        "kind": offer.kind,
        "location": offer.location,
        "trust": wanted.trust,
    }
    return {**block, "clinic": wanted.clinic} if wanted.clinic else block


def _ask(file: Path) -> bool:
    import click  # noqa: PLC0415 - start-up

    try:
        return click.confirm(f"Add it to {file}?", err=True)
    except click.Abort:
        raise KeyboardInterrupt from None


def _tell_find(find: Find) -> None:
    say(f"{printable(find.place)}: {find.what}")
    if find.offers:
        say()
        say_columns(
            COLUMNS,
            ([each.kind, mask(each.location), each.reason] for each in find.offers),
        )


def _tell_tried(tried: Sequence[Preview], chosen: Preview) -> None:
    for preview in tried:
        if preview is not chosen:
            say()
            say(f"{_name(preview.offer)} tells nothing:")
            _tell_troubles(preview)
    say()
    if not chosen.told:
        say(f"{_name(chosen.offer)} can be read, and tells nothing today")
        return
    some = f"{chosen.told} items" if chosen.told > 1 else "one item"
    some += " and more" if chosen.more else ""
    say(f"{_name(chosen.offer)} tells {some}; the newest:")
    for release in chosen.newest:
        for line in _item_lines(release):
            say(f"  {printable(line)}".rstrip())
    if chosen.troubles:
        say("not read:")
        _tell_troubles(chosen)


def _name(offer: Offer) -> str:
    return f"{offer.kind} {printable(mask(offer.location))}"


def _tell_troubles(preview: Preview) -> None:
    for line in preview.troubles[:TROUBLES]:
        say(f"  {printable(line)}")
    if len(preview.troubles) > TROUBLES:
        say(f"  … {len(preview.troubles) - TROUBLES:,} more")


def _item_lines(release: Release) -> Iterator[str]:
    """An item in a few lines: title, date, address, first words."""
    published = release.published.iso() if release.published else "no date"
    words = release.text.split()
    more = " …" if len(words) > WORDS else ""
    yield ""
    yield release.title
    yield f"{published}  {release.url or release.locator or 'no address'}"
    yield " ".join(words[:WORDS]) + more if words else "(no text)"


def _tell_block(block: Block, file: Path) -> None:
    say()
    say(f"For {file}:")
    say()
    for line in render_block(block).splitlines():
        say(f"  {printable(line)}")
    say()


def _record(
    find: Find, tried: Sequence[Preview], block: Block, *, added: bool
) -> dict[str, Any]:
    """What was found, as `sources add --json` tells it."""
    return {
        "contract": CONTRACT_VERSION,
        "place": find.place,
        "what": find.what,
        "offers": [
            {"kind": each.kind, "location": mask(each.location), "reason": each.reason}
            for each in find.offers
        ],
        "tried": [
            {
                "kind": each.offer.kind,
                "location": mask(each.offer.location),
                "told": each.told,
                "newest": [_item(release) for release in each.newest],
                "problems": list(each.troubles),
            }
            for each in tried
        ],
        "source": dict(block),
        "added": added,
    }


def _item(release: Release) -> dict[str, Any]:
    return {
        "title": release.title,
        "published": release.published.iso() if release.published else None,
        "url": release.url,
        "locator": release.locator,
        "text": " ".join(release.text.split()[:WORDS]),
    }
