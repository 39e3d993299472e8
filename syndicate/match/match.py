"""What one release has in common with those we know: keys, equal text, likeness.

A finding is about a pair and reads the same from either side, so the order of
arrival cannot matter. Titles never decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from syndicate.match.base import (
    BY_HEADLINE,
    SAME_TEXT,
    Finding,
    Index,
    Key,
    Member,
    Role,
    Sketch,
    Verdict,
)
from syndicate.match.bearers import compare_bearers, one_by_key
from syndicate.match.headline import (
    POSSIBLE,
    WINDOW,
    headline_score,
)
from syndicate.match.judge import BORNE_OUT_ALIKE, RARE_NAME, judge
from syndicate.match.keys import continues, other_slug
from syndicate.match.origin import same_source
from syndicate.match.profile import Profile
from syndicate.match.profiles import Profiles
from syndicate.model import Evidence
from syndicate.text.tokens import content_words

# Two titles over one and the same text agree when they share this much of their words
# with each other, or when the text bears out this much of each. A body that ran under
# another release's title, or a wire's boilerplate alone, does neither.
TITLE_SHARE = 0.50
TITLE_BORNE_OUT = 0.60


# Raised when other rules may find other stories: `syndicate rematch` is then advised.
MATCH_VERSION = 3
SLUG_SCORE = 0.98  # of an address that continues another


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release about to be matched: itself and what it is found by.

    Of its keys those that another release bears, or may continue, are enough.
    """

    member: Member
    keys: tuple[Key, ...]
    sketch: Sketch


def match(candidate: Candidate, index: Index, profiles: Profiles) -> Verdict:
    """Compare a release with what the index holds; findings in a fixed order."""
    findings = [
        *_by_key(candidate, index, profiles),
        *_by_text(candidate.member, index, profiles),
    ]
    findings += _by_likeness(candidate, index, profiles)
    findings += _by_headline(candidate, index, profiles)
    findings += _by_slug(candidate, index)
    findings.sort(
        key=lambda finding: (finding.other, finding.key, finding.same is not True)
    )
    return Verdict(tuple(findings))


def _by_key(
    candidate: Candidate, index: Index, profiles: Profiles
) -> Iterator[Finding]:
    member = candidate.member
    for key in candidate.keys:
        if other_slug(key.value):
            continue  # thousands of titles begin alike
        for other, role, _ in index.bearers(member, key.value):
            if other.ref == member.ref:
                continue
            if member.has_text and other.has_text:
                yield compare_bearers((key, role), member, other, profiles)
            else:
                detail = "one of them has no text of its own"
                yield one_by_key(other, key.value, detail, 0.9)


def _by_text(member: Member, index: Index, profiles: Profiles) -> Iterator[Finding]:
    if not member.has_text:
        return
    for other in index.same_text(member):
        if other.ref == member.ref:
            continue
        shared = _titles_shared(member.title, other.title)
        borne_out = _titles_borne_out(member, other, profiles)
        detail = (
            f"{member.words} words equal; titles share {shared:.0%},"
            f" the text bears out {borne_out:.0%}"
        )
        agree = shared >= TITLE_SHARE or borne_out >= TITLE_BORNE_OUT
        agree = agree and not _titles_part(profiles.of(member), profiles.of(other))
        rule = SAME_TEXT if agree else "same text, titles contradict"
        yield Finding(
            other.ref,
            same=agree,
            evidence=Evidence(rule, detail, max(shared, borne_out)),
        )


def _by_likeness(
    candidate: Candidate, index: Index, profiles: Profiles
) -> Iterator[Finding]:
    """Judge the texts that are near; those that are equal word for word are not."""
    member = candidate.member
    if not member.has_text:
        return
    for other in index.near(member.ref, candidate.sketch):
        if other.text_digest == member.text_digest or not other.has_text:
            continue
        judged = judge(
            profiles.of(member),
            profiles.of(other),
            same_source=same_source(member, other),
        )
        evidence = Evidence(judged.rule, judged.detail, round(judged.score, 3))
        yield Finding(other.ref, same=judged.same, evidence=evidence)


def _by_headline(
    candidate: Candidate, index: Index, profiles: Profiles
) -> Iterator[Finding]:
    """What a headline may be of, or which headlines may be of a text.

    Each is only possible: which of them leads is seen when stories form.
    """
    member = candidate.member
    if member.has_text:
        others = index.headlines_near(member.ref, candidate.sketch)
        pairs = ((other, other, member) for other in others)
    else:
        others = index.near_headline(member.ref, candidate.sketch)
        pairs = ((other, member, other) for other in others)
    for other, headline, told in pairs:
        scored = headline_score(profiles.headline(headline), profiles.offer(told))
        if scored.score >= POSSIBLE:
            evidence = Evidence(BY_HEADLINE, scored.detail, scored.score)
            yield Finding(other.ref, same=None, evidence=evidence)


def _by_slug(candidate: Candidate, index: Index) -> Iterator[Finding]:
    """Which post a TLDR page's title continues, or whose title continues a post's.

    Of several none is surer than another, so this too is decided when stories form.
    """
    member = candidate.member
    for key in candidate.keys:
        sought = other_slug(key.value)
        for other, role, url in index.bearers(member, sought) if sought else ():
            own = Role.OWN in (key.role, role)
            if own and continues(key.url, url) and _near_in_time(member, other):
                detail = f"{key.value}; the one's address continues the other's"
                evidence = Evidence(BY_HEADLINE, detail, SLUG_SCORE)
                yield Finding(other.ref, same=None, evidence=evidence, key=key.value)


def _near_in_time(one: Member, two: Member) -> bool:
    if one.published is None or two.published is None:
        return True
    return abs((one.published.at - two.published.at).days) <= WINDOW


def _titles_shared(one: str, two: str) -> float:
    first, second = frozenset(content_words(one)), frozenset(content_words(two))
    either = len(first | second)
    return len(first & second) / either if either else 1.0


def _titles_borne_out(member: Member, other: Member, profiles: Profiles) -> float:
    """The share of a title's words that stand in the text, of the worse title."""
    text = profiles.content(member)
    shares = []
    for title in (member.title, other.title):
        told = frozenset(content_words(title))
        shares.append(len(told & text) / len(told) if told else 1.0)
    return min(shares)


def _titles_part(one: Profile, two: Profile) -> bool:
    """Whether over one text a title names somebody of whom the other says nothing.

    Another headline over the same text has seldom a rare name of its own, and if it
    has, most of its words are in the text. Numbers are no names: they are corrected.
    """
    return _names_another(one, two) or _names_another(two, one)


def _names_another(one: Profile, two: Profile) -> bool:
    lacked = {word: each for word, each in one.title.items() if word not in two.words}
    named = [each for word, each in lacked.items() if not word[0].isdigit()]
    least = (1 - BORNE_OUT_ALIKE) * sum(one.title.values())
    return max(named, default=0.0) >= RARE_NAME and sum(lacked.values()) > least
