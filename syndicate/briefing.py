"""Briefs for the stories that want one, made in workers and kept a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from syndicate.brief import Known, brief, recheck, rules_digest
from syndicate.config import Settings
from syndicate.ingest import Progress
from syndicate.model import Brief, Release
from syndicate.store import Outbox, shipped
from syndicate.workers import Pool

BATCH = 500

Wanting = tuple[int, int, Brief | None]  # a story, its original, and its brief by now


def brief_stories(
    outbox: Outbox, settings: Settings, pool: Pool, progress: Progress | None
) -> None:
    """Brief every story that shows a text without one, or one checked by other rules.

    A summary is kept with the text that it is of; facts and checks follow the rules. A
    run that is cut short among a million stories is gone on with where it was.
    """
    known = Known(settings.clinic, settings.drug)
    task = partial(brief_release, known)
    rules = rules_digest(known)
    total, done = outbox.begin_briefing(rules), 0
    if total > BATCH:  # after much was read, workers hold much that is of no use now
        pool.renew()
    for batch in _batches(outbox, rules):
        work = ((outbox.release(ref), old) for _, ref, old in batch)
        outcomes = zip(batch, pool.map(task, work), strict=True)
        made = [(seq, old, _brief(outcome)) for (seq, _, old), outcome in outcomes]
        outbox.keep_briefs((seq, new) for seq, old, new in made if new != old)
        done += len(batch)
        if progress:
            progress("briefing", done, total)


def brief_release(known: Known, work: tuple[Release, Brief | None]) -> Brief:
    """Brief one release in a worker; one that was briefed keeps its summary."""
    release, made = work
    return recheck(release, made, known) if made else brief(release, shipped(), known)


def _batches(outbox: Outbox, rules: str) -> Iterator[Sequence[Wanting]]:
    """What is to be briefed, a batch at a time, kept before the next is read."""
    while stale := outbox.to_check(rules, BATCH):
        yield stale
        outbox.checked(rules, stale[-1][0])
    outbox.checked(rules)
    after = 0
    while some := outbox.unbriefed(after, BATCH):
        yield [(seq, ref, None) for seq, ref in some]
        after = some[-1][0]


def _brief(outcome: object) -> Brief:
    """What a worker made; of a text that none could be made of, staff are told."""
    if isinstance(outcome, Brief):
        return outcome
    reason = getattr(outcome, "reason", str(outcome))
    return Brief("", method=f"none: {reason}")
