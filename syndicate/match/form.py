"""From findings and decisions to stories: who belongs together, and which is shown.

The result depends on the members and what was found between them, never on the order
in which they came. Releases with a text of their own form the groups: what is equal
first, then what is alike. A headline, a discussion or a rewriting then joins the one
group it has the best evidence for, so that none of them can bridge two stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from syndicate.match.attaching import attach
from syndicate.match.base import BY_HEADLINE, SAME_TEXT, Member, Pair
from syndicate.match.clusters import Clusters, join_stars
from syndicate.match.order import content_key, precedence
from syndicate.model import Evidence, Form, Relation

STAFF = "staff decision"  # the rule of everything that staff decided
COPIED = frozenset({"same text, edited"})  # the rules of texts that are all but equal
NO_PINS: Mapping[int, str] = MappingProxyType({})
NOWHERE: Mapping[int, int] = MappingProxyType({})
# A copy with fewer of the original's words than this share is an excerpt.
EXCERPT_SHARE = 0.7


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
    # A member elsewhere, to whose story this headline belongs: form both anew.
    wanted: int | None = None

    @property
    def original(self) -> int:
        """The member whose text, title, link and date are shown."""
        return self.members[0]


def form(
    members: Iterable[Member],
    pairs: Iterable[Pair],
    rulings: Sequence[Ruling] = (),
    pins: Mapping[int, str] = NO_PINS,
    *,
    elsewhere: Mapping[int, int] = NOWHERE,
) -> tuple[Group, ...]:
    """Form the stories of a closed neighbourhood of members.

    `pins` are the members that staff chose as originals, in the order of the choices,
    with who did, when and why; of two in one story the later choice holds.
    `elsewhere` are members that only headlines led to, with the stories they are in.
    """
    known = {member.ref: member for member in members}
    pairs = list(pairs)
    links = _believed(known, pairs, rulings)
    texts = _cluster(known, pairs, links, rulings)
    maybe = [pair for pair in pairs if pair.evidence.rule == BY_HEADLINE]
    homes = attach(known, texts, links, maybe, elsewhere)
    for ref, home in homes.items():
        texts.add(ref, home.anchor)
    links += [home.by for home in homes.values() if home.by is not None]
    inside: dict[int, list[Pair]] = defaultdict(list)
    for pair in links:
        if texts.of[pair.one] is texts.of[pair.two]:
            inside[id(texts.of[pair.one])].append(pair)
    groups = []
    for refs in texts.groups():
        group = _group(_order(refs, known, pins), known, inside[id(refs)], pins)
        placed = homes.get(group.original)
        groups.append(replace(group, wanted=placed.wanted) if placed else group)
    return tuple(sorted(groups, key=lambda group: content_key(known[group.original])))


def _cluster(
    known: Mapping[int, Member],
    pairs: Sequence[Pair],
    links: Sequence[Pair],
    rulings: Iterable[Ruling],
) -> Clusters:
    """The texts that belong together; `links` are those of the `pairs` that hold."""
    texts = Clusters(
        (ref for ref in known if _stands_alone(known[ref])),
        {frozenset((each.one, each.two)) for each in rulings if not each.same},
        known,
    )
    for pair in links:
        if pair.evidence.rule == STAFF:  # whatever they are: staff may join headlines
            texts.place(pair.one, pair.two)
    between = [pair for pair in links if _is_of_texts(pair, known)]
    for pair in between:
        if _is_equal(pair):
            texts.join(pair.one, pair.two)
    against = [pair for pair in pairs if pair.same is False and not pair.key]
    join_stars(texts, known, [pair for pair in between if pair.evidence.rule in COPIED])
    join_stars(texts, known, [*between, *against])
    return texts


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
    for pair in (each for each in pairs if each.same):
        lowest = max(known[ref].trust.rank for ref in (pair.one, pair.two))
        voided = pair.key in void and lowest >= void[pair.key]
        parted = frozenset((pair.one, pair.two)) in apart
        if not voided and not parted:
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
    return member.form is Form.ARTICLE and member.has_text


def _is_of_texts(pair: Pair, known: Mapping[int, Member]) -> bool:
    return all(_stands_alone(known[ref]) for ref in (pair.one, pair.two))


def _is_equal(pair: Pair) -> bool:
    """Whether a finding joins whatever it touches: one key, or one text."""
    return bool(pair.key) or pair.evidence.rule == SAME_TEXT


def _void_keys(known: Mapping[int, Member], pairs: list[Pair]) -> dict[str, int]:
    """Keys whose bearers contradict each other, and from which trust down.

    Only equals can void a key: a less trusted source that contradicts the clinic's
    own page under its address stays out and breaks nothing.
    """
    void: dict[str, int] = {}
    for pair in pairs:
        if pair.same is not False or not pair.key:
            continue
        one, two = (known[ref].trust.rank for ref in (pair.one, pair.two))
        if one == two:
            void[pair.key] = min(one, void.get(pair.key, one))
    return void


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
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    if ordered[0] in pins:
        evidence[ordered[0]].append(Evidence(STAFF, pins[ordered[0]]))
    for pair in links:
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
