"""A clinic's own releases, and what others tell to harm each of them, in one project.

Every attack has a release, a source and a moment of its own, so that three runs show
them all: what comes before the clinic's own word, and what comes after it.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import rss

CLINIC = "River Clinic"
HOST = "clinic.example.org"
BEFORE = "2026-10-02T12:00:00Z"
NOW = "2026-10-05T12:00:00Z"
LATER = "2026-10-06T12:00:00Z"
SYLLABLES = """ba cor del fen gim hol jas kel lum mor nep osk
pra quin ros sil tam urd ver wex yar zim bru cla""".split()  # noqa: SIM905 - a list
FRAMES = (
    "Dr. _ _ will see people from _ and _ on every second morning.",
    "It took _ two winters to plan what _ and _ had asked for since the flood of _.",
    "Nurses who trained at _ have moved to _ Street, where the old _ mill stood.",
    "Whoever comes by the _ bus gets off at _ Bridge and walks past the _ oak.",
    "A survey that _ led found that most families in _ would rather wait at _ House.",
    "The _ Foundation paid for the lamps, and _ Brothers gave the wood from _.",
    "On the wall hangs a map of _ that Mr. _ drew before he left for _.",
    "Children may bring the _ bear, which _ sewed, into the room that faces _ Hill.",
    "Half of the money came from the _ fair, where _ sold cakes with Ms. _.",
    "Before, people had to drive by _ and _ to the hospital of _ County.",
    "Its first guest was _ from _, who stayed for an hour and played the _ organ.",
    "The council of _ voted for it in spring, against the word of _ and of _.",
)


@dataclass(frozen=True, slots=True)
class Own:
    """A release of the clinic, and how its feed tells it."""

    number: int

    @property
    def title(self) -> str:
        one, two, three = names(self.number, 3)
        return f"{one} {two} comes to River Clinic with {three}"

    @property
    def phone(self) -> str:
        return f"503-555-01{self.number:02}"

    @property
    def text(self) -> str:
        """Paragraphs like no other, and a number to call."""
        first = f"The {self.title.split(' comes')[0]} of River Clinic is ready."
        told = speak(self.number)
        return (
            f"{first} {told}\n\nQuestions are answered at {self.phone} every weekday."
        )

    @property
    def url(self) -> str:
        return f"https://{HOST}/news/{self.number}"

    @property
    def guid(self) -> str:
        """As WordPress counts them: the next is no secret."""
        return f"https://{HOST}/?p={100 + self.number}"

    @property
    def day(self) -> str:
        return f"2026-10-0{3 + self.number % 2}"

    def item(self, **other: str) -> str:
        """Its item in a feed, with other words for some of it."""
        told = {
            "title": self.title,
            "text": self.text,
            "guid": self.guid,
            "url": self.url,
            "date": f"{self.day}T09:00:00Z",
            "more": "",
            **other,
        }
        paragraphs = "".join(f"<p>{each}</p>" for each in told["text"].split("\n\n"))
        return (
            f"<item><guid isPermaLink='false'>{told['guid']}</guid>"
            f"<title>{escape(told['title'])}</title><link>{told['url']}</link>"
            f"<dc:date>{told['date']}</dc:date>{told['more']}"
            f"<description>{escape(paragraphs)}</description></item>\n"
        )


def names(number: int, count: int) -> list[str]:
    """Names that nobody else has, drawn by a number."""
    drawn = random.Random(number)
    return ["".join(drawn.sample(SYLLABLES, 3)).title() for _ in range(count)]


def speak(number: int) -> str:
    """A text of two paragraphs that is like no other: its names are its own."""
    drawn = random.Random(number)
    own = iter(names(number, 60))
    frames = drawn.sample(FRAMES, 8)
    told = [re.sub("_", lambda _: next(own), frame) for frame in frames]
    return " ".join(told[:4]) + "\n\n" + " ".join(told[4:])


Telling = str | bytes | dict[str, str]


@dataclass(frozen=True, slots=True)
class Attack:
    """What one source tells: before the clinic does, and after.

    A telling is a list of feed items, a whole document, or files of a folder by name.
    `joins`: the telling is a copy and must be shown as a place where the release ran.
    """

    before: Telling = ""
    after: Telling = ""
    kind: str = "feed"
    trust: str = "open"
    joins: bool = False


Make = Callable[[Own], Attack]


@dataclass
class Siege:
    """The project, and what it publishes of each release."""

    project: Project
    owns: dict[str, Own]
    pages: dict[str, str] = field(default_factory=dict)  # by address, on the first day

    def items(self) -> list[dict[str, Any]]:
        """What the public feed tells, in its order."""
        told: dict[str, Any] = json.loads(self.project.published()["feed.json"])
        return list(told["items"])

    def item(self, name: str) -> dict[str, Any]:
        """The one item of the public feed that is this release."""
        url = self.owns[name].url
        (found,) = (each for each in self.items() if each["url"] == url)
        return found

    def hour(self, name: str) -> list[tuple[str, str | None, str, str]]:
        """Where the release ran: source, address, standing, relation."""
        return [
            (each["source"], each["url"], each["standing"], each["relation"])
            for each in self.project.explain(self.owns[name].url)["appearances"]
        ]


def besiege(project: Project, attacks: dict[str, Make]) -> Siege:
    """Run before the clinic told anything, when it did, and a day after."""
    owns = {name: Own(number) for number, name in enumerate(attacks)}
    made = {name: make(owns[name]) for name, make in attacks.items()}
    project.tables.append(f'[[clinic]]\nname = "{CLINIC}"\ndomains = ["{HOST}"]\n')
    project.tables.append("[publish]\nitems = 200\n")
    project.source("own", "own.xml", "feed", trust="owned", clinic=CLINIC)
    project.write("own.xml", rss([]))
    for name, attack in made.items():
        file = name if attack.kind in ("files", "archive") else f"{name}.xml"
        kind = "files" if attack.kind == "archive" else attack.kind
        project.source(name, file, kind, trust=attack.trust)
        _tell(project, file, attack.before)
    project.run(now=BEFORE)
    project.write("own.xml", rss([own.item() for own in owns.values()]))
    project.run(now=NOW)
    siege = Siege(project, owns)
    siege.pages = {each["url"]: each["_syndicate"]["page"] for each in siege.items()}
    for name, attack in made.items():
        file = name if attack.kind in ("files", "archive") else f"{name}.xml"
        if attack.after:
            _tell(project, file, attack.after)
    project.run(now=LATER)
    return siege


def _tell(project: Project, file: str, told: Telling) -> None:
    if isinstance(told, dict):
        for name, content in told.items():
            project.write(f"{file}/{name}", content)
    elif isinstance(told, bytes):
        project.write(file, told)
    elif file.endswith(".xml"):
        project.write(file, rss([told] if told else []))
    else:
        project.path(file).mkdir(exist_ok=True)
