"""From a release to its brief: a summary, the facts, and what to check."""

from __future__ import annotations

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
    under, alone = summarise(release.title, prose(release.text), frequencies)
    return Brief(
        summary=under,
        standalone=alone,
        method="centroid x position" if under else "none",
        facts=read_facts(release, known),
        checks=check(release, known),
    )
