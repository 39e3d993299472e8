"""Whether two releases that bear one key are one, or contradict each other in text."""

from __future__ import annotations

from syndicate.match.base import SAME_KEY, Finding, Key, Member, Role
from syndicate.match.judge import judge
from syndicate.match.origin import same_source
from syndicate.match.profiles import Profiles
from syndicate.match.sketch import core_words
from syndicate.model import Evidence, Form, Trust
from syndicate.text.tokens import containment, content_words, shingles, words

# Shared 4-word runs of the shorter text without boilerplate. On the archive files under
# one original URL share all of them, those of a series of pictures that ran under one
# URL 0.42 to 0.66, those under generic addresses 0.01. What lies between contradicts
# nobody and joins nothing: the texts themselves are judged as any others.
SAME_PAGE_SHARE = 0.70
CONTRADICTING_SHARE = 0.30
# Shared meaningful words of the shorter text, where a rewriting is expected.
REWRITING_SHARE = 0.25
# A core of fewer words is no text to compare by.
FEWEST_WORDS = 12
LONGEST = 4_000  # words of a text that are compared
# A text of fewer words may be an abstract written for the same page.
ABSTRACT_WORDS = 100


def compare_bearers(
    borne: tuple[Key, Role], member: Member, other: Member, profiles: Profiles
) -> Finding:
    """Whether two texts under one key tell of the same thing, or contradict.

    Where one is a rewriting, or is named as another telling, shared
    words are enough; two copies of one page, or two that name the same third thing,
    must share runs of words beyond boilerplate: a site may show one picture of a
    series after the other under one address. An abstract is too short to be judged so.
    """
    key, role = borne
    if key.role is role is Role.TRAIL and member.form is other.form is Form.ARTICLE:
        return _judge_named(key, member, other, profiles)
    page = not key.value.startswith("url:")
    told_anew = Form.REWRITE in (member.form, other.form)
    rewriting = told_anew or (key.role is Role.TRAIL) != (role is Role.TRAIL)
    if (page or rewriting) and _languages_differ(member, other):
        return _translated((key, role), member, other)
    shorter, longer = sorted((member.words, other.words))
    abstract = shorter < ABSTRACT_WORDS and longer >= 2 * shorter
    if rewriting or abstract:
        share, what = _words_shared(member, other), "meaningful words"
        least = most = REWRITING_SHARE
    else:
        share, what = _runs_shared(member, other, profiles), "four-word runs"
        least, most = CONTRADICTING_SHARE, SAME_PAGE_SHARE
    told = f"{share:.0%} of the shorter text's {what} shared"
    if share >= most:
        return one_by_key(other, key.value, told, 0.9 + share / 10)
    contradicts = share < least
    rule = "texts contradict" if contradicts else "same key, other text"
    same = False if contradicts else None
    evidence = Evidence(rule, f"{key.value}; {told}", round(share, 3))
    return Finding(other.ref, same=same, evidence=evidence, key=key.value)


def one_by_key(other: Member, key: str, detail: str, score: float) -> Finding:
    """The finding that two releases are one by a key."""
    evidence = Evidence(SAME_KEY, f"{key}; {detail}", round(score, 3))
    return Finding(other.ref, same=True, evidence=evidence, key=key)


def _translated(borne: tuple[Key, Role], member: Member, other: Member) -> Finding:
    """Two languages under one key: no text can tell, so the word of somebody must.

    The page's own address is such a word, and what an owner or a wire names.
    """
    key, role = borne
    namers = [
        each
        for each, its in ((member, key.role), (other, role))
        if its is not Role.OWN and each.trust is Trust.OPEN
    ]
    if not namers:
        return one_by_key(other, key.value, "told in another language", 0.9)
    detail = f"{key.value}; told in another language, and only an open source says so"
    evidence = Evidence("same key, other language", detail, 0.5)
    return Finding(other.ref, same=None, evidence=evidence, key=key.value)


def _judge_named(
    key: Key, member: Member, other: Member, profiles: Profiles
) -> Finding:
    """Whether two releases that name the same third page are one: by their texts.

    Outlets carry several releases of one template under one address.
    """
    one, two = profiles.of(member), profiles.of(other)
    judged = judge(one, two, same_source=same_source(member, other))
    detail = f"{key.value}; {judged.detail}"
    if judged.same:
        return one_by_key(other, key.value, judged.detail, 0.9 + judged.score / 10)
    rule = "texts contradict" if judged.same is False else judged.rule
    evidence = Evidence(rule, detail, round(judged.score, 3))
    return Finding(other.ref, same=judged.same, evidence=evidence, key=key.value)


def _languages_differ(member: Member, other: Member) -> bool:
    one, two = member.language[:2].lower(), other.language[:2].lower()
    return bool(one and two) and one != two


def _runs_shared(member: Member, other: Member, profiles: Profiles) -> float:
    both = (member, other)
    cores = [core_words(each.text, profiles.weights, LONGEST) for each in both]
    if min(map(len, cores)) < FEWEST_WORDS:  # hardly anything but boilerplate
        cores = [words(each.text) for each in both]
    one, two = (frozenset(shingles(core)) for core in cores)
    return containment(one, two)


def _words_shared(member: Member, other: Member) -> float:
    one, two = (frozenset(content_words(each.text)) for each in (member, other))
    return containment(one, two)
