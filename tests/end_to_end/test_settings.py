"""What changes in config.toml shows in the next run, and ids outlive it."""

from __future__ import annotations

import pytest

from tests.end_to_end.project import FEEDS, NOW, Project
from tests.end_to_end.tellings import HOURS, WING, archive_file

PAGE = "https://river.example.org/news/wing"
LATER = "2026-10-06T12:00:00Z"
LONGER = WING.replace("in the spring.", "in the spring of a dry year.")


@pytest.fixture
def told(project: Project) -> Project:
    """One announcement in two folders, of which the wire's is shown."""
    project.source("wire", "wire", trust="wire").source("other", "other")
    project.write("wire/wing.md", archive_file("A wing opens", WING, PAGE))
    project.write("other/wing.md", archive_file("Salem has a wing", LONGER, PAGE))
    project.write("other/hours.md", f"# Evening hours\n\n{HOURS}")
    project.run(now=NOW)
    assert {each["title"] for each in project.stories()} == {
        "A wing opens",
        "Evening hours",
    }
    return project


def change(project: Project, old: str, new: str) -> None:
    text = project.path("config.toml").read_text()
    assert old in text
    project.write("config.toml", text.replace(old, new))


def test_who_is_owned_now_is_shown(told: Project) -> None:
    before = told.story("A wing")["id"]
    change(told, 'location = "other"', 'location = "other"\ntrust = "owned"')
    told.run(now=LATER)
    story = told.story("Salem has a wing")
    assert story["id"] == before
    trusts = {place["source"]: place["trust"] for place in story["appearances"]}
    assert trusts["other"] == "owned"
    assert told.holding("a dry year") >= set(FEEDS)
    pages = [name for name in told.published() if before[-10:] in name]
    assert set(pages) < told.holding("a dry year")


def test_a_new_address_of_the_site_changes_links_but_no_id(told: Project) -> None:
    """What is public and has no address of its own is linked to in every feed."""
    change(told, 'location = "other"', 'location = "other"\ntrust = "wire"')
    told.run(now=LATER)
    assert told.holding("https://news.example.org/clinics/stories/") >= set(FEEDS)
    before = told.grouping()
    change(told, "https://news.example.org/clinics/", "https://told.example.net/")
    told.run(now=LATER)
    assert told.grouping() == before
    assert not told.holding("news.example.org/clinics")
    assert told.holding("https://told.example.net/stories/") >= set(FEEDS)
    assert told.holding("tag:news.example.org,2026:story/") >= set(FEEDS)


def test_a_source_that_leaves_the_settings_leaves_its_stories(told: Project) -> None:
    before = (told.published(), told.times())
    text = told.path("config.toml").read_text()
    told.write("config.toml", text[: text.index('[[source]]\nname = "other"')])
    done = told.run(now=LATER)
    assert [each["name"] for each in done["sources"]] == ["wire"]
    assert done["stories"] == 2
    assert (told.published(), told.times()) == before


def test_a_clinic_and_a_topic_are_filed_at_the_next_run(told: Project) -> None:
    more = (
        '[[clinic]]\nname = "River Clinic"\ndomains = ["river.example.org"]\n'
        '[[topic]]\nname = "Pain"\nwords = ["chronic pain"]\n'
        '[[feed]]\nname = "pain"\ntopic = "Pain"\n'
    )
    told.write("config.toml", told.path("config.toml").read_text() + more)
    told.run(now=LATER)
    story = told.story("A wing opens")
    assert (story["clinic"], story["topics"]) == ("River Clinic", ["Pain"])
    assert {"pain/rss.xml", "pain/atom.xml"} <= told.holding("chronic pain")
    assert "pain/rss.xml" not in told.holding("sixteen appointments")


def test_a_feed_that_leaves_the_settings_leaves_the_folder(told: Project) -> None:
    """Else a text that is taken back later would stay in it for ever."""
    settings = told.path("config.toml").read_text()
    feed = '[[feed]]\nname = "pain"\nwords = ["chronic pain"]\n'
    told.write("config.toml", settings + feed)
    told.run(now=LATER)
    files = {f"pain/{name}" for name in FEEDS}
    assert files <= told.holding("chronic pain")
    told.write("config.toml", settings)
    summaries = {name.replace(".", "-summary.") for name in files}
    assert set(told.run(now=LATER)["removed"]) == files | summaries
    assert not [name for name in told.published() if name.startswith("pain/")]
    assert told.run(now=LATER)["removed"] == []
    told.write("config.toml", settings + feed)
    told.run(now=LATER)
    assert files <= told.holding("chronic pain")


def test_a_zone_is_believed_of_what_was_told_before_too(project: Project) -> None:
    project.source("wire", "wire", trust="wire")
    dated = "SALEM, OR - Sept 14, 2026 7:00 AM - "
    project.write("wire/wing.md", f"# A wing opens\n\n{dated}{WING}")
    project.write("wire/hours.md", f"# Evening hours\n\n{HOURS}")
    project.run(now=NOW)
    before = project.story("A wing opens")
    change(project, 'location = "wire"', 'location = "wire"\nzone = "America/New_York"')
    told = project.run(now=LATER)
    after = project.story("A wing opens")
    assert before["published"] == "2026-09-14T07:00:00"
    assert after["published"] == "2026-09-14T07:00:00-04:00"
    assert (after["id"], after["updated"]) == (before["id"], before["updated"])
    assert (told["new"], told["changed"]) == (0, 0)
    assert project.rows("SELECT count(*) FROM revisions") == [(0,)]
    content = project.content()
    project.run(now=LATER)
    assert project.content() == content
