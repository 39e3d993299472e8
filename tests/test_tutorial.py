"""docs/tutorial.md, from its first line to its last, in a real shell."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "tutorial.md"
NOW = "2026-11-20T12:00:00Z"
STEP = re.compile(
    r"Save this as `(?P<path>[^`]+)`:\n\n```markdown\n(?P<text>.*?)^```"
    r"|^```console\n(?P<console>.*?)^```",
    re.MULTILINE | re.DOTALL,
)
SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def commands(console: str) -> Iterator[tuple[str, str]]:
    """Each command of a block, and what the page says that it prints."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def test_each_step_does_what_the_page_says(tmp_path: Path) -> None:
    program = tmp_path / ".program"
    program.mkdir()
    (program / "syndicate").write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m syndicate --now {NOW} "$@"\n'
    )
    (program / "syndicate").chmod(0o755)
    env = {**os.environ, "PATH": f"{program}:{os.environ['PATH']}"}
    done = 0
    for step in STEP.finditer(PAGE.read_text("utf-8")):
        if step["path"]:
            (tmp_path / step["path"]).write_text(step["text"], "utf-8")
            continue
        for command, printed in commands(step["console"]):
            told = subprocess.run(
                ["bash", "-c", command],
                cwd=tmp_path,
                env=env,
                capture_output=True,
                encoding="utf-8",
                timeout=120,
                check=False,
            )
            assert told.returncode == 0, f"{command}: {told.stderr}"
            well = doctest.OutputChecker().check_output(printed, told.stdout, SAME)
            assert well, f"$ {command}\n{told.stdout}"
            done += 1
    assert done > 10
    assert (tmp_path / "feeds" / "rss.xml").is_file()
