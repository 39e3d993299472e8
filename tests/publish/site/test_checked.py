"""Every kind of page under axe-core and the Nu HTML checker."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from syndicate.config import Settings
from syndicate.model import Entry
from tests.conftest import RequireTool
from tests.publish.site.axe import DARK, look_at
from tests.publish.site.bad_site import ODD, pages_of, publish_bad_site

SAMPLE = Path(__file__).parents[3] / "feeds" / "sample"
PHONE, DESK = 390, 1280
KINDS = {
    "front": "index.html",
    "story": "stories/*four-minute*.html",
    "clinic": "clinics/larkfield*/index.html",
    "month of a clinic": "clinics/larkfield*/2026-10.html",
    "clinic without stories": "clinics/summit*/index.html",
    "clinics": "clinics/index.html",
    "topic": "topics/ketamine/index.html",
    "topics": "topics/index.html",
    "day": "days/2026-10-12.html",
    "month": "days/2026-10.html",
    "days": "days/index.html",
    "subscribe": "subscribe.html",
    "search": "search.html",
    "not found": "404.html",
}


def found_by_nu(java: Path, nu: Path, *places: Path) -> list[str]:
    """What the Nu HTML checker calls an error, a line each."""
    done = subprocess.run(
        [java, "-Xss4m", "-jar", nu, "--format", "json", "--errors-only", *places],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    told = json.loads(done.stderr)["messages"]
    return [
        f"{Path(each.get('url', '')).name}: {each['message']} {each.get('extract', '')}"
        for each in told
    ]


def test_nu_finds_no_error_in_the_sample_and_in_the_digest(
    require_tool: RequireTool, require_package: Callable[[str], Path]
) -> None:
    java, nu = require_tool("java"), require_package("vnu-jar/build/dist/vnu.jar")
    assert found_by_nu(java, nu, *pages_of(SAMPLE)) == []


def test_nu_finds_no_error_in_the_worst_that_sources_tell(
    settings: Settings,
    make_entry: Callable[..., Entry],
    require_tool: RequireTool,
    require_package: Callable[[str], Path],
) -> None:
    java, nu = require_tool("java"), require_package("vnu-jar/build/dist/vnu.jar")
    publish_bad_site(settings, make_entry)
    output = settings.paths.output
    many = sorted((output / "stories").glob("story-1[0-9][0-9][0-9]-*.html"))
    for alike in many[3:]:
        alike.unlink()
    pages = [*pages_of(output), settings.paths.digest / "digest.html"]
    assert len(pages) > len(ODD) + 15
    assert found_by_nu(java, nu, *pages) == []


def test_nu_would_say_so(
    tmp_path: Path, require_tool: RequireTool, require_package: Callable[[str], Path]
) -> None:
    java, nu = require_tool("java"), require_package("vnu-jar/build/dist/vnu.jar")
    broken = tmp_path / "broken.html"
    text = (SAMPLE / "index.html").read_text("utf-8")
    broken.write_text(text.replace("<main", "<ul><p>x</p></ul><main"), "utf-8")
    assert len(found_by_nu(java, nu, broken)) == 1


@pytest.mark.parametrize("flags", [(), (DARK,)], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    flags: tuple[str, ...],
    tmp_path: Path,
    require_tool: RequireTool,
    require_package: Callable[[str], Path],
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    axe = require_package("axe-core/axe.min.js")
    site = tmp_path / "site"
    shutil.copytree(SAMPLE, site)
    pages = [next(site.glob(which)) for which in KINDS.values()]
    wanted = [str(page.relative_to(site)) for page in pages]
    wanted.append("search.html?q=ketamine")
    both = [(page, width) for page in wanted for width in (PHONE, DESK)]
    found = look_at(browser, axe, site, both, *flags)
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_in_the_worst_that_sources_tell(
    settings: Settings,
    make_entry: Callable[..., Entry],
    require_tool: RequireTool,
    require_package: Callable[[str], Path],
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    axe = require_package("axe-core/axe.min.js")
    publish_bad_site(settings, make_entry)
    site = settings.paths.output
    shutil.copy(settings.paths.digest / "digest.html", site / "digest.html")
    pages = [page for page in pages_of(site) if "story-1" not in page.name]
    pages += [
        next(site.glob("stories/story-11-*")),
        next(site.glob("stories/story-1-*")),
    ]
    wanted = [(str(page.relative_to(site)), PHONE) for page in pages]
    found = look_at(browser, axe, site, wanted)
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_axe_would_say_so(
    tmp_path: Path, require_tool: RequireTool, require_package: Callable[[str], Path]
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    axe = require_package("axe-core/axe.min.js")
    site = tmp_path / "site"
    shutil.copytree(SAMPLE, site)
    front = site / "index.html"
    text = front.read_text("utf-8")
    front.write_text(text.replace("</main>", '<a href="/"></a></main>'), "utf-8")
    found = look_at(browser, axe, site, [("index.html", DESK)])
    assert [wrong["id"] for wrong in found["index.html at 1280"]] == ["link-name"]
