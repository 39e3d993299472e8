"""A press office: a project in which every sort of thing waits, and people in it.

It is run for real once; each test has a copy of its folder.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

from flask.testing import FlaskClient
from waitress.wasyncore import close_all
from werkzeug.test import TestResponse

from syndicate.config import Settings
from syndicate.config.load import load
from syndicate.desk import Surroundings, make_app, serve
from syndicate.desk.errands import Errands
from syndicate.desk.guard import session_key
from syndicate.desk.passwords import hash_password
from syndicate.desk.previews import Previews
from syndicate.pipeline import run
from syndicate.sources.registry import options_of
from syndicate.store import Account, Store
from tests.end_to_end.tellings import HOURS, LETTERS, SKIN, WING, item, rss

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
PASSWORD = "four words that nobody says"
ANN, BEN, RUTH = "ann", "Ben Öst", "ruth"
NUMBERS = count()

CONFIG = """
[site]
url = "https://news.example.org/clinics/"
title = "River news"

[publish]
hold = "red"

[[clinic]]
name = "River Clinic"

[[source]]
name = "blog"
kind = "feed"
location = "blog.xml"
trust = "owned"
clinic = "River Clinic"

[[source]]
name = "wire"
kind = "files"
location = "wire"
trust = "wire"
republish = "full"

[[source]]
name = "away"
kind = "feed"
location = "away.xml"
"""
PROMISE = """River Clinic offers a new light therapy from Monday on. Patients can \
expect guaranteed relief within a week, and a nurse is there at every visit.

The lamps were built in Salem. Appointments can be made at 503-555-0142."""
EVENING = """River Clinic invites its neighbours to an open evening on {day}. Every \
room can be seen, the nurses show the new lamps, and there is soup for everybody who \
comes in from the rain.

