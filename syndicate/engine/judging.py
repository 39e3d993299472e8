"""What `match` finds of the pairs that were brought together, release by release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from syndicate.engine.frames import Frame, Row, kept, on_disk, together
from syndicate.engine.lines import BY_KEY, BY_TEXT, bearers, equals
from syndicate.engine.nearness import BY_HEADLINE, NEAR, near
from syndicate.engine.reading import keys_of, member
from syndicate.match import Candidate, Member, Profiles, Role, Sketch, match
from syndicate.match.base import ENOUGH_WORDS
from syndicate.store import shipped

FINDING = (
    "one bigint, two bigint, key string, same boolean, rule string, detail string,"
    " score double"
)
PAIR = ("ref", "other", "ask", "key", "role", "url")
ORDER = ("node", "ref", "other", "ask", "key")
BORNE = ("keys", "roles", "urls")
NO_SKETCH = Sketch(0, (), ())  # who is near was found without it
# What is moved of the other side of a pair; of the one side there is more.
OTHER = (
    *("source", "item", "trust", "form", "title", "text_digest", "same", "words"),
    *("language", "published", "site", "wire", "issuer", "place"),
)


def find(members: Frame, texts: Frame) -> Frame:
    """The findings of a whole archive; `texts` are (`ref`, `text`)."""
    from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

    by_words = near(members).select(
        f.greatest("ref", "other").alias("ref"),
        f.least("ref", "other").alias("other"),
        "ask",
        *(f.lit("").alias(name) for name in PAIR[3:]),
    )
    told = by_words.union(equals(members)).union(bearers(members)).distinct()
    placed = on_disk(_placed(told, members))
    pairs = on_disk(placed.join(_turns(placed), "node", "left"))  # asked for thrice
    text_of_others = texts.withColumnRenamed("ref", "other")
    beside = pairs.where("NOT as_mine").join(text_of_others, "other")
    selves = members.select("ref", *BORNE, *OTHER).join(texts, "ref")
    selves = selves.join(pairs.select("ref", "node", "turn").distinct(), "ref")
    rows = (
        selves.unionByName(beside, allowMissingColumns=True)
        .unionByName(pairs.where("as_mine"), allowMissingColumns=True)
        .withColumn("turn", f.coalesce("turn", "node"))
    )
    found = kept(together(rows, ("turn",), ORDER, judge, FINDING))
    pairs.unpersist()
    placed.unpersist()
    return found


def _placed(pairs: Frame, members: Frame) -> Frame:
    """Pairs with their other side, less those that nothing is looked for in.

    `node` stands for the words of the one side, `next` for those of the other; where
    there are too few, for itself. Equal words are not judged by what they share. A text
    that reads `as_mine` to the last sign is not moved.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

    has_text = f.col("words") >= ENOUGH_WORDS
    node = f.when(has_text, f.xxhash64("text_digest")).otherwise(f.xxhash64("ref"))
    mine = node.alias("node"), f.col("same").alias("my_text")
    one = members.select("ref", *mine)
    two = members.select(f.col("ref").alias("other"), node.alias("next"), *OTHER)
    equal = f.col("node") == f.col("next")
    placed = pairs.join(one, "ref").join(two, "other")
    placed = placed.where(~equal | (f.col("ask") != NEAR))
    as_mine = equal & (f.col("same") == f.col("my_text"))
    return placed.withColumn("as_mine", as_mine).drop("my_text")


def _turns(pairs: Frame) -> Frame:
    """(`node`, `turn`): those that are near to each other have their turn together.

    So a text that several are compared with is counted once. Two steps reach far
    enough: the least of the neighbours' least neighbours.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

    ways = pairs.where("node <> next").select("node", "next").distinct()
    ways = ways.union(ways.select(f.col("next"), f.col("node"))).distinct()
    least = ways.groupBy("node").agg(f.min("next").alias("least"))
    least = least.select(
        f.col("node").alias("next"), f.least("node", "least").alias("turn")
    )
    return ways.join(least, "next").groupBy("node").agg(f.min("turn").alias("turn"))


@dataclass(slots=True)
class Gathered:
    """The few that a release is compared with, as `match` asks for them."""

    by_key: dict[str, list[tuple[Member, Role, str]]] = field(default_factory=dict)
    by: dict[str, list[Member]] = field(default_factory=dict)

    def add(self, row: Row, text: str) -> None:
        """Add one who was brought here, with its text."""
        other = member({**row, "ref": row["other"]}, text)
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
    """What is found of each release; it comes first among those it is compared with.

    Those of one text come one after another, so that it is counted once.
    """
    profiles = Profiles(shipped())
    for _, some in groupby(rows, lambda row: int(row["ref"])):
        mine, *others = some
        gathered = Gathered()
        for row in others:
            gathered.add(row, mine["text"] if row["as_mine"] else row["text"])
        told = member(mine, mine["text"])
        candidate = Candidate(told, keys_of(mine), NO_SKETCH)
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
