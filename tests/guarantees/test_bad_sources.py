"""One bad source costs that source's news: every kind is given what hurts parsers.

Beside them one source is good. What a hostile text or page costs is in
`tests/end_to_end/test_hostile_texts.py`, what a hostile server does in `tests/fetch`.
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import HOURS, WING
from tests.loopback import serving
from tests.word import PACKAGE

MEGABYTES = 400  # that a worker may use here; no process of a run may be larger
ONLINE = ("feed", "page", "sitemap", "wordpress")
ON_DISK = ("files", "newsramp", "newsworthy", "reddit")
# Each of these costs its worker all the time that it has; a few kinds show it.
ONLY = {
    "references": ("feed", "page", "files"),
    "title": ("feed",),
    "divs": ("feed", "page", "newsramp"),
}
ITEM = "<item><title>Title {0}</title><guid>g{0}</guid></item>"
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
DOCUMENTS = {
    "attributes": "<rss><channel "
    + " ".join(f'a{n}="b"' for n in range(200_000))
    + "></channel></rss>",
    "namespaces": "<rss "
    + " ".join(f'xmlns:a{n}="b"' for n in range(50_000))
    + "><channel></channel></rss>",
    "items": "<rss><channel>"
    + "".join(ITEM.format(n) for n in range(100_000))
    + "</channel></rss>",
    "nested": "<rss><channel>" + "<a>" * 200_000,
    "title": f"<rss><channel><item><title>{'Long ' * 1_800_000}</title></item>",
    "laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><item>'
    "<title>&l9;</title></item></channel></rss>",
    "references": "<rss><channel><item><title>" + "&#x" * 600_000,
    "divs": "<!doctype html><body>" + "<div>" * 100_000,
    "lists": "[" * 200_000,
    "objects": '{"items":' * 100_000,
    "numbers": '[{"id": ' + "9" * 1_000_000 + "}]",
    "brackets": "# A room opens\n\n" + "[" * 50_000,
}


class Anywhere(dict[str, Any]):
    """Answers of a server, each for its path and for whatever lies below it."""

    def get(self, path: str, default: Any = None) -> Any:
        found = [known for known in self if path.startswith(known)]
        return self[max(found, key=len)] if found else default


@cache
def bomb() -> bytes:
    """A kilobyte of gzip for each megabyte that comes out of it."""
    return gzip.compress(bytes(300_000_000), 1)


def word_bomb() -> bytes:
    """A Word document whose one part is 300 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>'
        )
        with file.open("word/document.xml", "w") as part:
            for _ in range(300):
                part.write(bytes(1_000_000))
    return packed.getvalue()


SMALL = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(ended.returncode)
"""


@dataclass
class Ran:
    """A run over all of them: what it told, and the largest of its processes."""

    project: Project
    sources: dict[str, dict[str, Any]]
    megabytes: float


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    project = Project(tmp_path_factory.mktemp("sources"))
    with serving() as server:
        server.paths = Anywhere()
        project.tables.append(
            f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n'
            f'deadline = "2s"\nworker_seconds = 2\nworker_megabytes = {MEGABYTES}\n'
        )
        for document, content in DOCUMENTS.items():
            kinds = ONLY.get(document, (*ONLINE, *ON_DISK))
            for kind in filter(ONLINE.__contains__, kinds):
                path = f"/{kind}/{document}"
                server.say(path, content.encode())
                project.source(f"{kind}-{document}", f"{server.url}{path}", kind)
            for kind in filter(ON_DISK.__contains__, kinds):
                ending = {"files": "md", "newsramp": "html"}.get(kind, "xml")
                folder = f"{kind}-{document}"
                project.source(folder, folder, kind)
                project.write(f"{folder}/told.{ending}", content)
        for kind in ONLINE:
            header = "Content-Encoding: gzip"
            server.say(f"/{kind}/bomb", bomb(), header)
            project.source(f"{kind}-bomb", f"{server.url}/{kind}/bomb", kind)
        server.say("/map.xml.gz", bomb())
        project.source("sitemap-packed", f"{server.url}/map.xml.gz", "sitemap")
        project.source("files-word", "word").write("word/told.docx", word_bomb())
        project.source("good", "good", trust="owned")
        project.write("good/told.md", f"# The good source goes on\n\n{WING}\n\n{HOURS}")
        return measure(project)


def measure(project: Project) -> Ran:
    """Run the real command, from a process that is small itself.

    What the kernel tells of a child begins with what its parent had.
    """
    command = project.command("run", "--json")
    small = [sys.executable, "-c", SMALL, *command]
    told = subprocess.run(
        small, cwd=project.folder, capture_output=True, text=True, check=True
    )
    sources = {each["name"]: each for each in json.loads(told.stdout)["sources"]}
    return Ran(project, sources, int(told.stderr.split()[-1]) / 1024)


def test_the_good_source_goes_on(ran: Ran) -> None:
    assert ran.sources["good"]["new"] == 1
    assert ran.project.holding("The good source goes on") >= set(FEEDS)


@pytest.mark.parametrize("document", [*DOCUMENTS, "bomb", "packed", "word"])
@pytest.mark.parametrize("kind", [*ONLINE, *ON_DISK])
def test_a_bad_source_is_read_or_named_with_its_reason(
    ran: Ran, kind: str, document: str
) -> None:
    source = ran.sources.get(f"{kind}-{document}")
    if source is None:
        pytest.skip("no such pair")
    lines = [*filter(None, [source["error"]]), *source["reasons"]]
    assert lines or source["seen"]
    assert [line for line in lines if not 0 < len(line) < 500 or "\n" in line] == []
    assert not any("broke its reader" in line for line in lines), lines


def test_memory_stays_bounded(ran: Ran) -> None:
    assert 30 < ran.megabytes < MEGABYTES


def test_bombs_are_refused(ran: Ran) -> None:
    for name in ("feed-bomb", "page-bomb", "sitemap-bomb", "sitemap-packed"):
        assert ran.sources[name]["state"] == "failing"
    assert zlib.decompress(bomb(), 31)[:1] == b"\0"