Doors open at six. Ada Moss, who leads the clinic, speaks at seven about sleep and \
how to find it again, and answers whatever is asked. Nobody has to sign up, and the \
car park behind the building is free for the whole evening."""
BASE = "https://river.example.org"
BLOG = {
    "wing": item("River Clinic opens a wing", WING, f"{BASE}/wing", "2026-09-28"),
    "hours": item("Evening hours begin", HOURS, f"{BASE}/hours", "2026-09-26"),
    "promise": item("A new light therapy", PROMISE, f"{BASE}/light", "2026-10-04"),
    "letters": item("Letters come back", LETTERS, f"{BASE}/letters", "2026-09-24"),
    "evening": item(
        "An open evening",
        EVENING.format(day="13 October 2026"),
        f"{BASE}/evening",
        "2026-10-03",
    ),
    "spots": item("Spots are seen quickly", SKIN, f"{BASE}/spots", "2026-09-25"),
}


def make_office(folder: Path) -> Path:
    """Run it twice: in between a place takes down what it told."""
    (folder / "wire").mkdir(parents=True)
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    other = WING.replace("503-555-0142", "503-555-0199").replace(
        "eight rooms", "9 rooms"
    )
    wire = folder / "wire"
    (wire / "wing.md").write_text(f"# River Clinic opens a wing\n\n{other}", "utf-8")
    later = EVENING.format(day="12 November 2026")
    (wire / "evening.md").write_text(f"# An open evening\n\n{later}", "utf-8")
    settings = load(folder / "config.toml", options_of)
    (folder / "blog.xml").write_bytes(rss(list(BLOG.values())))
    run(settings, now=NOW - timedelta(hours=4))
    with Store.open(settings.paths.database) as store:
        find = "SELECT id FROM sources WHERE name = 'blog'"
        (blog,) = store.connection.execute(find).fetchone()
        store.inbox.take_down(blog, f"{BASE}/spots", "HTTP 410")
    run(settings, now=NOW - timedelta(minutes=14))
    with Store.open(settings.paths.database) as store:
        kept = hash_password(PASSWORD)
        for name, role in ((ANN, "editor"), (BEN, "editor"), (RUTH, "reader")):
            store.accounts.add(Account(name, role, NOW, kept, f"{name[0]}@example.org"))
    return folder


@dataclass
class Clock:
    """A clock that a test moves."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Office:
    """A copy of the project, and the desk over it."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    changes: dict[str, Any] = field(default_factory=dict)
    waits: float = 0.1
    previews: Previews = field(default_factory=lambda: Previews(at_once=60))

    def settings(self) -> Settings:
        """Its settings, with what the test wants otherwise of [desk]."""
        settings = load(self.folder / "config.toml", options_of)
        return replace(settings, desk=replace(settings.desk, **self.changes))

    def surroundings(self) -> Surroundings:
        """What a desk over it works with."""
        settings = self.settings()
        return Surroundings(
            settings,
            self.clock,
            lambda: f"nobody-guesses-{next(NUMBERS)}",
            Errands(settings, self.clock),
            self.waits,
            previews=self.previews,
        )

    def client(self, name: str = "") -> Visitor:
        """Somebody at the desk, signed in if they have a name."""
        app = make_app(self.surroundings())
        visitor = Visitor(app.test_client())
        if name:  # as if they had typed their password, which takes a while
            cookie = f"signed-in-{next(NUMBERS)}"
            with Store.open(self.settings().paths.database) as store:
                lasts = self.settings().desk.session
                store.accounts.begin(session_key(cookie), name, self.clock.now, lasts)
            visitor.client.set_cookie("desk", cookie, domain="localhost")
        return visitor

    def run(self) -> None:
        """Have the scheduler run."""
        run(self.settings(), now=self.clock.now)

    def store(self) -> Store:
        """The database, to be read."""
        return Store.open(self.settings().paths.database, readonly=True)

    def public(self) -> str:
        """Every public file, one after the other."""
        output = self.folder / "feeds"
        return "\n".join(
            path.read_text("utf-8", "replace")
            for path in sorted(output.rglob("*"))
            if path.is_file()
        )

    def id_of(self, title: str) -> str:
        """The short id of the story with a title."""
        with self.store() as store:
            return next(
                each.short_id
                for each in store.stories()
                if each.original.title == title
            )


@contextmanager
def held_up(previews: Previews) -> Iterator[None]:
    """Nothing is put together until the end."""
    goes_on = Event()
    previews.at_once = 0
    previews._aside.submit(goes_on.wait)
    try:
        yield
    finally:
        goes_on.set()
        previews.at_once = 60


@dataclass
class Visitor:
    """A browser without a script: it follows links and sends the forms it was given."""

    client: FlaskClient
    page: str = ""
    path: str = ""

    def get(self, path: str, **more: Any) -> TestResponse:
        """Look at a page, led on as a browser is."""
        answer = self.client.get(path, follow_redirects=True, **more)
        self.page, self.path = answer.get_data(as_text=True), answer.request.path
        return answer

    def post(self, path: str, fields: dict[str, str], **more: Any) -> TestResponse:
        """Send a form with the token of the page that was looked at last."""
        told = re.search(r'name="token" value="(\w+)"', self.page)
        token = {"token": told[1]} if told else {}
        return self.client.post(path, data=token | fields, **more)

    def forms(self) -> list[Form]:
        """Every form of the page that is sent."""
        return [
            Form(
                action=head[1],
                fields=dict(re.findall(r'name="(\w+)" value="([^"]*)"', body)),
                label=" ".join(re.findall(r"<button[^>]*>([^<]*)</button>", body)),
            )
            for head, body in (
                (re.match(r'<form method="post" action="([^"]+)"', whole), whole)
                for whole in re.findall(r"<form .*?</form>", self.page, re.DOTALL)
            )
            if head
        ]

    def form(self, label: str, action: str = "") -> Form:
        """The first form whose button says so, and whose address has that in it."""
        found = [
            each
            for each in self.forms()
            if each.label == label and action in each.action
        ]
        assert found, (label, action, [each.label for each in self.forms()])
        return found[0]

    def press(self, label: str, action: str = "", **fields: str) -> TestResponse:
        """Press a button of the page, and look at the answer."""
        form = self.form(label, action)
        answer = self.client.post(
            form.action, data=form.fields | fields, follow_redirects=True
        )
        self.page, self.path = answer.get_data(as_text=True), answer.request.path
        return answer

    def sign_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        """Sign in; the answer is not followed."""
        self.get("/sign-in")
        return self.post("/sign-in", {"name": name, "password": password})

    @property
    def words(self) -> str:
        """What the page says, without its markup."""
        main = self.page.partition("<main")[2].partition("</main>")[0]
        return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, what it carries, what its button says."""

    action: str
    fields: dict[str, str]
    label: str


def copy_of(made: Path, folder: Path) -> Path:
    """The project in a folder of its own."""
    return shutil.copytree(made, folder / "office")


@contextmanager
def serving(surroundings: Surroundings) -> Iterator[str]:
    """The desk on a real server; gives where it is."""
    server = serve(surroundings)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:  # in its own thread, which may be waiting on a socket just now
        server.trigger.pull_trigger(lambda: close_all(server._map, True))
        thread.join(10)
        server.task_dispatcher.shutdown()
