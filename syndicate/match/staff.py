"""What the decisions of staff mean for members and for the stories that they form.

Decisions are taken in the order in which they were made: the later one holds where two
contradict each other. What was undone must be left out, and nothing of it remains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from syndicate.match.form import Group, Ruling
from syndicate.model import Act, Trust


@dataclass(frozen=True, slots=True)
class Said:
    """A decision that holds, with the members it is about, by reference.

    `one` and `two` are its sides: the two stories of a merger, or those kept apart;
    what leaves in a split, and what stays; of all others `one` alone. `shown` is the
    member that the story showed then. `words` say who decided, when and why; `detail`
    is the check that was dismissed, the red ones that were approved, a line each, or
    the summary that was written. `at` is ISO 8601.
    """

    act: Act
    one: frozenset[int]
    two: frozenset[int] = frozenset()
    shown: int | None = None
    words: str = "by staff"
    detail: str = ""
    at: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A summary that staff wrote, who, and when (ISO 8601)."""

    text: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Word:
    """All that staff decided, member by member: `pins` and `rulings` as `form` takes.

    `retracted` says since when; `dismissed` names the checks, `approved` the red ones
    that were let pass.
    """

    rulings: tuple[Ruling, ...] = ()
    pins: Mapping[int, str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    not_ours: frozenset[int] = frozenset()
    retracted: Mapping[int, str] = field(default_factory=dict)
    approved: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    dismissed: Mapping[int, frozenset[str]] = field(default_factory=dict)
    summaries: Mapping[int, Wording] = field(default_factory=dict)

    @property
    def together(self) -> Iterable[tuple[int, int]]:
        """The pairs that staff joined."""
        return ((each.one, each.two) for each in self.rulings if each.same)


@dataclass(frozen=True, slots=True)
class Marks:
    """What staff decided about one story as a whole. `retracted`: since when, or ""."""

    hidden: bool = False
    not_ours: bool = False
    retracted: str = ""
    approved: bool = False
    dismissed: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    summary: Wording | None = None


def listen(decisions: Iterable[Said]) -> Word:
    """Put the decisions together, the oldest first."""
    said = list(decisions)
    marked: dict[Act, dict[int, str]] = {
        act: {} for act in (Act.HIDE, Act.NOT_OURS, Act.RETRACT)
    }
    pins: dict[int, str] = {}
    dismissed: dict[int, frozenset[str]] = {}
    approved: dict[int, tuple[str, ...]] = {}
    summaries: dict[int, Wording] = {}
    for each in said:
        if each.act is Act.ORIGINAL:
            for ref in each.one:
                pins.pop(ref, None)  # the later choice stands last
                pins[ref] = each.words
        elif each.act is Act.UNHIDE:
            for ref in each.one:
                marked[Act.HIDE].pop(ref, None)
        elif each.act is Act.DISMISS and each.shown is not None:
            known = dismissed.get(each.shown, frozenset())
            dismissed[each.shown] = known | {each.detail}
        elif each.act is Act.APPROVE and each.shown is not None:
            known_red = approved.get(each.shown, ())
            approved[each.shown] = (*known_red, *each.detail.splitlines())
        elif each.act is Act.SUMMARISE and each.shown is not None:
            summaries[each.shown] = Wording(each.detail, each.who, each.at)
        elif each.act in marked:
            marked[each.act].update(dict.fromkeys(each.one, each.at))
    return Word(
        rulings=_rule(said),
        pins=pins,
        hidden=frozenset(marked[Act.HIDE]),
        not_ours=frozenset(marked[Act.NOT_OURS]),
        retracted=marked[Act.RETRACT],
        approved=approved,
        dismissed=dismissed,
        summaries=summaries,
    )


def mark(group: Group, trusts: Mapping[int, Trust], word: Word) -> Marks:
    """What staff's word means for a story.

    What was said of any telling of a story is said of the story, whoever joins it; but
    what was said of an open source's telling alone is not said of a story that shows
    the clinic's own or a wire's: else a hidden posting that is edited into a copy of
    a release would take the release down. An approval or a dismissal is of what was
    read then, so it holds while the story shows that.
    """
    shown = group.original
    bound = frozenset(
        ref
        for ref in group.members
        if trusts[ref] is not Trust.OPEN or trusts[shown] is Trust.OPEN
    )
    return Marks(
        hidden=bool(bound & word.hidden),
        not_ours=bool(bound & word.not_ours),
        retracted=max((word.retracted.get(ref, "") for ref in bound), default=""),
        approved=shown in word.approved,
        dismissed=tuple(sorted(word.dismissed.get(shown, ()))),
        passed=tuple(dict.fromkeys(word.approved.get(shown, ()))),
        summary=word.summaries.get(shown),
    )


def _rule(said: Iterable[Said]) -> tuple[Ruling, ...]:
    """Who is together and who apart after all mergers and splits."""
    together: list[tuple[set[int], str]] = []
    merged_with: dict[int, list[set[int]]] = defaultdict(list)
    apart: dict[int, dict[int, str]] = defaultdict(dict)
    for each in said:
        if each.act is Act.MERGE:
            merged = set(each.one | each.two)
            together.append((merged, each.words))
            for ref in merged:
                merged_with[ref].append(merged)
                for other in merged & apart[ref].keys():
                    del apart[ref][other]
        elif each.act in (Act.SPLIT, Act.APART):
            for one in each.one:
                for members in merged_with[one]:
                    if members & each.two:
                        members.discard(one)
                for two in each.two:
                    apart[one][two] = apart[two][one] = each.words
    joined = (
        Ruling(min(members), other, same=True, detail=words)
        for members, words in together
        for other in sorted(members)[1:]
    )
    parted = (
        Ruling(one, two, same=False, detail=words)
        for one, others in apart.items()
        for two, words in others.items()
        if one < two
    )
    return (*joined, *parted)
