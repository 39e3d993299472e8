"""From a release to its brief: a summary, the facts, and what to check."""

from __future__ import annotations

from dataclasses import replace

from syndicate.brief.base import Frequencies, Known
from syndicate.brief.checks import check
from syndicate.brief.facts import read_facts
from syndicate.brief.sentences import prose
from syndicate.brief.summary import summarise
from syndicate.model import Brief, Release


def brief(
    release: Release, frequencies: Frequencies, known: Known | None = None
) -> Brief:
    """What staff read in ten seconds; every word of the summary is in the release."""
    known = known or Known()
    sentences = prose(release.text, release.language)
    chosen = summarise(release.title, sentences, frequencies)
    return Brief(
        summary=chosen.under,
        standalone=chosen.alone,
        more=chosen.more,
        method="weighed sentences" if chosen.under else "none",
        facts=read_facts(release, known),
        checks=check(release, known),
    )


def recheck(release: Release, made: Brief, known: Known) -> Brief:
    """The brief with facts and checks by today's rules; its summary stays."""
    return replace(made, facts=read_facts(release, known), checks=check(release, known))
