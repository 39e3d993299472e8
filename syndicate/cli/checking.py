"""`sources check`: show everything that one source tells now; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from syndicate.cli.bench import set_up
from syndicate.cli.running import refuse_unknown
from syndicate.cli.session import Session
from syndicate.cli.show import printable, record_lines, say, say_json
from syndicate.config import Source
from syndicate.discover import Asked, Reach, Taken, Told, Trouble, attempt
from syndicate.errors import SourceError
from syndicate.fetch.words import say_size
from syndicate.model import Moment, Posting, Release
from syndicate.publish.polled import CONTRACT_VERSION
from syndicate.text.counting import say_count
from syndicate.text.masking import mask

LINKS = 10  # of one posting that are shown; JSON has all


def check(session: Session, name: str, *, as_json: bool) -> int:
    """Fetch, read and clean one source, and tell all that came of it.

    The exit code is a failing source's when it told nothing and something was wrong.

    Raises:
        UsageError: no source has that name.
    """
    settings = session.settings()
    refuse_unknown((name,), settings)
    source = next(each for each in settings.source if each.name == name)
    told, troubles = 0, 0
    with set_up(settings, session.now) as bench:
        taken = attempt(source, bench, Reach())
        if as_json:
            record = _record(source, taken)
            say_json(record)
            told, troubles = len(record["postings"]), len(record["problems"])
        else:
            told, troubles = _tell(source, taken)
    return SourceError.exit_code if troubles and not told else 0


def _tell(source: Source, taken: Iterable[Taken]) -> tuple[int, int]:
    """Tell it as it comes; gives how many postings there were, and problems."""
    say(f"{printable(source.name)}: {source.kind}, {source.trust.value}")
    troubles: list[str] = []
    told = 0
    for each in taken:
        match each:
            case Asked():
                say(f"asked {printable(each.name)}: {_answer(each)}")
            case Told():
                told += 1
                say()
                say(f"{told}. {printable(each.release.title)}")
                for line in _posting_lines(each.posting, each.release):
                    say(f"   {line}")
            case Trouble():
                troubles.append(each.reason)
    say()
    for reason in troubles:
        say(f"problem: {printable(reason)}")
    count = f"{say_count(told, 'posting')}, {say_count(len(troubles), 'problem')}"
    say(f"{count}; nothing kept")
    return told, len(troubles)


def _answer(asked: Asked) -> str:
    told = [str(asked.status)] if asked.status else []
    told += [printable(asked.failure)] if asked.failure else [say_size(asked.size)]
    return f"{', '.join(told)}, {asked.seconds:.1f} s"


def _posting_lines(posting: Posting, release: Release) -> Iterator[str]:
    pairs = [
        ("published", _date(release.published, posting.published)),
        ("updated", _date(release.updated, posting.updated) if posting.updated else ""),
        ("url", release.url or "none"),
        ("file", release.locator or ""),
        ("id", posting.item),
        ("form", "" if release.form == "article" else release.form.value),
        ("issuer", release.issuer),
        ("words", f"{len(release.text.split()):,}"),
        ("title", "made from the first words" if release.title_made else ""),
        ("withdrawn", posting.withdrawn),
    ]
    more = len(release.links) - LINKS
    pairs += [(f"{link.purpose}", link.url) for link in release.links[:LINKS]]
    pairs += [("", f"{more:,} more links; --json has all")] if more > 0 else []
    pairs += [("mended", ", ".join(release.repairs))]
    pairs += [("note", note) for note in release.notes]
    yield from record_lines((key, value) for key, value in pairs if value)


def _date(moment: Moment | None, told: str) -> str:
    """A date as it was understood, and as it was told where that is another text."""
    shown = moment.iso() if moment else "no date"
    said = moment.told if moment and moment.told else told
    return f"{shown} (told: {said})" if said and said != shown else shown


def _record(source: Source, taken: Iterable[Taken]) -> dict[str, Any]:
    """A checked source as `sources check --json` tells it."""
    requests: list[dict[str, Any]] = []
    postings: list[dict[str, Any]] = []
    problems: list[str] = []
    for each in taken:
        match each:
            case Asked():
                requests.append(_request(each))
            case Told():
                postings.append(_posting(each.posting, each.release))
            case Trouble():
                problems.append(each.reason)
    return {
        "contract": CONTRACT_VERSION,
        "name": source.name,
        "kind": source.kind,
        "trust": source.trust.value,
        "location": mask(source.location),
        "requests": requests,
        "postings": postings,
        "problems": problems,
    }


def _request(asked: Asked) -> dict[str, Any]:
    return {
        "name": asked.name,
        "status": asked.status or None,
        "bytes": asked.size,
        "seconds": round(asked.seconds, 3),
        "failure": asked.failure or None,
    }


def _posting(posting: Posting, release: Release) -> dict[str, Any]:
    published, updated = release.published, release.updated
    return {
        "item": posting.item,
        "title": release.title,
        "form": release.form.value,
        "published": published.iso() if published else None,
        "published_told": (published and published.told) or posting.published or None,
        "updated": updated.iso() if updated else None,
        "url": release.url,
        "locator": release.locator,
        "issuer": release.issuer or None,
        "language": release.language or None,
        "withdrawn": posting.withdrawn or None,
        "words": len(release.text.split()),
        "text": release.text,
        "links": [
            {"purpose": link.purpose.value, "url": link.url, "label": link.label}
            for link in release.links
        ],
        "repairs": list(release.repairs),
        "notes": list(release.notes),
    }
