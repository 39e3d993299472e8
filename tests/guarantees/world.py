"""What sources tell in a rehearsal: a world that changes from hour to hour."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import announce, archive_file, item, rss

NAMES = (
    *("Alder", "Birch", "Cedar", "Elm", "Hazel", "Juniper", "Larch", "Maple"),
    "Rowan",
)
THINGS = ("a garden", "a lift", "evening hours", "a quiet room", "a second office")


class World:
    """What sources tell: it grows, is edited, and loses things, as chance has it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.count = 0
        self.items: list[str] = []
        self.files: list[str] = []
        self.apart: list[tuple[str, str]] = []  # an item of its own; where it belongs

    def change(self, projects: list[Project]) -> None:
        """The same change in every project."""
        for name, content in self._changes():
            for project in projects:
                if content is None:
                    project.remove(name)
                else:
                    project.write(name, content)

    def _changes(self) -> Iterator[tuple[str, str | bytes | None]]:
        for _ in range(3):
            title, text, address = self._announce()
            name = f"{self.count:04}.md"
            self.files.append(name)
            yield f"wire/{name}", archive_file(title, text, address)
            if self.chance.random() < 0.5:  # the same release in another folder
                yield f"other/{name}", archive_file(f"{title}!", text, address)
            if self.chance.random() < 0.5:
                self.items.insert(0, item(title, text, address))
            elif self.chance.random() < 0.5:  # a story of its own, for now
                own = f"{address}/told-again"
                again = item(title, f"{text}\n\nThe clinic thanks all.", own)
                self.apart.append(
                    (again, again.replace(f"<link>{own}", f"<link>{address}"))
                )
        for name in self.chance.sample(self.files, 2):
            title, text, address = self._announce()
            yield f"wire/{name}", archive_file(title, text, address)
        if len(self.files) > 6:
            gone = self.files.pop(self.chance.randrange(len(self.files)))
            yield f"wire/{gone}", None
        yield "blog.xml", rss(self.items[:6])
        yield "again.xml", rss([self.chance.choice(pair) for pair in self.apart[-8:]])

    def _announce(self) -> tuple[str, str, str]:
        self.count += 1
        clinic = f"{self.chance.choice(NAMES)} Clinic {self.count}"
        title = f"{clinic} opens {self.chance.choice(THINGS)}"
        text = f"{title} for all. {announce(self.count)}"
        return title, text, f"https://clinic.example.org/{self.count}"


def settle(folder: Path) -> Project:
    """A project with the sources of the world, whose output is carried to a mirror."""
    folder.mkdir(parents=True)
    project = Project(folder)
    carry = ["cp", "-R", "{output}/.", str(folder / "mirror")]
    project.tables.append(f"[publish]\nafter = [{json.dumps(carry)}]\n")
    for name, trust in (("wire", "wire"), ("other", "open")):
        project.source(name, name, trust=trust).path(name).mkdir()
    project.source("again", "again.xml", "feed")
    project.path("mirror").mkdir()
    return project.source("blog", "blog.xml", "feed", trust="owned")
