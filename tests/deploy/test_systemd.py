"""The units are confined, systemd takes them, and they call what is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deploy.calling import is_command

ROOT = Path(__file__).parent.parent.parent
UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
WALLS = UNITS / "syndicate-.service.d" / "10-confined.conf"
TIMERS = sorted(path.name for path in UNITS.glob("*.timer"))
MOST_EXPOSED = 1.5  # of 10; a unit that says nothing of it is at 9.6
PROGRAM = "/opt/syndicate/.venv/bin/syndicate"


@pytest.fixture
def machine(
    tmp_path: Path, require_tool: Callable[..., Path]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """systemd-analyze on a machine on which the units are installed."""
    analyze = require_tool("systemd-analyze")
    own = tmp_path / "usr/lib/systemd/system"
    shutil.copytree("/usr/lib/systemd/system", own, symlinks=True)
    shutil.copytree(UNITS, tmp_path / "etc/systemd/system")
    program = tmp_path / PROGRAM[1:]
    program.parent.mkdir(parents=True)
    program.touch(0o755)

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(analyze), arguments[0], f"--root={tmp_path}", *arguments[1:]],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return call


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_hardly_exposed(
    machine: Callable[..., subprocess.CompletedProcess[str]], service: str
) -> None:
    told = machine("security", "--offline=true", "--no-pager", service)
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", told.stdout)
    assert found, told.stderr
    assert float(found[1]) <= MOST_EXPOSED


def test_systemd_takes_the_units(
    machine: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    told = machine("verify", *SERVICES, *TIMERS)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_calls_a_command_that_is_there(service: str) -> None:
    (line,) = re.findall(
        r"^ExecStart=(.+)$", (UNITS / service).read_text(), re.MULTILINE
    )
    program, *arguments = line.split()
    assert program == PROGRAM
    assert is_command(arguments)


def test_what_ends_has_its_timer_and_what_stays_has_none() -> None:
    called = [name.replace(".timer", ".service") for name in TIMERS]
    assert sorted([*called, "syndicate-desk.service"]) == SERVICES
    ends = [name for name in SERVICES if "Type=oneshot" in (UNITS / name).read_text()]
    assert ends == called


def test_a_run_goes_before_the_digest() -> None:
    """After a time without power both timers are due, that of the digest first."""
    digest = (UNITS / "syndicate-digest.service").read_text()
    for word in ("Wants", "After"):
        assert re.search(rf"^{word}=.*\bsyndicate-run\.service\b", digest, re.MULTILINE)


def test_the_walls_are_for_what_stays_running_as_well() -> None:
    """A drop-in outdoes the unit: a type in it would have the desk never be up."""
    assert "Type=" not in WALLS.read_text()


def test_a_worker_that_the_kernel_takes_does_not_end_the_run() -> None:
    """systemd's default is to stop a whole unit when one of its processes is taken."""
    assert "\nOOMPolicy=continue\n" in WALLS.read_text()
