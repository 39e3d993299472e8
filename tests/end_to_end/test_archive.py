"""The archive's history replayed through real runs: no release is lost on the way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from syndicate import ingest, pipeline
from syndicate.config.load import load
from syndicate.fetch import git
from syndicate.sources.registry import options_of
from tests.end_to_end.project import Project
from tests.history import History

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

LATER = "2026-10-06T12:00:00Z"
NONE = "prvolt/2026/0914/None.md"
ELM = "newsdirect/2026/0914/elm-court.md"
GONE = "ibn/2026/0914/north-pier.md"
MOVED = "ibn/2026/0914/tall-oaks.md"
HOME = "https://{}.example.org/news/{}"
TEXTS = {
    "Elm Court Clinic Opens Evenings": "Elm Court Clinic now sees patients in the"
    " evening, from Monday to Thursday, so that people who work by day need not ask"
    " for leave to be treated.",
    "Glass Pond Wellness Hires Two Nurses": "Two nurses who trained in Larkfield join"
    " Glass Pond Wellness this month, which doubles the number of visits that the"
    " practice can offer in a week.",
    "Saddle Hill Infusion Publishes Prices": "Every price of Saddle Hill Infusion is"
    " now on one page, with what an insurer pays and what is left to the patient after"
    " that has been settled.",
    "North Pier Recovery Closes for Repairs": "Water came through the roof of North"
    " Pier Recovery in August. Its rooms are closed until the carpenters are done, and"
    " groups meet at the library.",
    "Tall Oaks Psychiatry Moves to Mill Row": "Tall Oaks Psychiatry leaves its house on"
    " the hill for Mill Row, where a lift spares visitors the forty steps that led to"
    " its old door.",
}
ELM_COURT, GLASS_POND, SADDLE_HILL, NORTH_PIER, TALL_OAKS = TEXTS


def original(title: str) -> str:
    """Where a release first ran."""
    first, second, *_ = title.lower().split()
    return HOME.format(first + second, first)


def write(title: str, form: str = "D", text: str = "") -> str:
    """A release as the archive wrote it, with one of the four footers."""
    marker = f"[Original/Source Press Release]({original(title)})"
    slug = title.lower().replace(" ", "-")
    thread = f"https://www.reddit.com/r/ClinicNews/comments/1tzc{len(slug):03}/{slug}/"
    tldr = f"https://newsramp.com/curated-news/{slug}/{len(slug):032x}"
    footers = {
        "A": [marker, "[Newsramp.com TLDR](https://newsramp.com/None)"],
        "B": [marker, " " * 20, "[Newsramp.com TLDR](None)", thread],
        "C": ["---", marker, "[Newsramp.com TLDR](None)", f"[Reddit Post]({thread})"],
        "D": [
            *("---", marker, f"[Newsramp.com TLDR]({tldr})"),
            f"Pickup - [citybuzz.co](https://citybuzz.co/2026/09/14/{slug})",
            f"[Reddit Post]({thread})",
        ],
    }
    return "\n\n".join([f"# {title}", text or TEXTS[title], *footers[form]]) + "\n"


@pytest.fixture
def archive(project: Project) -> Iterator[History]:
    """A history of the archive's real shape, and a source that replays it."""
    history = History(project.path("clone"))
    history.commit({"README.md": "# Archive\n\nNot a release.\n"})
    history.commit({ELM: write(ELM_COURT, "A"), NONE: write(GLASS_POND, "A")})
    history.commit({ELM: write(ELM_COURT, "B"), NONE: write(SADDLE_HILL, "B")})
    history.commit({GONE: write(NORTH_PIER).replace("\n", "\r\n")})
    history.commit({MOVED: write(TALL_OAKS, "C")})
    history.commit({ELM: write(ELM_COURT, "C")})
    project.source("wires", "clone", "archive", trust="wire", history=True)
    yield history
    assert (
        history.git("fsck", "--full", "--no-dangling") == ""
    )  # reading has changed nothing


def places(project: Project, title: str) -> set[tuple[str, str | None, str]]:
    """Where a story ran: standing, path, and address."""
    return {
        (place["standing"], place["locator"], place["url"] or "")
        for place in project.story(title)["appearances"]
    }


