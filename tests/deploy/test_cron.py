"""The cron lines call what is there, and a run that goes well mails nothing."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.deploy.calling import is_command

FILE = Path(__file__).parent.parent.parent / "deploy" / "cron" / "syndicate"
LINES = [line for line in FILE.read_text("utf-8").splitlines() if line[:1].isdigit()]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_cron(line: str) -> None:
    told = re.fullmatch(r"((?:[\d*/,-]+ ){5})(\w+) (.+)", line)
    assert told
    assert told[2] == "syndicate"
    assert "%" not in told[3]  # to cron it would be the end of the line
    command, arrow, rest = told[3].rpartition(">/dev/null")
    assert (arrow, rest) == (">/dev/null", "")  # standard error is mailed
    words = shlex.split(command.rpartition("&&")[2])
    assert words[:2] == ["nice", "/opt/syndicate/.venv/bin/syndicate"]
    assert is_command(words[2:])


def test_there_is_a_line_for_the_run_the_backup_and_the_digest() -> None:
    assert len(LINES) == 3
