"""How each sort of rule looks: where it fires, on which sentence and which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from syndicate.brief.base import Known
from syndicate.brief.details import digits, find_days, find_email, find_phones
from syndicate.brief.rules import Product, Rule, answers, products
from syndicate.brief.vocabulary import (
    find_terms,
    first_of,
    speaks_of_health,
    vocabulary,
)
from syndicate.brief.wording import MOST_LOOKED_AT, Wording, fold, read_wording
from syndicate.model import Release

MOST_WORDS = 4  # words marked in one sentence
MOST_READ = 10_000  # characters, where a rule must read on
SHORTEST_NUMBER = 7  # digits of a telephone number that reaches somebody from afar
MOST_LINKS = 200  # links that one release is looked at with

# Hosts that lead nowhere outside a machine, and those that stand in templates.
_INTERNAL = re.compile(
    r"(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|10\.\d{1,3}\.\d{1,3}\.\d{1,3}"
    r"|192\.168\.\d{1,3}\.\d{1,3}|[\w.-]{1,200}\.(?:local|localhost|internal|lan|test|invalid))"
)
_TEMPLATE = re.compile(
    r"(?:www\.)?(?:example\.(?:com|org|net)|your-?(?:domain|site|website|company)\.com"
    r"|domain\.com|(?:test|my)-?site\.com)"
)
_LEFT_OPEN = re.compile(r"\]\((?:None|null|undefined|#)?\)", re.IGNORECASE)
_NOTED = re.compile(r"(?:broken|unusable) link: ")
# Words that make a day one to come to, or to act by.
_AHEAD = (
    "register", "registration", "deadline", "until", "through", "expires", "ends",
    "begins", "starts", "opens", "join us", "rsvp", "sign up", "will be held",
    "takes place", "will take place", "apply by", "valid", "offer", "celebrat",
    "open house", "webinar", "event", "ribbon",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as rules look at it: its sentences, and whether it is of health."""

    release: Release
    wording: Wording
    health: bool
    known: Known


@dataclass(frozen=True, slots=True)
class Firing:
    """Where a rule fires. `variant` is added to the rule's id; `severity` outranks."""

    sentence: str = ""
    words: tuple[str, ...] = ()
    variant: str = ""
    severity: str = ""
    source: str = ""
    due: str = ""


def read(release: Release, known: Known) -> Reading:
    """A release made ready for the rules."""
    wording = read_wording(release)
    return Reading(release, wording, speaks_of_health(wording), known)


def find(rule: Rule, reading: Reading) -> Iterator[Firing]:
    """Where a rule fires, in the order of the text."""
    spoken = rule.holds_for(reading.release.language)
    patients = reading.health and not reading.release.tickers
    if spoken and (patients or not rule.health):
        yield from FINDERS[rule.finder](rule, reading)


def _words(rule: Rule, reading: Reading) -> Iterator[Firing]:
    """Sentences that match the rule's pattern."""
    for sentence in reading.wording.near(rule.near):
        hits = [hit[0] for hit in islice(rule.pattern.finditer(sentence), MOST_WORDS)]
        if not hits or not all(each.search(sentence) for each in rule.also):
            continue
        if rule.spare.search(sentence):
            continue
        if reading.wording.says(rule.unless):
            return
        yield Firing(sentence, tuple(dict.fromkeys(hits)))


def _drugs(_rule: Rule, reading: Reading) -> Iterator[Firing]:
    """Sentences that name a drug with a condition it is not approved for."""
    title, left = reading.release.title, MOST_LOOKED_AT
    for product in products(reading.known.drugs):
        hints = [word.lower() for word in product.words]
        for sentence in islice(reading.wording.near(hints), left):
            left -= 1
            words = _use(product, sentence)
            if not words or answers().research.search(sentence):
                continue
            if answers().deny(sentence, words[0]):
                continue
            if reading.wording.says(answers().phrases):
                return
            if answers().research.search(title):
                break
            yield Firing(
                sentence,
                words,
                product.id,
                product.severity,
                product.source,
            )


def _use(product: Product, sentence: str) -> tuple[str, ...]:
    """The drug and the condition that are not approved together, as written."""
    folded = fold(sentence)
    drug = first_of(sentence, folded, product.words)
    if not drug:
        return ()
    for use in product.approved:  # what is approved is not asked of
        at = folded.find(use)
        while at >= 0:
            folded = folded[:at] + " " * len(use) + folded[at + len(use) :]
            sentence = sentence[:at] + " " * len(use) + sentence[at + len(use) :]
            at = folded.find(use)
    asked = (
        term
        for term in vocabulary().conditions
        if term.group in product.asks or "all" in product.asks
    )
    told = next(find_terms(sentence, folded, asked), None)
    return (drug, told[1]) if told else ()


