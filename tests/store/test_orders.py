"""Whatever the order, the batches and the runs: the same stories, and nothing moves."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from syndicate.clean import Rules, clean
from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Form, Link, Purpose, Release, Trust
from syndicate.sources.base import Answer, Request
from syndicate.sources.files import Files
from tests.store.shelf import Shelf, on, original, telling

Stories = set[tuple[tuple[str, str], frozenset[tuple[str, str]]]]
PLACES = ("Salem", "Bend", "Redmond", "Eugene", "Medford", "Astoria")
NAMES = ("River", "Harbour", "Mesa", "Cedar", "Summit", "Willow")
WHO = ("Ada Moss", "Ben Okafor", "Cora Lindt", "Dan Reyes", "Eva Holm", "Finn Walsh")
DOES = (
    "opens a wing for people who live with chronic pain",
    "starts a ketamine program for depression that resists treatment",
    "moves its records to a system that patients can read at home",
    "hires a night nurse so that nobody waits alone before an infusion",
    "closes its oldest building after a winter of leaking roofs",
    "offers free balance classes with the public library next door",
)


def family(number: int) -> list[Release]:
    """One announcement as the clinic, a wire, a digest and a forum tell it."""
    clinic, place = f"{NAMES[number]} Clinic", PLACES[number]
    who, does = WHO[number], DOES[number]
    url = f"https://{NAMES[number].lower()}.example.org/news/{number}"
    text = (
        f"{clinic} of {place} {does}, the owners said. {who}, who leads the team of"
        f" {number + 7}, has asked for it since the spring of the great flood."
        f" The first {10 + number} patients come on Monday; a letter tells each of them"
        f" where to park. It costs {number + 3}00,000 dollars, a third of which {place}"
        " pays. Visitors may look at the rooms next Saturday, when there is tea."
    )
    title = f"{clinic} {does.partition(' for ')[0].partition(' that ')[0]}"
    day = on(number + 5)
    about = (Link(Purpose.ABOUT, url),)
    return [
        telling("clinic", url, text, title=title, url=url, published=day),
        telling("wire", url, text, title=f"{title} in {place}", links=original(url)),
        telling("echo", url, f"{text} Thanks to all.", title=title, published=day),
        telling("list", url, "", title=title, published=day, form=Form.HEADLINE),
        telling(
            "forum", url, "", title="Seen this?", links=about, form=Form.DISCUSSION
        ),
        telling("digest", url, text.partition(" It costs")[0], title=title),
        telling("rival", url, f"{who} reads {NAMES[number - 1]}'s post. {does}? No."),
    ]


TRUSTS = {"clinic": Trust.OWNED, "wire": Trust.WIRE}


def told(tellings: Sequence[Release], path: Path, *sizes: int) -> tuple[Stories, Shelf]:
    """The stories of tellings that came in batches of these sizes, again and again."""
    shelf, start = Shelf(path), 0
    while start < len(tellings):
        for size in sizes:
            run(shelf, tellings[start : start + size])
            start += size
    return stories(shelf), shelf


def run(shelf: Shelf, tellings: Sequence[Release]) -> None:
    """One run that brings these."""
    for trust in Trust:
        mine = [each for each in tellings if TRUSTS.get(each.source) is trust]
        if trust is Trust.OPEN:
            mine = [each for each in tellings if each.source not in TRUSTS]
        shelf.keep(*mine, trust=trust)
    shelf.form()


def stories(shelf: Shelf) -> Stories:
    """Each story: what it shows, and all that tell it."""
    rows = shelf.store.connection.execute(
        "SELECT stories.seq, original = ref AS shown, sources.name, item FROM postings"
        " JOIN sources ON sources.id = source JOIN stories ON seq = story"
    ).fetchall()
    found: dict[int, list[tuple[str, str]]] = {}
    shown: dict[int, tuple[str, str]] = {}
    for seq, is_shown, source, item in rows:
        found.setdefault(seq, []).append((source, item))
        if is_shown:
            shown[seq] = (source, item)
    return {(shown[seq], frozenset(members)) for seq, members in found.items()}


def shuffle(seed: int, tellings: list[Release]) -> list[Release]:
    return random.Random(seed).sample(tellings, len(tellings))


ORDERS: dict[str, Callable[[list[Release]], list[Release]]] = {
    "as it is": list,
    "turned round": lambda tellings: tellings[::-1],
    **{f"shuffled {seed}": partial(shuffle, seed) for seed in range(4)},
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("sizes", [(1000,), (1,), (5, 2, 9)])
def test_families_form_the_same_stories_in_any_order(
    tmp_path: Path, order: str, sizes: tuple[int, ...]
) -> None:
    tellings = [each for number in range(len(NAMES)) for each in family(number)]
    expected, first = told(tellings, tmp_path / "one.sqlite", len(tellings))
    first.store.connection.close()
    found, shelf = told(ORDERS[order](tellings), tmp_path / "two.sqlite", *sizes)
    with shelf.store:
        assert found == expected
        assert all(shown[0] != "forum" for shown, _ in found)
        clinics = [members for shown, members in found if shown[0] == "clinic"]
        assert len(clinics) == len(NAMES)
        for members in clinics:
            assert {"clinic", "wire", "echo", "list", "forum"} <= dict(members).keys()
            assert len({item for _, item in members}) == 1
        ids = shelf.stories()
        run(shelf, tellings)
        assert shelf.stories() == ids
        moves = shelf.store.rematch(shelf.now, apply=True, watch=lambda *_: None)
        assert moves == []
        assert stories(shelf) == expected


def read(archive: Path, paths: Sequence[Path]) -> Iterator[Release]:
    for path in paths:
        name = str(path.relative_to(archive))
        wire = name.partition("/")[0]
        document = Document(wire, "", path.read_bytes(), locator=name)
        try:
            for posting in Files().read(
                Source(wire, "files", "."), Answer(Request(name), document)
            ):
                yield replace(clean(posting, Rules()), source=wire)
        except SourceError:
            continue


def test_a_slice_of_the_archive_forms_the_same_stories_in_any_order(
    corpus: Path, tmp_path: Path
) -> None:
    archive = corpus / "archive"
    # Whole days, for it is on one day that the same thing is told twice.
    paths = [
        path
        for day in ("2025/0617", "2025/0616", "2024/1107", "2024/1231")
        for path in sorted(archive.glob(f"*/{day}/*.md"))
    ]
    releases = list(read(archive, paths))
    expected, first = told(releases, tmp_path / "one.sqlite", len(releases))
    first.store.connection.close()
    assert sum(len(members) > 1 for _, members in expected) >= 10
    for seed, sizes in enumerate([(40,), (7, 300, 1)]):
        chance = random.Random(seed)
        shuffled = chance.sample(releases, len(releases))
        found, shelf = told(shuffled, tmp_path / f"{seed}.sqlite", *sizes)
        with shelf.store:
            assert found == expected
            moves = shelf.store.rematch(shelf.now, apply=False, watch=lambda *_: None)
            assert moves == []
