"""Every page of the desk under axe-core and the Nu HTML checker."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import RequireTool
from tests.desk.browser import browsing
from tests.desk.office import ANN, PASSWORD, RUTH, Office, held_up, serving
from tests.publish.site.test_checked import found_by_nu

PHONE, DESK = 390, 1280


def paths(office: Office) -> list[str]:
    """A page of each kind, with as much on it as there can be."""
    wing = office.id_of("River Clinic opens a wing")
    light = office.id_of("A new light therapy")
    with office.store() as store:
        pair = [
            s.short_id for s in store.stories() if s.original.title[:7] == "An open"
        ]
    return [
        *("/", f"/stories/{wing}", f"/stories/{light}", f"/stories/{wing}/retract"),
        *(
            "/pairs",
            "/pairs/" + "/".join(pair),
            "/stories",
            "/stories?q=nothing+at+all",
        ),
        *(f"/stories?merge={wing}", "/decisions", "/decisions/1", "/decisions/2"),
        *("/sources", "/sources/wire/poll", "/?done=3"),
        *("/digest", "/digest/weekly?still", "/account", "/nothing"),
    ]


@pytest.fixture
def busy(office: Office) -> Iterator[Office]:
    """With decisions made, undone and put off."""
    visitor = office.client(ANN)
    visitor.get(f"/stories/{office.id_of('River Clinic opens a wing')}")
    visitor.press("Show this summary", text="The wing is open.", why="shorter")
    visitor.get(f"/stories/{office.id_of('Evening hours begin')}")
    visitor.press("Keep the note", text="ask Mara")
    visitor.press("Undo")
    visitor.get("/")
    visitor.press("It stays")
    with held_up(office.previews):
        yield office


def test_nu_finds_no_error(
    busy: Office,
    tmp_path: Path,
    require_tool: RequireTool,
    require_package: Callable[[str], Path],
) -> None:
    java, nu = require_tool("java"), require_package("vnu-jar/build/dist/vnu.jar")
    files = []
    for name in (ANN, RUTH):
        visitor = busy.client(name)
        for number, path in enumerate(paths(busy)):
            visitor.get(path)
            file = tmp_path / f"{name}-{number}.html"
            file.write_text(visitor.page, "utf-8")
            files.append(file)
    visitor = busy.client()
    file = tmp_path / "sign-in.html"
    file.write_text(visitor.get("/sign-in").text, "utf-8")
    assert found_by_nu(java, nu, *files, file) == []


def test_axe_finds_nothing(
    busy: Office,
    tmp_path: Path,
    require_tool: RequireTool,
    require_package: Callable[[str], Path],
) -> None:
    chromium = require_tool("chromium", "chromium-browser", "google-chrome")
    axe = require_package("axe-core/axe.min.js").read_text("utf-8")
    busy.changes = {"port": 0}
    wrong: dict[str, list[str]] = {}
    with serving(busy.surroundings()) as url, browsing(chromium, tmp_path / "b") as one:
        for width, dark in ((DESK, False), (PHONE, True)):
            page = one.visitor(width, dark=dark)
            page.go(f"{url}/sign-in")
            pages = ["/sign-in", *paths(busy)]
            for path in pages:
                if path != "/sign-in":
                    page.go(url + path)
                page.run(axe)
                told = page.run(
                    "axe.run().then((told) => JSON.stringify(told.violations))"
                )
                found = [
                    f"{each['id']}: {each['nodes'][0]['html'][:160]}"
                    for each in json.loads(told)
                ]
                if found:
                    wrong[f"{path} at {width}"] = found
                if path == "/sign-in":
                    page.type("#name", ANN)
                    page.type("#password", PASSWORD)
                    page.click("button", "Sign in")
    assert wrong == {}
