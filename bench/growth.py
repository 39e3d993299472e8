"""What one more release costs to match, with ever more of them in the database.

Releases resemble those of the archive: nine sentences of ten are another release's,
every rare name and every number is another, and so are two fifths of the longer words.
A few names are common and most are rare, as names are. Five hundred come on a day, so
that any window of days is as full at the end as at the beginning. One in fifty is a
copy of one that came before, with another first sentence. All that is told by then is
told again every two hundred days from the hundred-thousandth on, under other addresses:
what one more release meets within its days stays what it was, and the tables grow.

Up to each size the database is filled in bulk: by the functions that a run uses,
without matching, and with the rows of the index put in order first. That it leaves the
rows that a run leaves is asserted on the first of them. Then some are told as a run
tells them, and what each takes is measured: seconds of the processor, and beside it of
the clock on the wall. Making a trace knows nothing of what is stored: where that column
differs between two lines, the machine was busier, and the last figure allows for it.
"""

from __future__ import annotations

import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bench.cleaning import clean_file
from syndicate.config import Settings, Site, Source
from syndicate.match import (
    Index,
    Key,
    Member,
    Profiles,
    Role,
    Sketch,
    match,
    trace,
)
from syndicate.match.keys import tldr_key
from syndicate.match.profile import Profile
from syndicate.model import Moment, Posting, Precision, Release, Trust
from syndicate.store import Store, shipped
from syndicate.store.bearers import INSERT as INSERT_KEY
from syndicate.store.bearers import key_rows
from syndicate.store.postings import INSERT, row_of, tell
from syndicate.store.under import SPAN, span_of

A_DAY = 500
COPIES = 50  # one in so many, of one of those before it
NEVER_TOLD = 10**9
ANEW = 100_000  # releases that are told before the first is told again
MEASURED = 1_000  # releases over which a cost is taken
COMPARED = 300  # that are loaded both ways, to see that the same rows come of it
TOLD_ONCE = 220  # of which these are told once, and the others are the first again
BATCH = 500  # releases kept in one transaction, as by a run
BUNDLE = 500  # releases that a process makes at a time
WIRES = 20
EVERY = 8  # files of the archive, of which one is taken as a pattern
START = datetime(2020, 1, 1, tzinfo=UTC)
SETTINGS = Settings(Path("config.toml"), Site("https://news.example.org/"))
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
VARIED = 14  # sentences; what follows them is found by nothing
OWN = 0.1  # of the sentences are those of the pattern
TOKEN = re.compile(r"\b([A-Z][a-z]+|[a-z]{6,}|\d+)\b")
SOUNDS = ("ba", "de", "fi", "go", "ku", "la", "mo", "ne", "pi", "ro", "su", "ta", "zo")
NAMES = 200_000
OTHER_WORDS = 0.4  # of the longer words
NAME_WEIGHS = 5.0  # a capital letter on a commoner word does not make a name of it
STAGES = ("trace", "insert", "look up", "profile", "compare", "commit")
STAGED = (
    ("made_runs", "hash, day, posting", "sketch_runs"),
    ("made_terms", "span, hash, day, posting", "sketch_terms"),
    ("made_keys", "key, rank, posting, role, url", "keys"),
)
BULK = ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE")
KEEP = (
    INSERT.partition("RETURNING")[0],
    *(
        f"INSERT INTO {made} VALUES ({', '.join('?' * (columns.count(',') + 1))})"
        for made, columns, _ in STAGED
    ),
)
COLUMNS = "SELECT name FROM pragma_table_info('postings')"
AGAIN = {  # what is another of a release that is told again
    "ref": "ref + :shift",
    "item": "CAST(ref - 1 + :shift AS TEXT)",
    "url": "replace(url, '/' || item, '/' || (ref - 1 + :shift))",
    "published": "date(published, :days || ' days')",
    "record": "replace(record, published, date(published, :days || ' days'))",
}
RUNS_AGAIN = """
INSERT INTO sketch_runs SELECT hash, day + :days, posting + :shift FROM sketch_runs
WHERE posting BETWEEN :first AND :last ORDER BY 1, 2, 3
"""
TERMS_AGAIN = f"""
INSERT INTO sketch_terms
SELECT (day + :days) / {SPAN} AS span, hash, day + :days, posting + :shift
FROM sketch_terms WHERE posting BETWEEN :first AND :last ORDER BY 1, 2, 3, 4
"""
NOTHING = Release("", "", "", "")
TABLES = ("postings", "keys", "sketch_runs", "sketch_terms", "sketch_titles")


