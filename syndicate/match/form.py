"""From findings and decisions to stories: who belongs together, and which is shown.

The result depends on the members and what was found between them, never on the order
in which they came. Releases with a text of their own form the groups; a headline, a
discussion or a rewriting then joins the one group it has the best evidence for, so
that none of them can bridge two stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from syndicate.match.base import ENOUGH_WORDS, Member
from syndicate.model import Evidence, Form, Relation, Trust

STAFF = "staff decision"  # the rule of everything that staff decided
NO_PINS: Mapping[int, str] = MappingProxyType({})
TRUST_ORDER = {Trust.OWNED: 0, Trust.WIRE: 1, Trust.OPEN: 2}
# A copy with fewer of the original's words than this share is an excerpt.
EXCERPT_SHARE = 0.7
FORM_ORDER = {Form.ARTICLE: 0, Form.REWRITE: 1, Form.HEADLINE: 2, Form.DISCUSSION: 3}


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding between two members, by reference."""

    one: int
    two: int
    same: bool
    evidence: Evidence
    key: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What staff decided of two members: one story, or not; who did, when and why."""

    one: int
    two: int
    same: bool
    detail: str = "by staff"


@dataclass(frozen=True, slots=True)
class Group:
    """The members of one story, the original first, each with why it is here."""

    members: tuple[int, ...]
    evidence: Mapping[int, tuple[Evidence, ...]]
    relations: Mapping[int, Relation]

    @property
    def original(self) -> int:
        """The member whose text, title, link and date are shown."""
        return self.members[0]


def form(
    members: Iterable[Member],
    pairs: Iterable[Pair],
    rulings: Sequence[Ruling] = (),
    pins: Mapping[int, str] = NO_PINS,
) -> tuple[Group, ...]:
    """Form the stories of a closed neighbourhood of members.

    `pins` are the members that staff chose as originals, in the order of the choices,
    with who did, when and why; of two in one story the later choice holds.
    """
    known = {member.ref: member for member in members}
    links = _believed(known, list(pairs), rulings)
    texts = _Sets(
        (ref for ref in known if _stands_alone(known[ref])),
        {frozenset((each.one, each.two)) for each in rulings if not each.same},
    )
    for pair in links:
        if pair.evidence.rule == STAFF:  # whatever they are: staff may join headlines
            texts.place(pair.one, pair.two)
    for pair in links:
        if all(_stands_alone(known[ref]) for ref in (pair.one, pair.two)):
            texts.join(pair.one, pair.two)
    for ref, anchor in _attachments(known, links, texts):
        texts.add(ref, anchor)
    groups = [
        _group(_order(refs, known, pins), known, links, pins) for refs in texts.groups()
    ]
    return tuple(sorted(groups, key=lambda group: content_key(known[group.original])))


def content_key(member: Member) -> tuple[str, str]:
    """What orders members by what they are, not by when they came."""
    return (member.source, member.item)


def precedence(member: Member) -> tuple[int, int, str, int, str, str]:
    """Who is the original: trust, then form, date as told, length, and identity.

    An undated release comes after dated ones of its trust; dates compare by day.
    """
    day = member.published.at.date().isoformat() if member.published else "9999"
    return (
        TRUST_ORDER[member.trust],
        FORM_ORDER[member.form],
        day,
        -member.words,
        *content_key(member),
    )


def _believed(
    known: Mapping[int, Member], pairs: list[Pair], rulings: Sequence[Ruling]
) -> list[Pair]:
    """The findings that hold, strongest first: no void key, staff above all."""
    void = _void_keys(known, pairs)
    apart = {frozenset((each.one, each.two)) for each in rulings if not each.same}
    held = [
        Pair(each.one, each.two, same=True, evidence=Evidence(STAFF, each.detail))
        for each in rulings
        if each.same
    ]
    for pair in pairs:
        lowest = max(TRUST_ORDER[known[ref].trust] for ref in (pair.one, pair.two))
        voided = pair.key in void and lowest >= void[pair.key]
        parted = frozenset((pair.one, pair.two)) in apart
        if pair.same and not voided and not parted:
            held.append(pair)
    return sorted(
        held,
        key=lambda pair: (
            pair.evidence.rule != STAFF,
            -pair.evidence.score,
            *sorted((content_key(known[pair.one]), content_key(known[pair.two]))),
            pair.key,
        ),
    )


def _stands_alone(member: Member) -> bool:
    """Whether it has a text of its own, so that stories can form around it."""
    return member.form is Form.ARTICLE and member.words >= ENOUGH_WORDS


def _void_keys(known: Mapping[int, Member], pairs: list[Pair]) -> dict[str, int]:
    """Keys whose bearers contradict each other, and from which trust down.

    Only equals can void a key: a less trusted source that contradicts the clinic's
    own page under its address stays out and breaks nothing.
    """
    void: dict[str, int] = {}
    for pair in pairs:
        if pair.same or not pair.key:
            continue
        one, two = (TRUST_ORDER[known[ref].trust] for ref in (pair.one, pair.two))
        if one == two:
            void[pair.key] = min(one, void.get(pair.key, one))
    return void


def _attachments(
    known: Mapping[int, Member], links: list[Pair], texts: _Sets
) -> list[tuple[int, int]]:
    """Where each telling without a text of its own goes: (itself, a member there)."""
    best: dict[int, int] = {}
    loose = [ref for ref in known if ref not in texts]
    for pair in links:
        for ref, other in ((pair.one, pair.two), (pair.two, pair.one)):
            if ref not in texts and other in texts:
                best.setdefault(ref, other)
    alone = sorted(
        (ref for ref in loose if ref not in best),
        key=lambda ref: precedence(known[ref]),
    )
    homes: dict[int, int] = {}
    for ref in alone:
        homes[ref] = ref
        for pair in links:
            if ref in (pair.one, pair.two):
                other = pair.two if pair.one == ref else pair.one
                if homes.get(other) == other:
                    homes[ref] = other
                    break
    return [*homes.items(), *best.items()]


def _order(
    refs: Iterable[int], known: Mapping[int, Member], pins: Mapping[int, str]
) -> tuple[int, ...]:
    """The members of a story, the original first: the last that staff chose, if any."""
    ordered = sorted(refs, key=lambda ref: precedence(known[ref]))
    chosen = [ref for ref in pins if ref in ordered][-1:]
    return (*chosen, *(ref for ref in ordered if ref not in chosen))


def _group(
    ordered: tuple[int, ...],
    known: Mapping[int, Member],
    links: list[Pair],
    pins: Mapping[int, str],
) -> Group:
    inside = set(ordered)
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    if ordered[0] in pins:
        evidence[ordered[0]].append(Evidence(STAFF, pins[ordered[0]]))
    for pair in links:
        if pair.one in inside and pair.two in inside:
            for ref in (pair.one, pair.two):
                if pair.evidence not in evidence[ref]:
                    evidence[ref].append(pair.evidence)
    first = known[ordered[0]]
    return Group(
        members=ordered,
        evidence={ref: tuple(evidence[ref]) for ref in ordered},
        relations={ref: _relation(known[ref], first) for ref in ordered},
    )


def _relation(member: Member, original: Member) -> Relation:
    one, two = member.language[:2].lower(), original.language[:2].lower()
    tests = (
        (member.ref == original.ref, Relation.ORIGINAL),
        (member.form is Form.DISCUSSION, Relation.DISCUSSION),
        (member.form is Form.HEADLINE or not member.words, Relation.HEADLINE),
        (member.text_digest == original.text_digest, Relation.COPY),
        (bool(one and two) and one != two, Relation.TRANSLATION),
        (member.form is Form.REWRITE, Relation.REWRITE),
        (member.words < EXCERPT_SHARE * original.words, Relation.EXCERPT),
    )
    return next((relation for holds, relation in tests if holds), Relation.COPY)


@dataclass(slots=True)
class _Sets:
    """Disjoint sets that refuse to unite what staff parted."""

    initial: Iterable[int]
    apart: set[frozenset[int]]
    of: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.of = {ref: {ref} for ref in self.initial}

    def __contains__(self, ref: int) -> bool:
        return ref in self.of

    def join(self, one: int, two: int) -> None:
        first, second = self.of[one], self.of[two]
        if first is second or self._parted(first, second):
            return
        first |= second
        for ref in second:
            self.of[ref] = first

    def place(self, one: int, two: int) -> None:
        for ref in (one, two):
            self.of.setdefault(ref, {ref})
        self.join(one, two)

    def add(self, ref: int, anchor: int) -> None:
        home = self.of.setdefault(anchor, {anchor})
        if not self._parted({ref}, home):
            home.add(ref)
            self.of[ref] = home
        else:
            self.of[ref] = {ref}

    def groups(self) -> list[set[int]]:
        return list({id(refs): refs for refs in self.of.values()}.values())

    def _parted(self, first: set[int], second: set[int]) -> bool:
        return (
            any(frozenset((one, two)) in self.apart for one in first for two in second)
            if self.apart
            else False
        )
