"""What `match` finds of the pairs that were brought together, release by release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from syndicate.engine.frames import Frame, Row, on_disk, together
from syndicate.engine.lines import BY_KEY, BY_TEXT, bearers, equals
from syndicate.engine.nearness import BY_HEADLINE, NEAR, near
from syndicate.engine.reading import keys_of, member, sketch_of
from syndicate.match import Candidate, Member, Profiles, Role, Sketch, match
from syndicate.store import shipped

FINDING = (
    "one bigint, two bigint, key string, same boolean, rule string, detail string,"
    " score double"
)
PAIR = ("ref", "other", "ask", "key", "role", "url")
# What is moved of the other side of a pair; of the one side there is more.
OTHER = (
    *("source", "item", "trust", "form", "title", "text_digest", "words", "language"),
    *("published", "site", "wire", "issuer", "place", "text"),
)


def find(members: Frame) -> Frame:
    """The findings of a whole archive."""
    from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

    by_words = near(members).select(
        f.greatest("ref", "other").alias("ref"),
        f.least("ref", "other").alias("other"),
        "ask",
        *(f.lit("").alias(name) for name in PAIR[3:]),
    )
    told = by_words.union(equals(members)).union(bearers(members))
    pairs = on_disk(told.distinct())  # asked for twice
    others = members.select(f.col("ref").alias("other"), *OTHER)
    beside = pairs.join(others, "other")
    selves = members.join(pairs.select("ref").distinct(), "ref", "left_semi")
    rows = beside.unionByName(selves, allowMissingColumns=True)
    return together(rows, ("ref",), ("other", "ask", "key"), judge, FINDING)


@dataclass(slots=True)
class Gathered:
    """The few that a release is compared with, as `match` asks for them."""

    by_key: dict[str, list[tuple[Member, Role, str]]] = field(default_factory=dict)
    by: dict[str, list[Member]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Add one who was brought here."""
        other = member({**row, "ref": row["other"]}, row["text"])
        if row["ask"] == BY_KEY:
            borne = (other, Role(row["role"]), row["url"])
            self.by_key.setdefault(row["key"], []).append(borne)
        else:
            self.by.setdefault(row["ask"], []).append(other)

    def bearers(
        self,
        told: Member,  # noqa: ARG002 -- it is whom all came for
        key: str,
    ) -> Iterable[tuple[Member, Role, str]]:
        """The bearers of a key."""
        return self.by_key.get(key, ())

    def same_text(self, member: Member) -> Iterable[Member]:  # noqa: ARG002
        """Those with its text."""
        return self.by.get(BY_TEXT, ())

    def near(self, ref: int, sketch: Sketch) -> Iterable[Member]:  # noqa: ARG002
        """Those with a text that share most with it."""
        return self.by.get(NEAR, ())

    def near_headline(
        self,
        ref: int,  # noqa: ARG002
        sketch: Sketch,  # noqa: ARG002
    ) -> Iterable[Member]:
        """Those that it may be a headline of."""
        return self.by.get(BY_HEADLINE, ())

    headlines_near = near_headline


def judge(rows: Iterable[Row]) -> Iterator[Row]:
    """What is found of each release; it comes first among those it is compared with."""
    profiles = Profiles(shipped())
    for _, some in groupby(rows, lambda row: int(row["ref"])):
        mine, *others = some
        gathered = Gathered()
        for row in others:
            gathered.add(row)
        told = member(mine, mine["text"])
        candidate = Candidate(told, keys_of(mine), sketch_of(mine))
        found: dict[tuple[int, int, str], Row] = {}
        for finding in match(candidate, gathered, profiles).findings:
            one, two = sorted((told.ref, finding.other))
            evidence = finding.evidence
            found[one, two, finding.key] = {
                "one": one,
                "two": two,
                "key": finding.key,
                "same": finding.same,
                "rule": evidence.rule,
                "detail": evidence.detail,
                "score": float(evidence.score),
            }
        yield from found.values()
