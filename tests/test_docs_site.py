"""The docs as a site: every page, every link, every anchor, twice the same bytes."""

from __future__ import annotations

import filecmp
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from bench.docs_site import build, pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    build(folder)
    return folder


PLACES = [page.place for page in pages()]


def read(path: Path) -> Any:
    return lxml.html.fromstring(path.read_bytes())


def test_the_docs_are_all_there(site: Path) -> None:
    assert {"index.html", "readme.html", "tutorial.html", "sources/feed.html"} <= {
        path.relative_to(site).as_posix() for path in site.rglob("*.html")
    }
    assert len(set(PLACES)) == len(PLACES) > 25


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_whole_and_its_links_lead_on(site: Path, place: str) -> None:
    page = read(site / place)
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("string(//title)")
    assert "```" not in page.text_content()
    for element in page.xpath("//main//a[@href] | //nav//a | //img[@src] | //link"):
        told = element.get("href") or element.get("src")
        if told.startswith(("http://", "https://")):
            continue
        path, _, anchor = told.partition("#")
        leads_to = (site / place).parent / path if path else site / place
        assert leads_to.exists(), told
        if anchor:
            assert read(leads_to).xpath("//*[@id=$id]", id=anchor), told


def test_the_same_pages_come_out_again(site: Path, tmp_path: Path) -> None:
    build(tmp_path / "site")
    names = sorted(
        path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()
    )
    same, differ, missing = filecmp.cmpfiles(site, tmp_path / "site", names, False)
    assert (differ, missing) == ([], [])
    assert len(same) == len(names)
