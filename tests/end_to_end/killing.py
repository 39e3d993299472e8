"""Runs that are killed at any moment, beside the same runs left in peace."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import announce, archive_file, item, rss

NAMES = (
    "Alder",
    "Birch",
    "Cedar",
    "Elm",
    "Hazel",
    "Juniper",
    "Larch",
    "Maple",
    "Rowan",
)
THINGS = ("a garden", "a lift", "evening hours", "a quiet room", "a second office")
PATIENCE = 120  # seconds that any run may take


@dataclass
class Rehearsal:
    """Two projects told the same things: one whose runs are killed, one in peace.

    `trouble` is what went wrong, a line each; `killed` how many runs were, and
    `during` what they were at.
    """

    folder: Path
    seed: int = 0
    trouble: list[str] = field(default_factory=list)
    killed: int = 0
    during: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.world = World(random.Random(self.seed))
        self.disturbed = _project(self.folder / "disturbed")
        self.peaceful = _project(self.folder / "peaceful")
        self.now = datetime(2026, 10, 5, 12, tzinfo=UTC)

    def play(self, rounds: int) -> None:
        """That many rounds: change the world, kill a run, run again, compare."""
        for number in range(rounds):
            self.now += timedelta(hours=1)
            self.world.change([self.disturbed, self.peaceful])
            for project in (self.disturbed, self.peaceful):
                project.now = self.now.isoformat()
            peace = _start(self.peaceful)
            self._kill(_start(self.disturbed))
            self._note(number, "after the kill", whole(self.disturbed))
            again = _start(self.disturbed)
            for name, process in (("the run after", again), ("in peace", peace)):
                _, said = process.communicate(timeout=PATIENCE)
                if process.returncode or said:
                    told = f"exit {process.returncode}: {said}"
                    self._note(number, name, [told])
            self._note(number, "in the end", whole(self.disturbed))
            self._note(number, "in the end", leftovers(self.disturbed))
            self._note(number, "compared", differences(self.disturbed, self.peaceful))

    def _kill(self, process: subprocess.Popen[str]) -> None:
        """Kill it at a moment of chance, of one of three sorts."""
        sort = self.chance.choice(("anywhere", "keeping", "publishing"))
        if sort == "anywhere":
            time.sleep(self.chance.uniform(0, 1.2))
        else:
            log = self.disturbed.path("db/syndicate.sqlite-wal")
            signs: dict[str, Callable[[], bool]] = {
                "keeping": lambda: log.exists() and log.stat().st_size > 0,
                "publishing": lambda: any(self.disturbed.folder.rglob("*.tmp")),
            }
            while process.poll() is None and not signs[sort]():
                time.sleep(0.001)
            time.sleep(self.chance.uniform(0, 0.08 if sort == "publishing" else 0.4))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            self.killed += 1
            self.during.append(sort)
        process.communicate(timeout=PATIENCE)

    def _note(self, number: int, when: str, problems: list[str]) -> None:
        self.trouble += [f"round {number}, {when}: {each}" for each in problems]


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
        for _ in range(4):
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


def whole(project: Project) -> list[str]:
    """What is torn or told twice among the public files."""
    problems = []
    for name, content in project.published().items():
        try:
            ids = _ids(name, content)
        except (ET.ParseError, ValueError) as error:
            problems.append(f"{name} is torn: {error}")
            continue
        if len(ids) != len(set(ids)):
            problems.append(f"{name} tells an id twice")
    return problems


def leftovers(project: Project) -> list[str]:
    """Files and processes that a killed run left and the next did not clear away."""
    strays = [str(path) for path in project.folder.rglob("*.tmp")]
    strays += [str(path) for path in project.folder.rglob("*.new")]
    strays += [str(path) for path in project.folder.rglob(".syndicate")]
    ends = time.monotonic() + 5
    while (alive := _processes_in(project.folder)) and time.monotonic() < ends:
        time.sleep(0.02)
    return [*strays, *(f"process {number} still runs" for number in alive)]


def differences(one: Project, two: Project) -> list[str]:
    """The public files in which two projects differ."""
    first, second = one.published(), two.published()
    return [
        f"{name}: {'only one has it' if None in pair else 'differs'}"
        for name in sorted({*first, *second})
        if (pair := (first.get(name), second.get(name)))[0] != pair[1]
    ]


def _project(folder: Path) -> Project:
    folder.mkdir(parents=True)
    project = Project(folder)
    for name, trust in (("wire", "wire"), ("other", "open")):
        project.source(name, name, trust=trust).path(name).mkdir()
    project.source("again", "again.xml", "feed")
    return project.source("blog", "blog.xml", "feed", trust="owned")


def _start(project: Project) -> subprocess.Popen[str]:
    return subprocess.Popen(
        project.command("run"),
        cwd=project.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _ids(name: str, content: bytes) -> list[str]:
    """The ids that a public file tells; ValueError or ParseError when it is torn."""
    if name.endswith(".xml"):
        root: Any = ET.fromstring(content)
        tags = ("guid", "{http://www.w3.org/2005/Atom}id")
        items = [*root.iter("item"), *root.iter("{http://www.w3.org/2005/Atom}entry")]
        return [
            each.findtext(tag)
            for each in items
            for tag in tags
            if each.find(tag) is not None
        ]
    if name.endswith(".json"):
        told = json.loads(content)
        listed = told.get("items", ()) if isinstance(told, dict) else ()
        return [each["id"] for each in listed]  # the search index names none
    if name.endswith(".html") and not re.search(rb"</html>\s*\Z", content):
        raise ValueError("no end")
    return []


def _processes_in(folder: Path) -> list[int]:
    """The processes whose working folder it is."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if (entry / "cwd").readlink() == folder:
                    found.append(int(entry.name))
            except OSError:  # it ended meanwhile, or is none of ours
                continue
    return found