def skipped(project: Project) -> list[str]:
    """What the last poll of the archive passed over."""
    ((lines,),) = project.rows("SELECT skipped FROM sources WHERE name = 'wires'")
    told: list[str] = json.loads(lines)
    return told


def test_releases_that_were_written_over_are_kept(
    project: Project, archive: History
) -> None:
    told = project.run()
    assert (told["new"], told["changed"]) == (5, 0)
    assert {each["title"] for each in project.stories()} == set(TEXTS)
    items = {item for (item,) in project.rows("SELECT item FROM postings")}
    assert items == {
        f"{path}|{original(title)}"
        for path, title in (
            *((ELM, ELM_COURT), (NONE, GLASS_POND), (NONE, SADDLE_HILL)),
            *((GONE, NORTH_PIER), (MOVED, TALL_OAKS)),
        )
    }
    gone = project.rows("SELECT title FROM postings WHERE present = 0")
    assert gone == [(GLASS_POND,)]
    assert skipped(project) == []
    assert archive.git("rev-list", "--count", "HEAD") == "6"


def test_a_newer_footer_is_the_same_release_and_no_edit(
    project: Project, archive: History
) -> None:
    project.run()
    assert project.rows("SELECT * FROM revisions") == []
    before = {path: write(title, "D") for path, title in ((ELM, ELM_COURT),)}
    archive.commit({**before, NONE: write(SADDLE_HILL), MOVED: write(TALL_OAKS)})
    told = project.run(now=LATER)
    assert told["new"] == 0
    assert project.rows("SELECT * FROM revisions") == []
    claimed = {
        url for standing, _, url in places(project, ELM_COURT) if standing == "claimed"
    }
    assert any(url.startswith("https://citybuzz.co/") for url in claimed)


def test_a_corrected_text_is_a_revision_of_the_same_posting(
    project: Project, archive: History
) -> None:
    project.run()
    text = TEXTS[ELM_COURT].replace("Thursday", "Friday")
    archive.commit({ELM: write(ELM_COURT, "D", text)})
    archive.commit({ELM: write(ELM_COURT, "D", text.replace("Monday", "Tuesday"))})
    told = project.run(now=LATER)
    assert told["new"] == 0
    ((text,),) = project.rows("SELECT text FROM postings WHERE title = ?", ELM_COURT)
    assert "Tuesday to Friday" in text
    texts = project.rows("SELECT text FROM revisions ORDER BY number")
    assert ["Monday to Thursday" in texts[0][0], "Monday to Friday" in texts[1][0]] == [
        True,
        True,
    ]
    assert len(texts) == 2


def test_a_removed_release_is_withdrawn_there_and_can_come_back(
    project: Project, archive: History
) -> None:
    project.run()
    archive.commit({GONE: None, MOVED: None, "ibn/2026/0915/oaks.md": write(TALL_OAKS)})
    told = project.run(now=LATER)
    assert told["new"] == 0  # a rename is another place of the same story
    assert {where[:2] for where in places(project, NORTH_PIER)} >= {("withdrawn", GONE)}
    assert {where[:2] for where in places(project, TALL_OAKS)} >= {
        ("withdrawn", MOVED),
        ("seen", "ibn/2026/0915/oaks.md"),
    }
    archive.commit({GONE: write(NORTH_PIER)})
    project.run(now="2026-10-07T12:00:00Z")
    assert {where[:2] for where in places(project, NORTH_PIER)} >= {("seen", GONE)}


def test_what_was_added_and_removed_between_two_runs_is_kept_as_withdrawn(
    project: Project, archive: History
) -> None:
    archive.commit({GONE: None})
    archive.commit({"ibn/2026/0915/elm.md": write(ELM_COURT, "D", "Briefly here.")})
    archive.commit({"ibn/2026/0915/elm.md": None})
    told = project.run()
    assert told["stories"] == 5
    withdrawn = project.rows("SELECT locator FROM postings WHERE withdrawn <> ''")
    assert sorted(withdrawn) == [(GONE,), ("ibn/2026/0915/elm.md",)]