Cost = dict[str, float]  # seconds by stage
Found = TypeVar("Found")


def measure(corpus: Path, counts: Sequence[int], keep: Path | None = None) -> None:
    """Fill a database up to each count and print what one more costs there.

    The database stays in the folder `keep`; a kept one is filled further.
    """
    imagined = Imagined(patterns(corpus))
    with tempfile.TemporaryDirectory() as folder:
        check(imagined, Path(folder))
        place = (keep or Path(folder)) / "growth.sqlite"
        heads = [*STAGES, "all", "median", "p95"]
        print(f"{'releases':>9}{'us':>6}" + "".join(f"{head:>9}" for head in heads))
        first, least = 0.0, 0.0
        for count in counts:
            fill(imagined, place, count)
            clocks = Clocks()
            with Store.open(place) as store:
                held = store.counts()["postings"]
                loaded = held + MEASURED
                costs = tell_some(store, imagined.make_new, range(held, loaded), clocks)
                sizes = index_sizes(store.connection)
            for name, told in costs.items():
                print(lay_out(f"{held:>9,}{name:>6}", told))
            middle = median(costs["CPU"])
            trace_takes = median([{"trace": cost["trace"]} for cost in costs["CPU"]])
            first, least = first or middle, least or trace_takes
            print(
                f"{'':15} {sizes[0] / loaded:.0f} bytes of sketches and"
                f" {sizes[1] / loaded:.0f} of keys each;"
                f" compared with {clocks.pairs / MEASURED:.2f} others each;"
                f" median {middle / first:.2f} times the first,"
                f" {middle / first * least / trace_takes:.2f} on a machine as busy",
                flush=True,
            )


def lay_out(head: str, costs: Sequence[Cost]) -> str:
    """One line: microseconds of each stage in the mean, then of all."""
    means = [sum(cost[stage] for cost in costs) / len(costs) for stage in STAGES]
    totals = sorted(sum(cost.values()) for cost in costs)
    line = [*means, sum(means), median(costs), totals[int(len(totals) * 0.95)]]
    return head + "".join(f"{each * 1e6:>9.0f}" for each in line)