def _unnamed_quotes(rule: Rule, reading: Reading) -> Iterator[Firing]:
    """Quotes of somebody who is described and not named."""
    for quote in reading.release.quotes:
        who = quote.title
        if quote.anonymous and rule.pattern.match(who) and not rule.spare.search(who):
            yield Firing(quote.text.split("\n", 1)[0][:300], (who,))


def _missing_disclaimer(rule: Rule, reading: Reading) -> Iterator[Firing]:
    """A sentence that offers a treatment, in a release without a line for patients.

    A release whose title is of research, people, money or animals offers none.
    """
    release, wording = reading.release, reading.wording
    if any(part.name == "disclaimer" for part in release.parts):
        return
    if rule.spare.search(release.title) or wording.says(rule.unless):
        return
    terms = vocabulary()
    text, folded = wording.text[:MOST_READ], wording.folded[:MOST_READ]
    if not next(find_terms(text, folded, terms.conditions), None):
        return
    asked = [term for term in terms.treatments if term.group != "talk"]
    words = [word.lower() for term in asked for word in term.words]
    for sentence in wording.near(words):
        treated = next(find_terms(sentence, fold(sentence), asked), None)
        offered = rule.pattern.search(sentence) and rule.also[0].search(sentence)
        if treated and offered and not answers().research.search(sentence):
            yield Firing(sentence, (treated[1],))
            return


def _dead_links(_rule: Rule, reading: Reading) -> Iterator[Firing]:
    """Links that lead nowhere, without asking anybody."""
    release = reading.release
    for note in release.notes:
        if is_dead_link(note):
            yield Firing(words=(_NOTED.sub("", note),))
    for link in release.links[:MOST_LINKS]:
        try:
            host = (urlsplit(link.url).hostname or "").lower()
        except ValueError:
            host = ""
        if not host or _INTERNAL.fullmatch(host) or _TEMPLATE.fullmatch(host):
            yield Firing(words=(link.url[:120],))
    for hit in islice(_LEFT_OPEN.finditer(release.text), MOST_WORDS):
        yield Firing(words=(hit[0],))


def is_dead_link(note: str) -> bool:
    """Whether a note of cleaning is of a link that leads nowhere."""
    return _NOTED.match(note) is not None


def _no_contact(_rule: Rule, reading: Reading) -> Iterator[Firing]:
    """A text with nobody to ask."""
    release, wording = reading.release, reading.wording
    if any(contact.phone or contact.email for contact in release.contacts):
        return
    if release.text and not any(map(_reaches, (wording.text, wording.around))):
        yield Firing()


def _reaches(text: str) -> bool:
    """Whether a number or an address stands in a text: where contacts stand in it."""
    for part in (text[:MOST_READ], text[MOST_READ:][-MOST_READ:]):
        if find_email(part):
            return True
        if any(len(digits(hit[0])) >= SHORTEST_NUMBER for hit in find_phones(part)):
            return True
    return False


def _passing_dates(_rule: Rule, reading: Reading) -> Iterator[Firing]:
    """Days to come to or to act by; they matter once they have passed."""
    release = reading.release
    told = release.published.at.date() if release.published else None
    for sentence in reading.wording.near(_AHEAD):
        for day in find_days(sentence, told, release.language):
            if told is None or day.last >= told:
                yield Firing(sentence, (day.span,), due=day.last.isoformat())
                break


def _other_phones(rule: Rule, reading: Reading) -> Iterator[Firing]:
    """Numbers to call in a clinic's own release that settings do not list for it."""
    issuer, wording = reading.release.issuer.casefold(), reading.wording
    known = {
        digits(phone)
        for clinic in reading.known.clinics
        if issuer in {name.casefold() for name in (clinic.name, *clinic.aliases)}
        for phone in clinic.phones
        if len(digits(phone)) >= SHORTEST_NUMBER
    }
    for hit in find_phones(wording.text[:MOST_READ]) if known else ():
        told = digits(hit[0])
        if len(told) < SHORTEST_NUMBER or any(_is_same(told, one) for one in known):
            continue
        sentence = wording.sentence(wording.place(hit.start()))
        if rule.pattern.search(sentence) and not rule.spare.search(sentence):
            known.add(told)  # once is enough
            yield Firing(sentence, (hit[0],))


def _is_same(one: str, other: str) -> bool:
    """Whether one number is the other, told with or without what is before it."""
    short, long = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return long.endswith(short)


def _mended(_rule: Rule, reading: Reading) -> Iterator[Firing]:
    """Characters that were damaged on their way, and mended."""
    if "mojibake" in reading.release.repairs:
        yield Firing()


FINDERS: Mapping[str, Callable[[Rule, Reading], Iterator[Firing]]] = {
    "words": _words,
    "drugs": _drugs,
    "unnamed_quotes": _unnamed_quotes,
    "missing_disclaimer": _missing_disclaimer,
    "dead_links": _dead_links,
    "no_contact": _no_contact,
    "passing_dates": _passing_dates,
    "other_phones": _other_phones,
    "mended": _mended,
}
