"""The stories of each component, formed where it lies by `match.form`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from syndicate.engine.components import components
from syndicate.engine.frames import Frame, Row, on_disk, together
from syndicate.engine.reading import member
from syndicate.match import BY_HEADLINE, Pair, Ruling, form
from syndicate.model import Evidence

LEAN = (
    *("ref", "source", "item", "trust", "form", "title", "text_digest", "words"),
    *("language", "published", "site", "wire", "issuer", "place"),
)
GROUPED = "ref bigint, original bigint"


@dataclass(frozen=True, slots=True)
class Decided:
    """What staff decided of who belongs together, as exported."""

    rulings: tuple[Ruling, ...] = ()
    pins: dict[int, str] = field(default_factory=dict)


def group(members: Frame, findings: Frame, decided: Decided) -> Frame:
    """(`ref`, `original`): the story of every release, by the original it shows."""
    from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

    leads = f"same OR key <> '' OR rule = '{BY_HEADLINE}'"
    edges = findings.where(leads).select("one", "two")
    joined = [(each.one, each.two) for each in decided.rulings if each.same]
    if joined:
        session = members.sparkSession
        edges = edges.union(session.createDataFrame(joined, "one bigint, two bigint"))
    of = on_disk(components(edges))
    placed = members.select(*LEAN).join(of, "ref")
    # What was found leads nowhere if the other end is elsewhere; who forms sees that.
    inside = findings.join(of.withColumnRenamed("ref", "one"), "one")
    rows = placed.unionByName(inside, allowMissingColumns=True)
    work = partial(form_rows, decided)
    order = ("ref", "one", "two", "key")
    formed = together(rows, ("component",), order, work, GROUPED)
    alone = members.select("ref").join(of, "ref", "left_anti")
    return formed.union(alone.select("ref", f.col("ref").alias("original")))


def form_rows(decided: Decided, rows: Iterable[Row]) -> Iterator[Row]:
    """The stories of one component after the other."""
    by_one: dict[int, list[Ruling]] = defaultdict(list)
    for ruling in decided.rulings:
        by_one[ruling.one].append(ruling)
    for _, some in groupby(rows, lambda row: int(row["component"])):
        members, pairs = [], []
        for row in some:
            if row["ref"] is None:
                pairs.append(_pair(row))
            else:
                members.append(member(row))
        refs = {each.ref for each in members}
        pairs = [each for each in pairs if each.two in refs]
        rulings = [
            each
            for ref in sorted(refs)
            for each in by_one.get(ref, ())
            if each.two in refs
        ]
        for found in form(members, pairs, rulings, decided.pins):
            for ref in found.members:
                yield {"ref": ref, "original": found.original}


def _pair(row: Row) -> Pair:
    evidence = Evidence(row["rule"], row["detail"], row["score"])
    return Pair(row["one"], row["two"], row["same"], evidence, row["key"])
