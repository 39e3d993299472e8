"""Each exit code of the README's table, through the real command."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from syndicate.cli.judging import judge
from syndicate.store import locked
from tests import warm
from tests.cli.conftest import NOW
from tests.loopback import serving

README = Path(__file__).parent.parent.parent / "README.md"
DEFECT = (
    "import sys, syndicate.calm as calm; from syndicate.cli import call; "
    "calm.run = lambda *_, **__: {}['nothing']; sys.exit(call(sys.argv[1:]))"
)


def call(
    folder: Path, *arguments: str, code: str = ""
) -> subprocess.CompletedProcess[str]:
    return warm.call([*(arguments or ("run",)), *NOW], folder, code=code)


def done(folder: Path) -> subprocess.CompletedProcess[str]:
    return call(folder)


def a_defect(folder: Path) -> subprocess.CompletedProcess[str]:
    return call(folder, code=DEFECT)


def a_wrong_call(folder: Path) -> subprocess.CompletedProcess[str]:
    return call(folder, "run", "--source", "nobody")


def a_damaged_database(folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "db").mkdir()
    (folder / "db/syndicate.sqlite").touch()
    return call(folder)


def a_failing_source(folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "wire").rename(folder / "away")
    return call(folder, "run", "--strict")


def an_output_that_cannot_be(folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "feeds").write_text("a file")
    return call(folder)


def a_full_disk(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "syndicate", "run", *NOW],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000)),
        check=False,
    )


def another_run(folder: Path) -> subprocess.CompletedProcess[str]:
    with locked(folder / "db/syndicate.sqlite"):
        return call(folder)


def a_mistake_in_the_settings(folder: Path) -> subprocess.CompletedProcess[str]:
    config = folder / "config.toml"
    config.write_text(config.read_text().replace("trust", "thrust"))
    return call(folder)


CASES: dict[int, Callable[[Path], subprocess.CompletedProcess[str]]] = {
    0: done,
    1: a_defect,
    2: a_wrong_call,
    65: a_damaged_database,
    69: a_failing_source,
    73: an_output_that_cannot_be,
    74: a_full_disk,
    75: another_run,
    78: a_mistake_in_the_settings,
}


@pytest.mark.parametrize(("code", "case"), CASES.items(), ids=map(str, CASES))
def test_an_exit_code(
    project: Path,
    code: int,
    case: Callable[[Path], subprocess.CompletedProcess[str]],
) -> None:
    """One line says what is wrong, where a report does not."""
    told = case(project)
    assert told.returncode == code, told.stderr
    lines = told.stderr.splitlines()
    assert len(lines) == (code not in (0, 69)), lines
    assert all(line.startswith("syndicate: ") for line in lines)
    assert bool(told.stdout) == (code in (0, 69))


def test_each_code_of_the_readme_has_a_case() -> None:
    listed = re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)
    assert sorted(map(int, listed)) == sorted(CASES)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError("no number of an error"), "no number of an error"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError(28, "No space left", "db/x"), "db/x: No space left"),
    ],
)
def test_what_the_system_refused_is_said_in_its_words(
    error: OSError, told: str
) -> None:
    assert judge(error) == (told, 74)


def test_a_run_that_is_interrupted_says_so(project: Path) -> None:
    """130, as of any program that is ended from the keyboard."""
    with serving() as server:
        server.drip("/feed", b"HTTP/1.1 200 OK\r\n\r\n")
        with (project / "config.toml").open("a") as config:
            config.write(
                f'[[source]]\nname = "slow"\nkind = "feed"\n'
                f'location = "{server.url}/feed"\n'
                f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\ndeadline = "2s"\n'
            )
        run = subprocess.Popen(
            [sys.executable, "-m", "syndicate", "run", *NOW],
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not server.asked:
            time.sleep(0.01)
        run.send_signal(signal.SIGINT)
        out, said = run.communicate(timeout=60)
    assert (run.returncode, out) == (130, "")
    assert said == "syndicate: interrupted\n"