def test_a_clone_without_news_costs_nothing(project: Project, archive: History) -> None:
    project.run()
    before = (project.published(), project.content())
    told = project.run(now=LATER)
    assert (told["documents"], told["new"], told["changed"]) == (1, 0, 0)
    assert (project.published(), project.content()) == before
    archive.commit({"ibn/2026/0916/a.md": write(ELM_COURT)})
    assert project.run(now="2026-10-07T12:00:00Z")["documents"] == 2


def test_without_history_the_newest_tree_is_read_and_then_every_commit(
    project: Project, archive: History
) -> None:
    project.tables.clear()
    project.source("wires", "clone", "archive", trust="wire", include=["prvolt"])
    assert project.run()["stories"] == 1
    archive.commit({NONE: write(GLASS_POND)})
    archive.commit({NONE: write(NORTH_PIER)})
    assert project.run(now=LATER)["new"] == 2
    project.tables.clear()  # more is asked for: the tree is read again, and only more
    project.source("wires", "clone", "archive", trust="wire")
    assert project.run(now="2026-10-07T12:00:00Z")["stories"] == 5


def test_rewritten_history_is_told_and_loses_nothing(
    project: Project, archive: History
) -> None:
    project.run()
    archive.git("update-ref", "refs/heads/main", "main~2")
    archive.commit({ELM: write(ELM_COURT, "D")})
    project.run(now=LATER)
    (line,) = skipped(project)
    assert "history was rewritten" in line
    assert {each["title"] for each in project.stories()} == set(TEXTS)
    gone = project.rows("SELECT locator FROM postings WHERE present = 0 ORDER BY 1")
    assert gone == [(MOVED,), (NONE,)]


def test_a_clone_that_is_gone_costs_nothing_that_was_told(
    project: Project, archive: History
) -> None:
    project.run()
    away = archive.folder.rename(project.path("away"))
    project.run(now=LATER)
    told = project.sources()["wires"]
    assert (told["state"], told["last_error"]) == ("failing", "no such folder: clone")
    assert len(project.stories()) == 5
    away.rename(archive.folder)
    project.run(now="2026-10-07T12:00:00Z")
    assert project.sources()["wires"]["state"] == "ok"


class Interrupted(Exception):
    """The run was cut short."""


@pytest.mark.parametrize("after", [1, 2, 3, 5, 8])
def test_a_run_cut_short_goes_on_where_it_was(
    project: Project, archive: History, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(git, "SLICE", 1)
    archive.commit({ELM: write(ELM_COURT, "C", "One more word. " + TEXTS[ELM_COURT])})
    settings = load(project.path("config.toml"), options_of)
    settings = replace(settings, fetch=replace(settings.fetch, workers=1))
    now = datetime(2026, 10, 5, 12, tzinfo=UTC)

    def interrupt(name: str, done: int, total: int | None) -> None:
        if name == "wires" and done > after:
            raise Interrupted

    with pytest.raises(Interrupted):
        pipeline.run(settings, now=now, progress=interrupt)
    pipeline.run(settings, now=now)
    assert {each["title"] for each in project.stories()} == set(TEXTS)
    ((text,),) = project.rows("SELECT text FROM revisions")  # each version told once
    assert text == TEXTS[ELM_COURT]


def test_a_history_too_long_for_one_run_goes_on_in_the_next(
    project: Project, archive: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git, "SLICE", 1)
    monkeypatch.setattr(ingest, "MOST_REQUESTS", 2)
    settings = load(project.path("config.toml"), options_of)
    settings = replace(settings, fetch=replace(settings.fetch, workers=1))
    told: list[int] = []
    for hour in range(12, 15):
        moment = datetime(2026, 10, 5, hour, tzinfo=UTC)
        told.append(pipeline.run(settings, now=moment).documents)
    assert told == [6, 4, 2]  # versions of files, and where each slice ended
    assert {each["title"] for each in project.stories()} == set(TEXTS)
    assert archive.git("rev-list", "--count", "HEAD") == "6"
