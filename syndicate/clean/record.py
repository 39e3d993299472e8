"""The record: what a release says about itself, and where each field comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape

from syndicate.clean.abouts import read_abouts
from syndicate.clean.body import Body
from syndicate.clean.contacts import read_contacts
from syndicate.clean.issuer import Issuer, Said, find_issuer
from syndicate.clean.quotes import Found, find_quotes
from syndicate.clean.rules import Rules
from syndicate.model import (
    About,
    Contact,
    Image,
    Moment,
    Part,
    Posting,
    Precision,
    Provenance,
    Release,
)
from syndicate.text.language import Language, read_language
from syndicate.text.regions import locate_dateline
from syndicate.text.repair import repair_line

_LONGEST_TOLD = 200
_MOST_IMAGES = 20

# How far a date's teller is believed; a zone that is assumed takes something off.
_DATED = {
    "structured": 1.0,
    "dateline": 0.95,
    "feed": 0.9,
    "page": 0.7,
    "path": 0.6,
    "htmldate": 0.6,
    "htmldate text": 0.4,
}
_ASSUMED_ZONE = 0.1
# How sure a form of attribution is, and what nobody is named for.
_ATTRIBUTED = {
    "same": 0.8,
    "pronoun": 0.7,
    "she-said": 0.7,
    "pulled": 0.8,
    "role-of-name": 0.55,
    "": 0.5,
}
_ATTRIBUTED_BY_NAME = 0.9

_EXCHANGES = ("NASDAQ", "Nasdaq", "NYSE", "OTC", "TSX", "CSE:", "ASX", "LSE", "AIM:")
_TICKER = re.compile(
    r"\b(?P<exchange>NASDAQ|Nasdaq|NYSE(?: American| Arca| MKT)?|"
    r"OTC(?:QB|QX| Pink| PINK| Markets|PK)?|TSX(?:[-.]?V|V| Venture)?|CSE|ASX|LSE|AIM|"
    r"FSE|Cboe(?: Canada)?)"
    r"(?:CM|GM|GS)?\s?:\s?(?P<symbol>[A-Z][A-Z0-9]{0,5}(?:\.[A-Z]{1,2})?)\b"
)
_MARKDOWN_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]{0,300})\]\((?P<url>https?://[^)\s]+)")
_HTML_IMAGE = re.compile(r"<img\s[^>]{1,2000}>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc=[\"'](?P<url>https?://[^\"'\s]+)", re.IGNORECASE)
_ALT = re.compile(r"\salt=(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)')", re.IGNORECASE)
# Pictures that nobody is meant to see.
_PIXEL = re.compile(
    r"\s(?:width|height)=[\"']?[01](?:px)?[\"'\s>]|display:\s?none|"
    r"/(?:pixel|track|beacon|open|count)\b|[?&](?:pixel|track)|/1x1",
    re.IGNORECASE,
)


def add_record(
    release: Release, posting: Posting, body: Body, rules: Rules, wired: str
) -> Release:
    """The release with its contacts, quotes, About blocks, pictures and provenance.

    What it does not say is absent; nothing is guessed. `wired` is the issuer that a
    wire names in its dateline.
    """
    abouts = read_abouts(release.parts)
    language = read_language(
        f"{release.title}\n{release.text}",
        posting.language or body.page.language,
        rules.languages,
    )
    said = Said(release.title, release.text, release.parts, abouts, wired)
    issuer = find_issuer(said, rules.clinics)
    quotes = find_quotes(release.text)
    told = replace(
        release,
        issuer=issuer.name,
        language=language.code,
        site=repair_line(body.page.site).text if body.page.site else "",
        contacts=_find_contacts(release, issuer, abouts),
        quotes=tuple(found.quote for found in quotes),
        about=abouts,
        tickers=_find_tickers(f"{release.title}\n{release.text}"),
        images=tuple(_find_images(posting, body.page.image)),
    )
    return replace(
        told,
        provenance=(
            *_trace_told(told, posting, body),
            *_trace_language(language, posting, body),
            *_trace_read(told, issuer, quotes),
        ),
    )


def _find_contacts(
    release: Release, issuer: Issuer, abouts: Sequence[About]
) -> tuple[Contact, ...]:
    """The contacts, their numbers dialled where the dateline is."""
    country = locate_dateline(release.dateline)[1] if release.dateline else ""
    bodies = (issuer.name, *(about.name for about in abouts))
    return read_contacts(release.parts, country, [name for name in bodies if name])


def _trace_read(
    release: Release, issuer: Issuer, quotes: Sequence[Found]
) -> Iterator[Provenance]:
    """Which rule read each field that is there."""
    for name, moment in (
        ("published", release.published),
        ("updated", release.updated),
    ):
        if moment:
            yield _trace_moment(name, moment)
    if issuer.name:
        yield Provenance("issuer", issuer.origin, "", issuer.confidence)
    yield from _trace_head(release)
    yield from _trace_parts(release)
    if quotes:
        forms = dict.fromkeys(found.form for found in quotes)
        sure = [_ATTRIBUTED.get(form, _ATTRIBUTED_BY_NAME) for form in forms]
        origin = ", ".join(form or "unattributed" for form in forms)
        yield Provenance("quotes", origin, "", min(sure))
    if release.tickers:
        yield Provenance("tickers", "text")


def _trace_told(release: Release, posting: Posting, body: Body) -> Iterator[Provenance]:
    """What the source told as a field, else its page, else we."""
    if release.title_made:
        yield Provenance("title", "made", "", 0.5)
    elif release.title:
        yield Provenance("title", "source" if posting.title.strip() else "page")
    if release.author:
        byline = "page" if body.page.author else "byline"
        yield Provenance("author", "source" if posting.author else byline)
    if release.url:
        yield Provenance("url", "source" if posting.url else "page")
    if release.site:
        yield Provenance("site", "page")


def _trace_moment(name: str, moment: Moment) -> Provenance:
    sure = _DATED.get(moment.origin, 0.7)
    if moment.precision in (Precision.LOCAL, Precision.ZONELESS):
        sure = round(sure - _ASSUMED_ZONE, 2)
    return Provenance(name, moment.origin, moment.told[:_LONGEST_TOLD], sure)


def _trace_language(
    language: Language, posting: Posting, body: Body
) -> Iterator[Provenance]:
    if language.told:
        told = posting.language or body.page.language
        origin = "source" if posting.language else "page"
        yield Provenance("language", origin, told, language.confidence)
    elif language.code:
        yield Provenance("language", "text", "", language.confidence)


def _trace_head(release: Release) -> Iterator[Provenance]:
    dateline = release.dateline
    if dateline:
        rule = next((p.rule for p in release.parts if p.name == "dateline"), "dateline")
        for name, there in (
            ("place", dateline.place),
            ("wire", dateline.wire),
            ("released", dateline.issued),
        ):
            if there:
                raw = dateline.raw[:_LONGEST_TOLD]
                yield Provenance(name, f"dateline: {rule}", raw, 0.95)
    if release.embargo and release.embargo.until:
        told = release.embargo.told[:_LONGEST_TOLD]
        yield Provenance("embargo_until", "embargo", told, 0.95)


def _trace_parts(release: Release) -> Iterator[Provenance]:
    for name, part, there in (
        ("contacts", "contact", release.contacts),
        ("about", "about", release.about),
        ("disclaimer", "disclaimer", True),
    ):
        rules = _rules(release.parts, part) if there else ""
        if rules:
            yield Provenance(name, rules, "", 0.9)


def _rules(parts: Iterable[Part], name: str) -> str:
    return ", ".join(dict.fromkeys(part.rule for part in parts if part.name == name))


def _find_tickers(text: str) -> tuple[str, ...]:
    if not any(name in text for name in _EXCHANGES):
        return ()
    found = (f"{hit['exchange']}: {hit['symbol']}" for hit in _TICKER.finditer(text))
    return tuple(dict.fromkeys(found))


def _find_images(posting: Posting, lead: str) -> Iterator[Image]:
    """The pictures of a body and the one its page shows first, each once."""
    seen: set[str] = set()
    told = [*_told_images(posting)]
    for image in (Image(lead), *told) if lead.startswith("http") else told:
        if image.url not in seen and len(seen) < _MOST_IMAGES:
            seen.add(image.url)
            alt = next((one.alt for one in told if one.url == image.url), "")
            yield replace(image, alt=" ".join(unescape(alt).split()))


def _told_images(posting: Posting) -> Iterator[Image]:
    if posting.media_type == "text/markdown" and "![" in posting.body:
        for hit in _MARKDOWN_IMAGE.finditer(posting.body):
            if not _PIXEL.search(hit["url"]):
                yield Image(hit["url"], hit["alt"])
    elif posting.media_type == "text/html" and posting.full and "<img" in posting.body:
        for hit in _HTML_IMAGE.finditer(posting.body):
            source, alt = _SOURCE.search(hit[0]), _ALT.search(hit[0])
            if source and not _PIXEL.search(hit[0]):
                told = (alt["a"] or alt["b"] or "") if alt else ""
                yield Image(unescape(source["url"]), told)
