"""From a release to its brief: a summary, the facts, and what to check."""

from __future__ import annotations

from collections.abc import Iterator

from syndicate.brief.base import Frequencies
from syndicate.brief.sentences import prose
from syndicate.brief.summary import summarise
from syndicate.model import Brief, Check, Fact, Quote, Release


def brief(release: Release, frequencies: Frequencies) -> Brief:
    """What staff read in ten seconds; every word of the summary is in the release."""
    under, alone = summarise(release.title, prose(release.text), frequencies)
    return Brief(
        summary=under,
        standalone=alone,
        method="centroid x position" if under else "none",
        facts=tuple(_facts(release)),
        checks=tuple(
            Check("source-note", "info", f"Check: {note}") for note in release.notes
        ),
    )


def _facts(release: Release) -> Iterator[Fact]:
    dateline = release.dateline
    if release.issuer:
        yield Fact("who", release.issuer)
    if dateline and dateline.place:
        yield Fact("where", dateline.place, dateline.raw)
    if release.published:
        yield Fact("when", release.published.iso(), release.published.told)
    if dateline and dateline.wire:
        yield Fact("wire", dateline.wire, dateline.raw)
    yield from _people(release)


def _people(release: Release) -> Iterator[Fact]:
    """Who is quoted, whom to ask, and who else has to do with it."""
    for ticker in release.tickers:
        yield Fact("ticker", ticker)
    speakers: dict[str, Quote] = {}
    for quote in release.quotes:  # each named once, by the fullest title told
        known = speakers.get(quote.speaker)
        if quote.speaker and (known is None or len(quote.title) > len(known.title)):
            speakers[quote.speaker] = quote
    for name, quote in speakers.items():
        title = f", {quote.title}" if quote.title else ""
        yield Fact("speaker", f"{name}{title}", quote.text)
    for contact in release.contacts:
        told = (contact.name, contact.role, contact.phone, contact.email, contact.url)
        yield Fact("contact", ", ".join(filter(None, told)))
    for about in release.about:
        if about.name:
            yield Fact("about", about.name, about.text)
