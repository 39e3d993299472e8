"""Briefs for the stories that want one, made in workers and kept a batch at a time."""

from __future__ import annotations

from functools import partial

from syndicate.brief import Known, brief, recheck, rules_digest
from syndicate.config import Settings
from syndicate.ingest import Progress
from syndicate.model import Brief, Release
from syndicate.store import Outbox, shipped
from syndicate.workers import Pool

BATCH = 500


def brief_stories(
    outbox: Outbox, settings: Settings, pool: Pool, progress: Progress | None
) -> None:
    """Brief every story that shows a text without one, or one checked by other rules.

    A summary is kept with the text that it is of; facts and checks follow the rules.
    """
    known = Known(settings.clinic, settings.drug)
    task = partial(brief_release, known)
    rules = rules_digest(known)
    stale = outbox.to_check(rules)
    old = {seq: made for seq, _, made in stale}
    waiting = [*outbox.unbriefed(), *((seq, ref) for seq, ref, _ in stale)]
    for start in range(0, len(waiting), BATCH):
        batch = waiting[start : start + BATCH]
        work = ((outbox.release(ref), old.get(seq)) for seq, ref in batch)
        outcomes = zip(batch, pool.map(task, work), strict=True)
        made = {seq: _brief(outcome) for (seq, _), outcome in outcomes}
        outbox.keep_briefs(each for each in made.items() if old.get(each[0]) != each[1])
        if progress:
            progress("briefing", start + len(batch), len(waiting))
    outbox.checked(rules)


def brief_release(known: Known, work: tuple[Release, Brief | None]) -> Brief:
    """Brief one release in a worker; one that was briefed keeps its summary."""
    release, made = work
    return recheck(release, made, known) if made else brief(release, shipped(), known)


def _brief(outcome: object) -> Brief:
    """What a worker made; of a text that none could be made of, staff are told."""
    if isinstance(outcome, Brief):
        return outcome
    reason = getattr(outcome, "reason", str(outcome))
    return Brief("", method=f"none: {reason}")
