"""The site over runs of the real program: what is taken out, lost, or said before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, WING, item, rss

TITLE = "A wing opens"


@pytest.fixture
def site(project: Project) -> Project:
    """Two stories of a clinic, out."""
    project.tables.append('[[clinic]]\nname = "River Clinic"\n')
    project.source("own", "own", trust="owned", clinic="River Clinic")
    project.write("own/wing.md", f"# {TITLE}\n\n{WING}")
    project.write("own/hours.md", f"# Evening hours\n\n{HOURS}")
    project.run()
    return project


def page_of(site: Project, title: str) -> Path:
    name = site.story(title)["id"].rpartition("/")[2]
    (page,) = site.path("feeds/stories").glob(f"*-{name}.html")
    return page


def standing(site: Project) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(site.path("feeds"))): (
            path.stat().st_mtime_ns,
            path.read_bytes(),
        )
        for path in site.path("feeds").rglob("*")
        if path.is_file()
    }


def test_what_is_hidden_is_on_no_list_and_comes_back_as_it_was(site: Project) -> None:
    before = standing(site)
    assert site.holding(TITLE) >= {"index.html", "clinics/river-clinic/index.html"}
    site.decide("hide", site.story(TITLE)["id"])
    assert not site.holding(TITLE)
    site.decide("unhide", site.story(TITLE)["id"])
    after = standing(site)
    assert {name: content for name, (_, content) in after.items()} == {
        name: content for name, (_, content) in before.items()
    }


def test_a_retraction_is_on_the_lists_for_a_week_and_then_on_none(
    site: Project,
) -> None:
    site.decide("retract", site.story(TITLE)["id"])
    listed = site.holding(f"Retracted: {TITLE}")
    assert listed >= {"index.html", "clinics/river-clinic/index.html"}
    site.run(now="2026-10-13T12:00:00Z")
    assert not site.holding(TITLE)


def test_what_is_lost_of_the_site_is_written_again(site: Project) -> None:
    before = standing(site)
    for name in ("stories", "days", "clinics", "search"):
        shutil.rmtree(site.path(f"feeds/{name}"))
    for name in ("index.html", "sitemap.xml"):
        site.remove(f"feeds/{name}")
    site.run()
    after = standing(site)
    assert after.keys() == before.keys()
    for name, (moment, content) in after.items():
        assert content == before[name][1], name
        if name.startswith("rss"):
            assert moment == before[name][0]


def test_what_waits_after_a_page_was_lost_is_on_no_list(site: Project) -> None:
    page_of(site, TITLE).unlink()
    embargo = "EMBARGOED UNTIL December 10, 2026, 9:00 a.m. Eastern"
    site.write("own/wing.md", f"# {TITLE}\n\n{embargo}\n\n{WING}")
    told = site.run()
    assert told["held"] == 1
    assert not site.holding(TITLE)


def test_what_it_said_before_is_shown_only_where_that_is_wished(site: Project) -> None:
    site.write("own/wing.md", f"# {TITLE}\n\n{WING} The ninth room follows in May.")
    site.run(now="2026-10-06T12:00:00Z")
    page = page_of(site, TITLE)
    assert "What it said before" not in page.read_text("utf-8")
    site.tables.append("[publish]\nversions = true\n")
    site.configure().run()
    text = page.read_text("utf-8")
    assert "What it said before" in text
    assert "The ninth room" not in text.partition("What it said before")[2]
    site.decide("hide", site.story(TITLE)["id"])
    assert not site.holding(TITLE)


def test_what_a_clock_behind_takes_from_a_page_is_back_when_it_is_right(
    project: Project,
) -> None:
    """A page that is lost meanwhile is written without the copies dated later."""
    copy = "https://wire.example.net/wing"
    told = item(TITLE, WING, "https://river.example.org/wing", "2026-10-01")
    project.write("own.xml", rss([told]))
    project.write("wire.xml", rss([item(TITLE, WING, copy, "2026-10-04")]))
    project.source("own", "own.xml", "feed", trust="owned")
    project.source("wire", "wire.xml", "feed", trust="wire")
    project.run(now="2026-10-05T12:00:00Z")
    page = page_of(project, TITLE)
    assert copy in page.read_text("utf-8")
    before = standing(project)
    page.unlink()
    project.run(now="2026-10-02T12:00:00Z")
    assert copy not in page.read_text("utf-8")
    written = project.run(now="2026-10-05T13:00:00Z")["written"]
    assert copy in page.read_text("utf-8")
    assert {name: each[1] for name, each in standing(project).items()} == {
        name: each[1] for name, each in before.items()
    }
    assert any(name.startswith("stories/") for name in written)
    project.forget_rest()
    assert not any(
        name.startswith("stories/")
        for name in project.run(now="2026-10-05T14:00:00Z")["written"]
    )
    assert project.rows("SELECT 1 FROM stories WHERE hold_until IS NOT NULL") == []
