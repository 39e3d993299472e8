"""The facts of a release: who, what, where, when, whom to ask, what is treated.

A fact keeps the words it was read from, exactly as they stand in what was told; one
that the feed or the file's path told has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, islice

from syndicate.brief.base import Known
from syndicate.brief.details import (
    MONEY,
    NUMBER,
    PERCENT,
    digits,
    find_days,
    find_email,
    find_phones,
)
from syndicate.brief.people import complete_name
from syndicate.brief.vocabulary import find_terms, first_of, vocabulary
from syndicate.brief.wording import fold, told_words
from syndicate.model import Contact, Fact, Moment, Precision, Purpose, Quote, Release

MOST = 12  # facts of one name
LONGEST_READ = 60_000  # characters that amounts and days are read from
_LINKS = frozenset({Purpose.MENTION, Purpose.ABOUT})


@dataclass(slots=True)
class _Told:
    """What was told with a release, and in lower case."""

    words: str
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        self.folded = fold(self.words)

    def span(self, told: str) -> str:
        """The words as they stand there; their first line; or none."""
        for each in (told, told.split("\n", 1)[0]):
            if each and each in self.words:
                return each
        return ""

    def like(self, told: str) -> str:
        """The same in whatever case it stands there."""
        at = self.folded.find(fold(told)) if told else -1
        return self.words[at : at + len(told)] if at >= 0 else ""


def read_facts(release: Release, known: Known) -> tuple[Fact, ...]:
    """The facts of a release, the weightiest first.

    >>> told = Release("s", "1", "Open", "We treat PTSD in 8 rooms.", issuer="Quiet")
    >>> [(fact.name, fact.value, fact.span) for fact in read_facts(told, Known())]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('who', 'Quiet', ''), ('what', 'Open', 'Open'), ('condition', 'PTSD', 'PTSD'),
     ('figure', '8 rooms', '8 rooms')]
    """
    told = _Told(told_words(release))
    return (
        *_heads(release, told, known),
        *_terms(release),
        *islice(_events(release), MOST),
        *_people(release, told),
        *islice(_figures(release.text[:LONGEST_READ]), MOST),
        *islice(_links(release, told), MOST),
    )


def _heads(release: Release, told: _Told, known: Known) -> Iterator[Fact]:
    dateline = release.dateline
    if release.issuer:
        yield Fact("who", release.issuer, told.like(release.issuer))
    for clinic in known.clinics:
        names = (clinic.name, *clinic.aliases)
        span = first_of(told.words, told.folded, [name.lower() for name in names])
        if span:
            yield Fact("clinic", clinic.name, span)
    if release.title:
        yield Fact("what", release.title, release.title)
    if dateline and dateline.place:
        yield Fact("where", dateline.place, told.span(dateline.raw))
    if release.published:
        yield Fact("when", _when(release.published), told.span(release.published.told))
    if dateline and dateline.wire:
        yield Fact("wire", dateline.wire, told.span(dateline.raw))
    for ticker in release.tickers:
        yield Fact("ticker", ticker, told.like(ticker))


def _when(moment: Moment) -> str:
    """As told; a time whose zone nobody told says so."""
    assumed = moment.precision is Precision.ZONELESS
    return f"{moment.iso()} (zone not told)" if assumed else moment.iso()


def _terms(release: Release) -> Iterator[Fact]:
    """Conditions and treatments, each once, with the words that first tell it."""
    text = f"{release.title}\n\n{release.text}"
    known = (*vocabulary().conditions, *vocabulary().treatments)
    found = find_terms(text, fold(text), known)
    for kind, terms in groupby(found, key=lambda each: each[0].kind):
        for term, span in islice(terms, MOST):
            yield Fact(kind, term.name, span)


def _events(release: Release) -> Iterator[Fact]:
    """Days from the release on, each once; what lies before is no event to come."""
    told = release.published.at.date() if release.published else None
    seen = set()
    for day in find_days(release.text[:LONGEST_READ], told, release.language):
        if (told is None or day.last >= told) and day.iso() not in seen:
            seen.add(day.iso())
            yield Fact("event", day.iso(), day.span)


def _people(release: Release, told: _Told) -> Iterator[Fact]:
    """Who is quoted, whom to ask, and who else has to do with it."""
    speakers: dict[str, Quote] = {}
    for quote in release.quotes:  # each named once, by the fullest title told
        name = _name(quote, release)
        known = speakers.get(name)
        if name and (known is None or len(quote.title) > len(known.title)):
            speakers[name] = quote
    for name, quote in islice(speakers.items(), MOST):
        title = f", {quote.title}" if quote.title else ""
        yield Fact("speaker", f"{name}{title}", told.span(quote.text))
    for contact in release.contacts:
        known_by = (
            contact.name,
            contact.role,
            contact.phone,
            contact.email,
            contact.url,
        )
        yield Fact(
            "contact", ", ".join(filter(None, known_by)), _contact_span(contact, told)
        )
    if not release.contacts:
        told_by = (release.text, *(about.text for about in release.about))
        for span in _reached_at("\n".join(told_by)):
            yield Fact("contact", span, span)
    for about in release.about:
        if about.name:
            yield Fact("about", about.name, told.span(about.text))


def _name(quote: Quote, release: Release) -> str:
    """The speaker by the fullest name that was told before the quote."""
    if not quote.speaker:
        return ""
    at = release.text.find(quote.text.split("\n", 1)[0])
    before = release.text if at < 0 else release.text[: at + len(quote.text)]
    return complete_name(quote.speaker, before[-LONGEST_READ:])


def _contact_span(contact: Contact, told: _Told) -> str:
    """What of a contact stands in the text as it is: address, name, or number."""
    for each in (contact.email, contact.name):
        span = told.like(each)
        if span:
            return span
    wanted = digits(contact.phone)[-10:]
    if wanted:
        for hit in find_phones(told.words):
            if digits(hit[0]).endswith(wanted):
                return hit[0]
    return told.like(contact.url)


def _reached_at(text: str) -> Iterator[str]:
    """The first number and the first address of a text."""
    for hit in find_phones(text[:LONGEST_READ]):
        if len(digits(hit[0])) >= 7:
            yield hit[0]
            break
    email = find_email(text[:LONGEST_READ])
    if email:
        yield email


def _figures(text: str) -> Iterator[Fact]:
    """Amounts with their units, each once, in the order of the text."""
    hits = [
        (hit.start(), hit[0])
        for form in (MONEY, PERCENT)
        for hit in form.finditer(text)
    ]
    for hit in NUMBER.finditer(text):
        unit = _unit().match(text, hit.end())
        if unit:
            hits.append((hit.start(), text[hit.start() : unit.end()]))
    for span in dict.fromkeys(span for _, span in sorted(hits)):
        yield Fact("figure", " ".join(span.split()), span)


def _links(release: Release, told: _Told) -> Iterator[Fact]:
    for link in release.links:
        if link.purpose in _LINKS:
            yield Fact("link", link.url, told.span(link.url) or told.span(link.label))


@cache
def _unit() -> re.Pattern[str]:
    """A unit directly behind its number, or behind one word that says which.

    With what it is of: 0.5 mg/kg is no 0.5 mg.
    """
    units = "|".join(vocabulary().units)
    of = r"(?:\s?/\s?[A-Za-z]{1,8}\b| per (?:kg|kilogram|pound|square)\b)"
    return re.compile(rf"[ -](?:[a-z-]{{3,14}} )?(?:{units})\b{of}{{0,2}}")
