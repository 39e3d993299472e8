"""A published id never changes and never means another thing, whatever is done."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import announce, archive_file, item, rss
from tests.history import History, write_commit

CHANCE = 20_260_914
COUNT = 10


class Ledger:
    """Every id that any public feed ever told, with what it was told of."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}

    def note(self, project: Project) -> None:
        """Take note of what is public now; an id is of one thing for ever."""
        for name, content in project.published().items():
            if name.endswith("feed.json"):
                for told in json.loads(content)["items"]:
                    known = self.told.setdefault(told["id"], told["url"])
                    assert known == told["url"], f"{told['id']} is of two things"


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


def world(count: int = COUNT) -> dict[str, tuple[str, str]]:
    """Releases by file name: the archive's file, and the address of the original."""
    files = {}
    for number in range(count):
        address = f"https://clinic{number % 3}.example.org/news/{number}"
        title = f"Clinic {number} tells {announce(number).split()[4]} {number}"
        text = archive_file(title, announce(number), address)
        files[f"{number:03}.md"] = (text, address)
    return files


def settle(folder: Path, *, order: int = 1) -> Project:
    folder.mkdir()
    project = Project(folder)
    project.source("wire", "wire", trust="wire")
    project.source("other", "other", trust="wire")
    project.source("blog", "blog.xml", "feed", trust="owned")
    for name in ("wire", "other"):
        project.path(name).mkdir()
    project.write("blog.xml", rss([]))
    return project.configure(order=order)


def stories_of(project: Project) -> dict[tuple[str, str], str]:
    """The id of the story of each telling."""
    told = project.rows(
        "SELECT sources.name, item, stories.id FROM postings"
        " JOIN sources ON sources.id = source JOIN stories ON seq = story"
    )
    return {(source, item): id_ for source, item, id_ in told}


def every_id(project: Project) -> list[str]:
    query = "SELECT id FROM stories UNION ALL SELECT id FROM aliases"
    return [row[0] for row in project.rows(query)]


def arrivals(seed: int) -> Iterator[list[str]]:
    """The files in another order, some at once."""
    names = sorted(world())
    if seed:
        random.Random(seed).shuffle(names)
    while names:
        yield [names.pop(0) for _ in range(min(len(names), 5))]


def test_the_order_of_arrival_decides_no_id(tmp_path: Path, ledger: Ledger) -> None:
    """The same releases come in three orders, and each story has the same id."""
    found = []
    for seed in range(3):
        project = settle(tmp_path / str(seed), order=-1 if seed % 2 else 1)
        for day, names in enumerate(arrivals(seed), 1):
            for name in names:
                project.write(f"wire/{name}", world()[name][0])
            project.run(now=f"2026-10-{day:02}T12:00:00Z")
            ledger.note(project)
        found.append(stories_of(project))
    assert found[0] == found[1] == found[2]
    assert len({*found[0].values()}) == COUNT


def test_what_is_told_again_changed_or_copied_keeps_its_id(
    tmp_path: Path, ledger: Ledger
) -> None:
    project = settle(tmp_path / "one")
    for name, (text, _) in world().items():
        project.write(f"wire/{name}", text)
    project.run(now="2026-10-01T12:00:00Z")
    ledger.note(project)
    before = stories_of(project)
    text, _ = world()["003.md"]
    project.write("wire/003.md", text.replace("By day", "On day"))  # edited
    project.write("other/copy.md", text)  # copied
    project.write("blog.xml", rss([item("Ours", announce(4), world()["004.md"][1])]))
    project.remove("wire/005.md")  # gone from its place
    project.run(now="2026-10-02T12:00:00Z")
    ledger.note(project)
    project.write("wire/005.md", world()["005.md"][0])  # and there again
    project.run(now="2026-10-03T12:00:00Z")
    ledger.note(project)
    after = stories_of(project)
    assert {key: after[key] for key in before} == before
    assert len(every_id(project)) == len(set(every_id(project)))


def test_mergers_splits_and_undoing_retire_ids_and_reuse_none(
    tmp_path: Path, ledger: Ledger
) -> None:
    project = settle(tmp_path / "one")
    for name, (text, _) in [*world().items()][:5]:
        project.write(f"wire/{name}", text)
    project.run(now="2026-10-01T12:00:00Z")
    ledger.note(project)
    first = stories_of(project)
    one, two, three = sorted({*first.values()})[:3]
    project.decide("merge", one, two)
    ledger.note(project)
    project.decide("undo", "1")
    ledger.note(project)
    project.decide("merge", three, one)
    merged = project.explain(one)
    places = [each["locator"] for each in merged["appearances"] if each["locator"]]
    place = places[-1]
    project.decide("split", merged["id"], place)
    ledger.note(project)
    project.run(now="2026-10-02T12:00:00Z")
    ledger.note(project)
    ids = every_id(project)
    assert len(ids) == len(set(ids))
    assert {*first.values()} <= set(ids)  # none that was public is ever lost
    for known in ledger.told:
        assert project.explain(known)["id"] in ids


def test_a_replayed_history_gives_the_ids_of_the_first_time(tmp_path: Path) -> None:
    """An archive's history, replayed whole, in slices, and of its newest tree alone."""
    files = {f"wire/2026/0914/{name}": text for name, (text, _) in world(9).items()}
    names = sorted(files)
    commits = [
        write_commit("main", {name: files[name] for name in names[at : at + 3]})
        for at in (0, 3, 6)
    ]
    found = []
    for way, history in (("whole", True), ("tree", False)):
        project = Project(_folder(tmp_path / way))
        clone = History(tmp_path / way / "clone")
        clone.fast_import(b"".join(commits))
        more = {"history": True} if history else {}
        project.source("archive", str(clone.folder), "archive", trust="wire", **more)
        for hour in (12, 13):
            project.run(now=f"2026-10-01T{hour}:00:00Z")
        found.append(stories_of(project))
    assert found[0] == found[1]
    assert len({*found[0].values()}) == 9


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
