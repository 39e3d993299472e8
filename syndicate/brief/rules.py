"""The rules as the tables tell them: what is looked for, why, and since when."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from syndicate.brief.base import Known
from syndicate.brief.vocabulary import read_table
from syndicate.config import Drug

VERSION = 5  # rises when what reads a fact or looks for a rule gives something else
TABLES = ("checks.toml", "drugs.toml", "vocabulary.toml")
_NEAR = 80  # characters before a drug's name in which it may be denied
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of checks.toml, which says what each field means."""

    id: str
    severity: str
    finder: str
    languages: tuple[str, ...]
    health: bool
    near: tuple[str, ...]
    pattern: re.Pattern[str]
    also: tuple[re.Pattern[str], ...]
    spare: re.Pattern[str]
    unless: tuple[str, ...]
    message: str
    source: str
    since: str
    fires: str
    rests: str

    def holds_for(self, language: str) -> bool:
        """Whether it holds for a language; one that is not known is taken as ours."""
        spoken = language.partition("-")[0].lower()
        return not (self.languages and spoken) or spoken in self.languages


@dataclass(frozen=True, slots=True)
class Product:
    """A drug, biologic or device of drugs.toml, which says what each field means."""

    id: str
    name: str
    words: tuple[str, ...]
    asks: frozenset[str]
    approved: tuple[str, ...]
    severity: str
    source: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers the question whether a use is approved."""

    phrases: tuple[str, ...]
    research: re.Pattern[str]
    denied_before: re.Pattern[str]
    denied_behind: re.Pattern[str]
    limited: re.Pattern[str]

    def deny(self, sentence: str, drug: str) -> bool:
        """Whether a sentence tells of a drug that it is not given or does not help.

        >>> answers().deny("We do not offer ketamine for pain.", "ketamine")
        True
        >>> answers().deny("We do not use ketamine alone for pain.", "ketamine")
        False
        """
        before, _, behind = sentence.partition(drug)
        if self.denied_before.search(before[-_NEAR:]):
            return not self.limited.match(behind)
        return bool(self.denied_behind.match(behind))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in the order of the table."""
    return tuple(_rule(told) for told in read_table("checks.toml")["rule"])


@cache
def answers() -> Answers:
    """The answers of drugs.toml."""
    told = read_table("drugs.toml")["answers"]
    return Answers(
        phrases=tuple(told["phrases"]),
        research=_compiled(told["research"]),
        denied_before=_compiled(told["denied_before"]),
        denied_behind=_compiled(told["denied_behind"]),
        limited=_compiled(told["limited"]),
    )


@cache
def products(drugs: tuple[Drug, ...] = ()) -> tuple[Product, ...]:
    """The products of drugs.toml, with what config.toml adds to them.

    >>> [each.approved[-1] for each in products((Drug("Ketamine", approved=("pain",)),))
    ...     if each.id == "ketamine"]
    ['pain']
    """
    known = {told["id"]: _product(told) for told in read_table("drugs.toml")["drug"]}
    for drug in drugs:
        id_ = re.sub(r"[^a-z0-9]+", "-", drug.name.casefold()).strip("-") or "drug"
        before = known.get(id_)
        known[id_] = Product(
            id=id_,
            name=before.name if before else drug.name,
            words=(*(before.words if before else (drug.name.casefold(),)), *drug.words),
            asks=before.asks if before else frozenset({"all"}),
            approved=(
                *(before.approved if before else ()),
                *(use.casefold() for use in drug.approved),
            ),
            severity=before.severity if before else "amber",
            source=before.source if before else "config.toml",
        )
    return tuple(known.values())


def check_ids(drugs: tuple[Drug, ...] = ()) -> tuple[str, ...]:
    """Every id that a check can have: what may be ignored or dismissed.

    >>> "offlabel-ketamine" in check_ids() and "hype" in check_ids()
    True
    """
    ids = [
        id_
        for rule in rules()
        for id_ in (
            (f"{rule.id}-{each.id}" for each in products(drugs))
            if rule.finder == "drugs"
            else (rule.id,)
        )
    ]
    return (*ids, SOURCE_NOTE)


SOURCE_NOTE = "source-note"  # what cleaning noted of the document


def rules_digest(known: Known) -> str:
    """What the rules are known by: when it changes, texts are looked at again."""
    told = [read_table(name) for name in TABLES]
    return hashlib.sha256(f"{VERSION} {told!r} {known!r}".encode()).hexdigest()[:16]


def _rule(told: dict[str, Any]) -> Rule:
    return Rule(
        id=told["id"],
        severity=told["severity"],
        finder=told["finder"],
        languages=tuple(told["languages"]),
        health=told["health"],
        near=tuple(told["near"]),
        pattern=_compiled(told.get("pattern", "")),
        also=tuple(_compiled(each) for each in told.get("also", ())),
        spare=_compiled(told.get("spare", "")),
        unless=tuple(told.get("unless", ())),
        message=told["message"],
        source=told["source"],
        since=told["since"],
        fires=told["fires"],
        rests=told["rests"],
    )


def _product(told: dict[str, Any]) -> Product:
    return Product(
        id=told["id"],
        name=told["name"],
        words=tuple(told["words"]),
        asks=frozenset(told["asks"]),
        approved=tuple(told["approved"]),
        severity=told["severity"],
        source=told["source"],
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE) if pattern else _NOTHING
