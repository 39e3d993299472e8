"""Publishing that dies at any of its steps, and the run after it."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from pathlib import Path

import pytest

from tests import warm
from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, LETTERS, SKIN, WING
from tests.guarantees.wholeness import differences, leftovers, torn

LATER = "2026-10-05T14:00:00Z"
# The real program, which tells each step of publishing on standard error and is killed
# before the one named: a file renamed into its place or removed, a change noted, what
# went out noted, others told.
MORTAL = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from syndicate import pipeline
    from syndicate.cli import call
    from syndicate.store import Deliveries, Outbox

    def mortal(home, name, tell):
        real = getattr(home, name)
        def step(*arguments, **named):
            told = tell(*arguments)
            if told:
                sys.stderr.write(told + "\\\\n")
                sys.stderr.flush()
            if told == sys.argv[1]:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)
        setattr(home, name, step)

    def tell_rename(file, place):
        if file.suffix != ".tmp":
            return ""
        return f"rename {place.relative_to(Path.cwd())}"

    def tell_removal(file, **_):
        inside = file.is_relative_to(Path.cwd() / "feeds") and file.suffix != ".tmp"
        return f"remove {file.relative_to(Path.cwd())}" if inside else ""

    mortal(Path, "replace", tell_rename)
    mortal(Path, "unlink", tell_removal)
    mortal(Deliveries, "changing", lambda *_: "note the change")
    mortal(Outbox, "went_out", lambda *_: "note what went out")
    mortal(pipeline, "spread", lambda *_: "tell others")
    sys.exit(call(sys.argv[2:]))
    """
).replace("\\\\", "\\")
STEPS = (
    "note the change",
    "remove feeds/stories/skin",
    "remove feeds/wings/atom.xml",
    "rename feeds/stories/letters",
    "rename feeds/stories/hours",
    "rename feeds/index.html",
    "rename feeds/offices/rss.xml",
    "rename feeds/rss.xml",
    "rename feeds/feed.json",
    "rename digest/digest.html",
    "rename digest/status.json",
    "note what went out",
    "tell others",
)
FEED = '[[feed]]\nname = "{name}"\nwords = ["{name}"]\n'


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was run, and whose sources then told much else."""
    folder = tmp_path_factory.mktemp("before")
    project = Project(folder).source("own", "own", trust="owned")
    note = f'open({str(folder.parent / "calls")!r}, "a").write("called\\n")'
    after = f"[publish]\nafter = [{json.dumps([sys.executable, '-c', note])}]\n"
    project.tables += [after, FEED.format(name="wings"), FEED.format(name="offices")]
    project.configure()
    project.write("own/wing.md", f"# Wings open\n\n{WING}")
    project.write("own/hours.md", f"# Hours of our offices\n\n{HOURS}")
    project.write("own/skin.md", f"# Skin\n\n{SKIN}")
    project.run()
    project.tables.remove(FEED.format(name="wings"))
    project.configure()
    project.write("own/hours.md", f"# Hours of our offices\n\n{HOURS}\n\nCome at six.")
    project.write("own/letters.md", f"# Letters\n\n{LETTERS}")
    project.write("own/skin.md", f"EMBARGOED UNTIL May 5, 2031\n\n# Skin\n\n{SKIN}")
    return folder


@pytest.fixture(scope="module")
def peaceful(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same project, whose next run nobody disturbed."""
    project = copy(before, tmp_path_factory.mktemp("peaceful") / "copy")
    project.run(now=LATER)
    return project


def copy(before: Path, folder: Path) -> Project:
    shutil.copytree(before, folder)
    return Project(folder, now=LATER)


def die(project: Project, step: str) -> list[str]:
    """Run the job until that step; gives the steps that were come to."""
    command = project.command("run")
    done = warm.call([step, *command[3:]], project.folder, code=MORTAL)
    assert done.returncode == (-9 if step else 0), done.stderr
    return done.stderr.splitlines()


def test_every_step_comes_in_this_order(before: Path, tmp_path: Path) -> None:
    steps = die(copy(before, tmp_path / "copy"), "")
    places = [
        next(at for at, told in enumerate(steps) if told.startswith(step))
        for step in STEPS
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("step", STEPS)
def test_the_next_run_repairs_what_a_death_left(
    before: Path, peaceful: Project, tmp_path: Path, step: str
) -> None:
    project = copy(before, tmp_path / "copy")
    if step.count("/") == 2 and not step.endswith(".xml"):
        step = full_name(project, peaceful, step)
    die(project, step)
    assert torn(project) == []
    project.run()
    assert differences(project, peaceful) == []
    assert leftovers(project) == []
    assert project.holding("worrying spots") == set()
    last = project.rows("SELECT max(changed) FROM public_changes")
    assert project.rows("SELECT told FROM deliveries") == last
    again = project.run()
    assert not {*again["written"], *again["removed"]} & project.published().keys()


def full_name(one: Project, two: Project, step: str) -> str:
    """A step with the whole name of its page, which ends with the story's id."""
    verb, _, start = step.partition(" ")
    start = start.removeprefix("feeds/")
    (name,) = {
        name
        for project in (one, two)
        for name in project.published()
        if name.startswith(start)
    }
    return f"{verb} feeds/{name}"
