"""What staff are told of a story's text and of its copies, through the whole job."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.project import Project

TEXT = """# Alder Room opens a house for quiet

SALEM, OR - September 14, 2026 - Alder Room offers ketamine infusions for \
depression in a house by the river with 8 rooms.

"Nobody should wait for a month," said Ana Reyes, who leads the house. The clinic \
sees patients on weekdays, and a nurse stays with every patient for the whole visit.

Registration for the open day ends October 20. Call 541-555-0142 to register for \
it, or come by at any hour before noon and ask one of the nurses at the door.
"""
COPY = TEXT.replace("541-555-0142", "541-555-0124")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.source("own", "own", trust="owned", zone="America/Los_Angeles")
    made.source("wire", "wire", trust="wire")
    made.write("own/house.md", TEXT)
    made.write("wire/house.md", COPY)
    made.run()
    return made


def digest(project: Project) -> str:
    return project.path("digest/digest.txt").read_text("utf-8").replace("\n", " ")


def test_a_copy_that_differs_is_in_the_digest_and_explained(project: Project) -> None:
    told = digest(project)
    assert "Differs: phone 541-555-0142 → 541-555-0124 on wire" in told
    (story,) = project.stories()
    explained = project.explain(story["id"])
    assert explained["drift"] == [
        {
            "url": None,
            "source": "wire",
            "name": "phone",
            "told": "541-555-0142",
            "here": "541-555-0124",
            "outdated": False,
        }
    ]
    assert "differs" in project.read("explain", story["id"])


def test_a_copy_that_keeps_the_old_text_is_on_a_list(project: Project) -> None:
    project.write("own/house.md", TEXT.replace("8 rooms", "9 rooms"))
    project.run(now="2026-10-06T12:00:00Z")
    assert "Still the old number on wire: 8 (now 9)" in digest(project)
    project.write("wire/house.md", TEXT.replace("8 rooms", "9 rooms"))
    project.run(now="2026-10-07T12:00:00Z")
    (story,) = project.stories()
    assert project.explain(story["id"])["drift"] == []


def test_checks_are_shown_until_they_are_dismissed_or_ignored(project: Project) -> None:
    assert "Check: ketamine for depression" in digest(project)
    (story,) = project.stories()
    (check,) = (
        each
        for each in project.explain(story["id"])["checks"]
        if each["id"] == "offlabel-ketamine"
    )
    assert check["severity"] == "red"
    assert "ketamine infusions for depression" in check["sentence"]
    assert check["words"] == ["ketamine", "depression"]
    assert check["source"].startswith("https://www.fda.gov/")
    project.tables.append('[checks]\nignore = ["offlabel-ketamine"]\n')
    project.configure().run()
    assert "Check: ketamine for depression" not in digest(project)
    project.tables.pop()
    project.configure().run()
    assert "Check: ketamine for depression" in digest(project)
    project.decide("dismiss", story["id"], "offlabel-ketamine")
    project.run()
    assert "Check: ketamine for depression" not in digest(project)
    explained = project.explain(story["id"])["checks"]
    assert [each["dismissed"] for each in explained if each == {**check, **each}]


def test_a_use_that_config_adds_is_not_asked_about_again(project: Project) -> None:
    (before,) = project.rows("SELECT brief FROM stories")
    project.tables.append('[[drug]]\nname = "Ketamine"\napproved = ["depression"]\n')
    project.configure().run()
    assert "Check: ketamine for depression" not in digest(project)
    (after,) = project.rows("SELECT brief FROM stories")
    assert json.loads(before[0])["summary"] == json.loads(after[0])["summary"]


def test_a_day_matters_once_it_has_passed(project: Project) -> None:
    (story,) = project.stories()
    (check,) = (
        each
        for each in project.explain(story["id"])["checks"]
        if each["id"] == "expired-date"
    )
    assert check["due"] == "2026-10-20"
    assert "has passed" not in digest(project)


def test_doctor_tells_of_an_ignored_check_that_no_rule_makes(project: Project) -> None:
    project.tables.append('[checks]\nignore = ["hipe", "absolute"]\n')
    told = project.configure().read("doctor")
    assert 'no check is called "hipe"' in told
    assert 'did you mean "hype"?' in told
    assert '"absolute"' not in told
