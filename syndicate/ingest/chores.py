"""What worker processes do: read one answer, clean one posting."""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.clean import Rules
from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.match import Trace, trace
from syndicate.model import Posting, Release
from syndicate.sources.base import Answer, Memory, Request, SourceKind
from syndicate.sources.given import check_given
from syndicate.sources.registry import BUILT_IN, kinds
from syndicate.store import shipped

LISTS = frozenset({"items", "changes"})  # what requests for a list are about


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document held: its items, and why it did not hold more."""

    postings: tuple[Posting, ...] = ()
    requests: tuple[Request, ...] = ()
    memory: Memory | None = None
    problem: str = ""

    @property
    def is_step(self) -> bool:
        """Whether it was only on the way to a list: a token, a way that is closed."""
        if self.postings or self.memory or self.problem:
            return False
        lead_on = [each.about in LISTS and not each.completes for each in self.requests]
        return bool(lead_on) and all(lead_on)


def read_document(source: Source, most: int, answer: Answer) -> Reading:
    """Read one answer in a worker; what was read before a fault is kept."""
    kind: SourceKind = kinds()[source.kind]
    is_ours = source.kind in BUILT_IN
    postings: list[Posting] = []
    requests: list[Request] = []
    memory: Memory | None = None
    problem = ""
    try:
        for told in kind.read(source, answer):
            value = told if is_ours else check_given(source, told)
            if isinstance(value, Posting):
                postings.append(value)
            elif isinstance(value, Request):
                requests.append(value)
            else:
                memory = value
            if len(postings) > most:
                postings.pop()
                problem = f"more than {most} items; the rest was not read"
                break
    except SourceError as error:
        problem = f"{error.item}: {error.reason}" if error.item else error.reason
    return Reading(tuple(postings), tuple(requests), memory, problem)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A release, and what it is found by."""

    release: Release
    trace: Trace


def make_ready(rules: Rules, posting: Posting) -> Cleaned:
    """Clean one posting in a worker, and make there what matching looks it up by."""
    release = clean_posting(rules, posting)
    return Cleaned(release, trace(release, shipped()))


def clean_posting(rules: Rules, posting: Posting) -> Release:
    """Clean one posting in a worker."""
    from syndicate.clean import clean  # noqa: PLC0415 - start-up: the worker's alone

    return clean(posting, rules)
