"""Secrets stay where they are: in no log, feed, page, report or database."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pytest

from syndicate.cli import call
from tests.end_to_end.project import Project
from tests.guarantees.siege import Own
from tests.loopback import Server, serving

FIRST, SECOND = "2026-10-05T12:00:00Z", "2026-10-06T12:00:00Z"

MODEL = """[summaries]
backend = "openai"
model = "m"
url = "{url}/model"
key_from = "MODEL_KEY"
"""
MAIL = """[mail]
host = "127.0.0.1"
port = {port}
sender = "a@example.org"
user_from = "MAIL_USER"
password_from = "MAIL_PASSWORD"
[[recipient]]
address = "b@example.org"
"""


@dataclass
class Vault:
    """Canaries by where they were put; each is like no other word."""

    canaries: dict[str, str] = field(default_factory=dict)

    def put(self, where: str) -> str:
        """A secret for a place."""
        secret = f"q7Zx{len(self.canaries):02}canary9Kd4"
        self.canaries[where] = secret
        return secret

    def found(self, told: bytes) -> list[str]:
        """The places whose secret stands in these bytes."""
        return [
            where
            for where, secret in self.canaries.items()
            if secret.encode() in told or secret.lower().encode() in told.lower()
        ]


@dataclass
class World:
    """A project full of secrets, and everything that it ever said."""

    project: Project
    vault: Vault
    environment: dict[str, str]
    said: dict[str, bytes] = field(default_factory=dict)

    def call(self, *arguments: str) -> None:
        """Call it where every secret can be found, in this process: it is quicker."""
        out, error = io.StringIO(), io.StringIO()
        with (
            redirect_stdout(out),
            redirect_stderr(error),
            pytest.MonkeyPatch.context() as patch,
        ):
            for name, value in self.environment.items():
                patch.setenv(name, value)
            patch.setenv("SYNDICATE_DEBUG", "1")
            call(self.project.command(*arguments)[3:])
        said = out.getvalue() + error.getvalue()
        assert "internal error" not in said
        self.said[" ".join(arguments)] = said.encode("utf-8", "replace")


def feed(*own: Own) -> bytes:
    """A feed whose links lean on its address, as far as an address can be leant on."""
    items = "".join(
        f"<item><title>{each.title}</title><link>#{each.number}</link>"
        f"<guid isPermaLink='false'>g{each.number}</guid>"
        "<description>"
        + escape(
            f"<p>{each.text}</p><p><a href='#a'>up</a> <a href=''>here</a> "
            "<a href='?page=2'>more</a> <a href='other'>other</a></p>"
        )
        + "</description></item>"
        for each in own
    )
    return (
        f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()
    )


def configure(project: Project, server: Server, vault: Vault) -> dict[str, str]:
    """Sources that work and sources that fail, each with a secret in its address."""
    url, put = server.url, vault.put
    project.tables += [
        '[fetch]\nallow = ["127.0.0.1"]\ndeadline = "1s"\n',
        f'[publish]\nhub = "{url}/hub?secret={put("hub")}"\n',
        '[digest]\nwebhook_from = "WEBHOOK"\n',
        MODEL.format(url=url),
        MAIL.format(port=server.port),
    ]
    cookie = f"Set-Cookie: session={put('cookie')}"

    def add(name: str, location: str, kind: str = "feed", **more: object) -> None:
        project.source(name, location, kind, every="1m", trust="owned", **more)

    server.say("/login", b"", status="401 Unauthorized")
    token = put("query")
    server.say(f"/feed?token={token}&page=1", feed(Own(1)), cookie)
    add("query", f"{url}/feed?token={token}&page=1")
    target = f"/signed?X-Amz-Signature={put('redirect')}&X-Amz-Credential=a"
    server.say("/to", b"", f"Location: {target}", status="302 Found")
    server.say(target, feed(Own(2)))
    add("redirect", f"{url}/to")
    target = f"/moved?access_token={put('moved')}"
    server.say("/moves", b"", f"Location: {target}", status="301 Moved Permanently")
    server.say(target, feed(Own(3)))
    add("moved", f"{url}/moves")
    drawn = put("drawn") + put("drawn too")
    server.say(f"/drawn?u={drawn}", feed(Own(4)))
    vault.canaries["drawn"] = drawn
    add("drawn", f"{url}/drawn?u={drawn}")
    page = f"/page?key={put('page')}"
    text = "".join(f"<p>{each}</p>" for each in Own(5).text.split("\n\n"))
    server.say(
        page,
        f"<!doctype html><title>{Own(5).title}</title><article><h1>{Own(5).title}</h1>"
        f"{text}<p><a href='#x'>x</a></p></article>".encode(),
        "Content-Type: text/html",
    )
    add("page", f"{url}{page}", "page")
    add("denied", f"{url}/login?api_key={put('denied')}")
    server.drip(f"/slow?token={put('slow')}", b"HTTP/1.1 200 OK\r\n\r\n")
    add("slow", f"{url}/slow?token={vault.canaries['slow']}")
    add("no host", f"http://nowhere.invalid/?token={put('dns')}")
    add("tls", f"https://127.0.0.1:{server.port}/?token={put('tls')}")
    add("closed", f"http://127.0.0.1:1/?token={put('closed')}")
    for name, location in {
        "scheme": f"ftp://ann:{put('scheme')}@127.0.0.1/",
        "user": f"http://ann:{put('redirected user')}@127.0.0.1:{server.port}/",
        "bracket": f"http://[{put('bracket')}/",
        "port": f"http://127.0.0.1:{put('redirected port')}/",
        "wide": f"http://ann:{put('wide')}@ex\u2100mple.org/",
        "long": f"/{put('long')}" * 3_000,
        "lost": f"/lost?token={put('lost')}",
    }.items():
        sent = location.encode().decode("latin-1")
        server.say(f"/{name}", b"", f"Location: {sent}", status="302 Found")
        add(f"to {name}", f"{url}/{name}")
    add("clone", f"https://git.example.org/x?token={put('clone')}", "archive")
    add("files", f"https://files.example.org/x?token={put('files')}", "files")
    add("site", f"{url}/?token={put('wordpress')}", "wordpress")
    add("map", f"{url}/map.xml?token={put('sitemap')}", "sitemap")
    add("wire", f"{url}/?token={put('newsworthy')}", "newsworthy")
    reddit = {"client_id_from": "REDDIT_ID", "client_secret_from": "REDDIT_SECRET"}
    add("threads", "r/ClinicNewsExample", "reddit", **reddit)
    server.say("/hub", b"", status="500 No")
    return {
        "MODEL_KEY": put("model key"),
        "WEBHOOK": f"{url}/hook/{put('webhook')}?sig={put('webhook query')}",
        "MAIL_USER": put("mail user"),
        "MAIL_PASSWORD": put("mail password"),
        "REDDIT_ID": put("reddit id"),
        "REDDIT_SECRET": put("reddit secret"),
        "UNRELATED": put("environment"),
        "HTTP_PROXY": f"http://ann:{put('proxy')}@127.0.0.1:1/",
    }


COMMANDS = (
    ("run", "--json"),
    ("sources",),
    ("sources", "--json"),
    ("sources", "export"),
    ("stories",),
    ("stories", "--json"),
    ("decisions", "--json"),
    ("digest",),
    ("digest", "--json"),
    ("digest", "--form", "html"),
    ("digest", "--form", "markdown"),
    ("digest", "--send"),
    ("digest", "--list", "--json"),
    ("report",),
    ("report", "--json"),
    ("report", "--form", "csv"),
    ("doctor",),
    ("doctor", "--json"),
    ("search", "clinic", "--json"),
    ("rematch", "--json"),
    *(("sources", "check", name) for name in ("query", "denied", "clone", "to wide")),
    ("sources", "check", "moved", "--json"),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    project, vault = Project(tmp_path_factory.mktemp("secrets")), Vault()
    with serving() as server:
        world = World(project, vault, configure(project, server, vault))
        project.now = FIRST
        world.call("sources", "--json")
        world.call("run")
        project.now = SECOND
        for command in COMMANDS:
            world.call(*command)
        known = server.url + "/feed?page=1&token=" + vault.canaries["query"]
        world.call("read", known)
        world.call("read", f"http://ann:{vault.put('read user')}@127.0.0.1:1/")
        world.call("sources", "add", f"{server.url}/lost?token={vault.put('added')}")
        asked = "\n".join(server.asked)
    for sent in ("query", "redirect", "moved", "drawn", "denied", "model key"):
        assert vault.canaries[sent] in asked, f"{sent} was never sent"
    return world


def test_the_secrets_were_used(world: World) -> None:
    """Else the rest would prove nothing."""
    assert len(world.vault.canaries) >= 30
    titles = {each["title"] for each in world.project.stories()}
    assert {Own(number).title for number in range(1, 6)} <= titles


def test_no_command_says_one(world: World) -> None:
    found = {name: world.vault.found(said) for name, said in world.said.items()}
    assert {name: told for name, told in found.items() if told} == {}


def test_no_file_holds_one(world: World) -> None:
    """But config.toml, where a person wrote them."""
    folder = world.project.folder
    found = {
        str(path.relative_to(folder)): world.vault.found(path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and path.name != "config.toml"
    }
    assert len(found) > 20
    assert any(Path(name).suffix == ".sqlite" for name in found)
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize(
    "location",
    [
        "https://ann:{}@clinic.example.org/feed",
        "https://{}@git.example.org/x.git",
        "http://127.0.0.1:{}/feed",
        "http://[{}/feed",
        "https://ann:{}@ex\u2100mple.org/",
        "ftp://ann:{}@clinic.example.org/",
    ],
)
def test_a_mistaken_address_is_refused_and_not_repeated(
    tmp_path: Path, location: str
) -> None:
    project, vault = Project(tmp_path), Vault()
    project.source("feed", location.format(vault.put("location")), "feed")
    told = project.call("run")
    said = (told.stdout + told.stderr).encode()
    assert told.returncode == 78, said
    assert vault.found(said) == []
    held = [each for each in tmp_path.rglob("*") if each.name != "config.toml"]
    assert [vault.found(each.read_bytes()) for each in held if each.is_file()] == []
