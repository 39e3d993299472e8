"""One text under very many items: one story, at a cost that grows with their number."""

from __future__ import annotations

import random
from pathlib import Path

from syndicate.model import Release
from syndicate.store.equals import BESIDE
from tests.store.shelf import TEXT, Shelf, telling

Findings = set[tuple[str, str, str, int]]
FOUND = """
SELECT one.item, two.item, rule, same FROM findings
JOIN postings AS one ON one.ref = findings.one
JOIN postings AS two ON two.ref = findings.two
"""
OTHER_TITLES = ("A lake is dry", "Mortgage rates fell", "Who won the chess prize")


def findings(shelf: Shelf) -> Findings:
    rows = shelf.store.connection.execute(FOUND).fetchall()
    return {(*sorted(row[:2]), *row[2:]) for row in rows}


def equals(number: int) -> list[Release]:
    """The same text again and again; some titles contradict the others."""
    titles = ("New wing for chronic pain in Salem", *OTHER_TITLES)
    return [
        telling("list", f"item {at:04}", TEXT, title=titles[at % 7 % 4])
        for at in range(number)
    ]


def test_hundreds_of_equal_texts_are_one_story(tmp_path: Path) -> None:
    number, shelf = 300, Shelf(tmp_path / "one.sqlite")
    same = [telling("list", f"item {at}") for at in range(number)]
    with shelf.store:
        shelf.tell(*random.Random(4).sample(same, number))
        ((story, places),) = shelf.stories().items()
        assert len(places) == number
        assert len(findings(shelf)) == BESIDE * number - BESIDE * (BESIDE + 1) // 2
        shelf.tell(telling("list", "item 150 and more"))
        assert list(shelf.stories()) == [story]


def test_what_is_found_of_equal_texts_knows_no_order(tmp_path: Path) -> None:
    found, formed = [], []
    for seed in range(3):
        shelf = Shelf(tmp_path / f"{seed}.sqlite")
        with shelf.store:
            shuffled = random.Random(seed).sample(equals(60), 60)
            for start in range(0, 60, 60 if seed else 7):
                shelf.tell(*shuffled[start : start + (60 if seed else 7)])
            found.append(findings(shelf))
            formed.append(sorted(sorted(each) for each in shelf.stories().values()))
            moves = shelf.store.rematch(shelf.now, apply=False, watch=lambda *_: None)
            assert moves == []
    assert found[0] == found[1] == found[2]
    assert formed[0] == formed[1] == formed[2]
    assert {same for *_, same in found[0]} == {0, 1}
