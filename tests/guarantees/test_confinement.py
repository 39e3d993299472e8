"""It talks to the public internet, and elsewhere only where settings name the place."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from syndicate.cli import call
from tests.end_to_end.project import Project
from tests.end_to_end.tellings import rss
from tests.guarantees.siege import NOW, Own
from tests.history import History
from tests.loopback import Server, serving

# Names that somebody else's name server answers with our own address.
INSIDE = {"inside.example.org", "localtest.example.com", "metadata.example.net"}
SPELLINGS = (
    *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0"),
    *("[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "localhost"),
    *("localhost.", "①②⑦.⓪.⓪.①", "127。0。0。1", "%31%32%37.0.0.1", "[::1%25lo]"),
    *("[2002:7f00:1::]", "[::]", "inside.example.org", "clinic.example.org@127.0.0.1"),
)
SCHEMES = (
    *("file:///etc/passwd", "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/1x"),
    *("data:text/html,x", "jar:http://127.0.0.1:{port}/x!/y", "unix:///run/x.sock"),
    *("http+unix://%2Frun%2Fx.sock/", "dict://127.0.0.1:{port}/", "ldap://127.0.0.1/"),
    *("//127.0.0.1:{port}/", "http:127.0.0.1:{port}/", "http:\\\\127.0.0.1:{port}\\"),
    *("http://clinic.example.org\\@127.0.0.1:{port}/", "tftp://127.0.0.1:{port}/"),
    *("http://127.0.0.1:{port}#@clinic.example.org/", "HTTP://LOCALHOST:{port}/"),
)


@contextmanager
def counting() -> Iterator[list[str]]:
    """A listener on every address of this machine; who came, and its port first."""
    came: list[str] = []
    with socket.create_server(("0.0.0.0", 0)) as listener:
        came.append(str(listener.getsockname()[1]))
        listener.settimeout(0.01)
        yield came
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(0.2)
                try:
                    came.append(connection.recv(200).decode("latin-1"))
                except OSError:
                    came.append("")


@pytest.fixture
def rebound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that lead inside: the look-up is all that is replaced."""
    real = socket.getaddrinfo

    def look_up(host: Any, *arguments: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        inside = name is not None and name.rstrip(".").lower() in INSIDE
        return real("127.0.0.1" if inside else host, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def teaser(number: int, url: str) -> str:
    """An item whose text is on a page of its own."""
    return Own(number).item(url=url, guid=str(number), text="In short […]")


def fill(project: Project, server: Server, port: str) -> None:
    """Everything that a document can lead to, and every way that settings lead."""
    for number, host in enumerate(SPELLINGS):
        address = f"http://{host}:{port}/feed/{number}"
        server.say(
            f"/to/{number}",
            b"",
            f"Location: {address}".encode().decode("latin-1"),
            status="302 Found",
        )
        project.source(f"redirect {number}", f"{server.url}/to/{number}", "feed")
    for number, scheme in enumerate(SCHEMES):
        target = scheme.format(port=port)
        server.say(f"/scheme/{number}", b"", f"Location: {target}", status="301 Moved")
        project.source(f"scheme {number}", f"{server.url}/scheme/{number}", "feed")
    inside = f"http://inside.example.org:{port}"
    links = [f"http://{host}:{port}/text" for host in SPELLINGS]
    server.say("/feed", rss([teaser(n, link) for n, link in enumerate(links)]))
    project.source("teasers", f"{server.url}/feed", "feed", full_text=True)
    pages = "".join(f"<sitemap><loc>{link}.xml</loc></sitemap>" for link in links)
    server.say("/map.xml", f"<sitemapindex>{pages}</sitemapindex>".encode())
    project.source("map", f"{server.url}/map.xml", "sitemap")
    for kind in ("feed", "page", "wordpress", "sitemap", "newsworthy", "newsramp"):
        project.source(f"named {kind}", f"{inside}/{kind}", kind)
        project.source(f"plain {kind}", f"http://127.0.0.1:{port}/{kind}", kind)


@pytest.fixture
def project(tmp_path: Path, rebound: None) -> Project:
    return Project(tmp_path, NOW)


def obey(project: Project, *arguments: str) -> int:
    return call(project.command(*arguments)[3:])


def test_nothing_that_documents_or_settings_lead_to_reaches_this_machine(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counting() as came, serving() as server:
        (port,) = came
        inside = f"http://inside.example.org:{port}"
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        monkeypatch.setenv("WEBHOOK", f"{inside}/hook")
        monkeypatch.setenv("KEY", "k")
        project.tables += [
            f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\ndeadline = "2s"\n',
            f'[publish]\nhub = "{inside}/hub"\n',
            '[digest]\nwebhook_from = "WEBHOOK"\n',
            f'[summaries]\nbackend = "openai"\nmodel = "m"\nurl = "{inside}/model"\n',
        ]
        fill(project, server, port)
        project.source("own", "own", trust="owned")
        picture = f"![x]({inside}/i.png)"
        told = f"# {Own(1).title}\n\n{Own(1).text}\n\n{picture}"
        project.write("own/one.md", told)
        assert obey(project, "run") == 0
        obey(project, "digest", "--send")
        for host in SPELLINGS:
            obey(project, "read", f"http://{host}:{port}/")
            obey(project, "sources", "add", f"http://{host}:{port}/", "--dry-run")
        for scheme in SCHEMES:
            obey(project, "read", scheme.format(port=port))
        obey(project, "sources", "check", "named feed")
        asked = [head.split(" ")[1] for head in server.asked]
    assert {f"/to/{number}" for number in range(len(SPELLINGS))} <= set(asked)
    assert {"/feed", "/map.xml"} <= set(asked)
    assert came == [port]


def test_the_listener_is_reached_where_settings_name_it(project: Project) -> None:
    """Else the test above would prove nothing."""
    with counting() as came, serving() as server:
        (port,) = came
        project.tables.append('[fetch]\nallow = ["127.0.0.0/8"]\ndeadline = "1s"\n')
        project.source("named", f"http://inside.example.org:{port}/feed", "feed")
        server.say("/to", b"", f"Location: http://127.1:{port}/", status="302 Found")
        project.source("redirect", f"{server.url}/to", "feed")
        obey(project, "run")
    assert len(came) == 3


def test_a_clone_is_read_and_asks_nobody(project: Project) -> None:
    """Not its remotes, for what it lacks, nor the programs its settings name."""
    clone = History(project.path("clone"))
    with counting() as came:
        (port,) = came
        remote = f"http://127.0.0.1:{port}/x.git"
        modules = f'[submodule "x"]\n\tpath = x\n\turl = {remote}\n'
        file = f"# {Own(1).title}\n\n{Own(1).text}"
        clone.commit({"wire/a.md": file, ".gitmodules": modules})
        trap = f"touch {project.path('sprung')}"
        config = clone.folder / "config"
        blob = clone.git("rev-parse", "main:wire/a.md")
        (clone.folder / "objects" / blob[:2] / blob[2:]).unlink()
        config.write_text(
            config.read_text()
            + f'[remote "origin"]\n\turl = {remote}\n\tpromisor = true\n'
            + f"[extensions]\n\tpartialClone = origin\n[core]\n\tfsmonitor = {trap}\n"
            + f"\tsshCommand = {trap}\n\tpager = {trap}\n"
            + f"[credential]\n\thelper = !{trap}\n"
        )
        project.source("clone", "clone", "archive")
        for number, location in enumerate(
            (f"ext::sh -c '{trap}'", "file:///etc", remote, f"--upload-pack={trap}")
        ):
            project.source(f"odd {number}", location, "archive")
        obey(project, "run")
    assert came == [port]
    assert not project.path("sprung").exists()