def median(costs: Sequence[Cost]) -> float:
    """The middle of what the releases took in all."""
    return sorted(sum(cost.values()) for cost in costs)[len(costs) // 2]


@dataclass(frozen=True, slots=True)
class Imagined:
    """Releases without end, the same for a number wherever it is made."""

    patterns: Sequence[Pattern]
    anew: int = ANEW

    def make(self, number: int) -> Release:
        """The release of a number; beyond `anew` it is an earlier one told again."""
        return under(self._tell_or_copy(number % self.anew), number)

    def make_new(self, number: int) -> Release:
        """A release of the day of a number that was never told."""
        return under(self._tell_or_copy(NEVER_TOLD + number), number)

    def _tell_or_copy(self, number: int) -> Release:
        if number % COPIES or not number:
            return self._tell(number)
        chance = random.Random(number)
        told = self._tell(number - chance.randrange(1, COPIES))
        other = chance.choice(self.patterns)
        text = "\n".join([spell(other.sentences[0], chance, {}), told.text])
        return replace(told, text=text)

    def _tell(self, number: int) -> Release:
        chance = random.Random(-number - 1)
        pattern = chance.choice(self.patterns)
        names: dict[str, str] = {}
        sentences = [
            each
            if chance.random() < OWN
            else chance.choice(chance.choice(self.patterns).sentences)
            for each in pattern.sentences
        ]
        return Release(
            source="",
            item="",
            title=spell(pattern.title, chance, names),
            text=" ".join(
                [
                    *(spell(each, chance, names) for each in sentences[:VARIED]),
                    *(each.told for each in sentences[VARIED:]),
                ]
            ),
            language="en",
        )


def under(told: Release, number: int) -> Release:
    """A text as it is told under a number."""
    wire = f"wire{number % WIRES}"
    day = START + timedelta(days=number // A_DAY)
    return replace(
        told,
        source=wire,
        item=str(number),
        url=f"https://{wire}.example.org/{number}",
        published=Moment(day, Precision.DATE, "feed"),
    )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens, what is between them, and as it was told."""

    between: list[str]
    tokens: list[str]
    told: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A release taken apart, so that another can be made like it."""

    title: Sentence
    sentences: list[Sentence]

    @classmethod
    def of(cls, release: Release) -> Pattern:
        """A release as a pattern."""
        told = SENTENCE_END.split(release.text)
        return cls(apart(release.title), [apart(each) for each in told])


def patterns(corpus: Path) -> list[Pattern]:
    """Some releases of the archive, taken apart."""
    archive = corpus / "archive"
    return [
        Pattern.of(release)
        for path in sorted(archive.glob("*/*/*/*.md"))[::EVERY]
        for release in clean_file(str(path.relative_to(archive)), path.read_bytes())
        if len(release.text) > 400
    ]


def apart(text: str) -> Sentence:
    """A sentence by its tokens."""
    pieces = TOKEN.split(text)
    return Sentence(pieces[::2], pieces[1::2], text)


def spell(sentence: Sentence, chance: random.Random, names: dict[str, str]) -> str:
    """A sentence like another: other names, numbers and words."""
    between, tokens = sentence.between, sentence.tokens
    roll, weigh, made = chance.random, shipped().weight, [between[0]]
    for token, after in zip(tokens, between[1:], strict=True):
        if token[0].islower():
            rare = roll() < OTHER_WORDS
            made.append(tokens[int(roll() * len(tokens))].lower() if rare else token)
        elif token[0].isdigit():
            made.append(str(int(roll() * 10 ** min(len(token), 9))))
        elif weigh(token.lower()) < NAME_WEIGHS:
            made.append(token)
        else:
            if token not in names:
                names[token] = name(int(roll() ** 2 * NAMES))
            made.append(names[token])
        made.append(after)
    return "".join(made)


def name(number: int) -> str:
    """A name of four or five sounds, the same for a number."""
    sounds: list[str] = []
    while number or len(sounds) < 4:
        number, sound = divmod(number, len(SOUNDS))
        sounds.append(SOUNDS[sound])
    return "".join(sounds).capitalize()


_MADE_FROM: list[Imagined] = []
Rows = list[list[Any]]  # of postings, then as `STAGED` names them


def prepare(imagined: Imagined) -> None:
    """Have a process know what releases are made from."""
    _MADE_FROM.append(imagined)


def make(numbers: range, ids: dict[str, int]) -> Rows:
    """The rows that a run leaves of some releases. The first release has number 0."""
    postings: list[object] = []
    runs: list[object] = []
    terms: list[object] = []
    keys: list[object] = []
    for number in numbers:
        release, ref = _MADE_FROM[-1].make(number), number + 1
        posting = Posting(release.source, release.item, release.title, "")
        told = tell(ids[release.source], "", posting, "1")
        postings.append(row_of(told, release, START))
        found_by = trace(release, shipped())
        keys += key_rows(a_member(release, ref), found_by.keys)
        day = found_by.sketch.day
        runs += [(hash_, day, ref) for hash_ in found_by.sketch.runs]
        span = span_of(day)
        terms += [(span, hash_, day, ref) for hash_, _ in found_by.sketch.terms]
    return [postings, runs, terms, keys]


def a_member(release: Release, ref: int) -> Member:
    """A release as its keys are kept."""
    return Member(
        ref=ref,
        source=release.source,
        item=release.item,
        trust=Trust.WIRE,
        form=release.form,
        title=release.title,
        text="",
        text_digest="",
        words=0,
        published=release.published,
    )


def fill(imagined: Imagined, place: Path, count: int) -> None:
    """Load releases in bulk: made in two processes, the index's rows put in order."""
    with Store.open(place) as store:
        store.found(SETTINGS, START)
        ids, connection = enrol(store), store.connection
        held = store.counts()["postings"]
        numbers = range(held, min(count, imagined.anew))
        for setting in BULK:
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        for made, columns, _ in STAGED:
            connection.execute(f"CREATE TEMP TABLE {made} ({columns})")
        for bundle in made_elsewhere(imagined, numbers, ids):
            for query, rows in zip(KEEP, bundle, strict=True):
                connection.executemany(query, rows)
        for made, columns, table in STAGED:
            connection.execute(
                f"INSERT INTO {table} ({columns})"
                f" SELECT DISTINCT {columns} FROM {made} ORDER BY {columns}"
            )
        tell_again(connection, range(max(held, imagined.anew), count), imagined.anew)
        connection.execute("COMMIT")


def tell_again(connection: sqlite3.Connection, numbers: range, anew: int) -> None:
    """Have what was told first be told again, as `Imagined.make` does."""
    columns = [row["name"] for row in connection.execute(COLUMNS)]
    again = ", ".join([AGAIN.get(name, name) for name in columns])
    for start in range(numbers.start // anew * anew, numbers.stop, anew):
        part = range(max(numbers.start, start), min(numbers.stop, start + anew))
        names = {
            "shift": start,
            "days": start // A_DAY,
            "first": part.start - start + 1,
            "last": part.stop - start,
        }
        connection.execute(
            f"INSERT INTO postings SELECT {again} FROM postings"
            " WHERE ref BETWEEN :first AND :last",
            names,
        )
        for query in (RUNS_AGAIN, TERMS_AGAIN):
            connection.execute(query, names)
        connection.executemany(INSERT_KEY, sorted(keys_of(part)))


def keys_of(numbers: range) -> Iterator[tuple[str, int, int, str, str]]:
    """The keys that the addresses of some releases are."""
    for number in numbers:
        told = under(NOTHING, number)
        url = str(told.url)
        borne = (
            Key(f"url:{url.removeprefix('https://')}", Role.OWN),
            Key(tldr_key(url), Role.TRAIL),
        )
        yield from key_rows(a_member(told, number + 1), borne)


def made_elsewhere(
    imagined: Imagined, numbers: range, ids: dict[str, int]
) -> Iterator[Rows]:
    """Bundles of releases in order, a few of them on their way at any time."""
    bundles = [numbers[at : at + BUNDLE] for at in range(0, len(numbers), BUNDLE)]
    with ProcessPoolExecutor(2, initializer=prepare, initargs=(imagined,)) as pool:
        waiting = [pool.submit(make, bundle, ids) for bundle in bundles[:6]]
        for at in range(len(bundles)):
            yield waiting.pop(0).result()
            if at + 6 < len(bundles):
                waiting.append(pool.submit(make, bundles[at + 6], ids))


def enrol(store: Store) -> dict[str, int]:
    """The numbers of the sources."""
    names = [f"wire{number}" for number in range(WIRES)]
    return {
        name: store.inbox.enrol(Source(name, "files", "folder", Trust.WIRE)).id
        for name in names
    }


@dataclass(slots=True)
class Clock:
    """What each stage takes, by one clock."""

    read: Callable[[], float]
    spent: Cost = field(default_factory=dict)
    at: float = 0.0

    def begin(self) -> None:
        """Begin a release."""
        self.spent, self.at = dict.fromkeys(STAGES, 0.0), self.read()

    def note(self, stage: str) -> None:
        """All since the last note was of this stage."""
        now = self.read()
        self.spent[stage] += now - self.at
        self.at = now


@dataclass(slots=True)
class Clocks:
    """The processor's clock and that on the wall."""

    cpu: Clock = field(default_factory=lambda: Clock(time.process_time))
    wall: Clock = field(default_factory=lambda: Clock(time.perf_counter))
    pairs: int = 0  # that were compared

    def begin(self) -> None:
        """Begin a release."""
        self.cpu.begin()
        self.wall.begin()

    def note(self, stage: str) -> None:
        """All since the last note was of this stage."""
        self.cpu.note(stage)
        self.wall.note(stage)


@dataclass(frozen=True, slots=True)
class Watched:
    """An index that tells what its answers take."""

    index: Index
    clocks: Clocks

    def bearers(self, told: Member, key: str) -> Iterable[tuple[Member, Role, str]]:
        """See `Index`."""
        return self._watch(lambda: self.index.bearers(told, key))

    def same_text(self, member: Member) -> Iterable[Member]:
        """See `Index`."""
        return self._watch(lambda: self.index.same_text(member))

    def near(self, ref: int, sketch: Sketch) -> Iterable[Member]:
        """See `Index`."""
        found = self._watch(lambda: self.index.near(ref, sketch))
        self.clocks.pairs += len(found)
        return found

    def near_headline(self, ref: int, sketch: Sketch) -> Iterable[Member]:
        """See `Index`."""
        return self._watch(lambda: self.index.near_headline(ref, sketch))

    def headlines_near(self, ref: int, sketch: Sketch) -> Iterable[Member]:
        """See `Index`."""
        return self._watch(lambda: self.index.headlines_near(ref, sketch))

    def _watch(self, ask: Callable[[], Iterable[Found]]) -> list[Found]:
        self.clocks.note("compare")
        found = list(ask())
        self.clocks.note("look up")
        return found


@dataclass(slots=True)
class WatchedProfiles(Profiles):
    """Profiles that tell what they take."""

    clocks: Clocks = field(default_factory=Clocks)

    def of(self, member: Member) -> Profile:
        """See `Profiles`."""
        self.clocks.note("compare")
        found = Profiles.of(self, member)
        self.clocks.note("profile")
        return found


def tell_some(
    store: Store, make: Callable[[int], Release], numbers: range, clocks: Clocks
) -> dict[str, list[Cost]]:
    """Keep and match releases as a run does; what each took, by either clock."""
    inbox, ids, batch = store.inbox, enrol(store), BATCH
    profiles = WatchedProfiles(shipped(), clocks=clocks)
    index = Watched(inbox.index(), clocks)
    costs: dict[str, list[Cost]] = {"CPU": [], "wall": []}
    with inbox.batches() as commit:
        for count, number in enumerate(numbers, 1):
            release = make(number)
            posting = Posting(release.source, release.item, release.title, "")
            told = inbox.tell(ids[release.source], "", posting, "1")
            kept = inbox.keep(told, release, START)
            clocks.begin()
            found_by = trace(release, shipped())
            clocks.note("trace")
            candidate = inbox.candidate(kept, found_by)
            clocks.note("insert")
            verdict = match(candidate, index, profiles)
            clocks.note("compare")
            inbox.keep_verdict(kept.ref, verdict)
            clocks.note("insert")
            costs["CPU"].append(clocks.cpu.spent)
            costs["wall"].append(clocks.wall.spent)
            if count % batch == 0:
                clocks.begin()
                commit()
                clocks.note("commit")
                for name, clock in (("CPU", clocks.cpu), ("wall", clocks.wall)):
                    for cost in costs[name][-batch:]:
                        cost["commit"] = clock.spent["commit"] / batch
    return costs


def check(imagined: Imagined, folder: Path) -> None:
    """See that bulk loading leaves the very rows that a run leaves."""
    places = folder / "bulk.sqlite", folder / "told.sqlite"
    few = replace(imagined, anew=TOLD_ONCE)
    fill(few, places[0], COMPARED)
    with Store.open(places[1]) as store:
        store.found(SETTINGS, START)
        tell_some(store, few.make, range(COMPARED), Clocks())
    bulk, told = (rows(place) for place in places)
    assert bulk == told, "bulk loading leaves other rows than a run"
    print(f"{COMPARED} releases leave the same {len(told):,} rows in bulk as told")


def rows(place: Path) -> list[tuple[object, ...]]:
    """All rows by which releases are found, and the postings themselves."""
    with Store.open(place) as store:
        return [
            (table, *row)
            for table in TABLES
            for row in store.connection.execute(
                f"SELECT * FROM {table} ORDER BY 1, 2, 3"
            )
        ]


def index_sizes(connection: sqlite3.Connection) -> tuple[int, int]:
    """Bytes of the tables of sketches, and of the keys and their index."""
    sizes = [
        connection.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name LIKE :name",
            {"name": name},
        ).fetchone()[0]
        for name in ("sketch%", "keys%")
    ]
    return int(sizes[0]), int(sizes[1])
