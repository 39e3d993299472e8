"""What we install is pinned by hash, can be listed, and is audited or said not so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.audit import LOCKS, NOT_AUDITED, TOOL, VULNERABLE, judge, pins

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ALL = pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)


def requirements(lock: Path) -> list[str]:
    """What a lock asks for, each on one line, without comments."""
    text = re.sub(r"\s*#.*", "", lock.read_text("utf-8"))
    return [line for line in re.sub(r"\\\n\s*", "", text).splitlines() if line]


@ALL
def test_every_requirement_is_one_version_with_its_hashes(lock: Path) -> None:
    found = requirements(lock)
    assert len(found) == len(pins(lock.read_text("utf-8"))) > 3
    for line in found:
        assert re.fullmatch(
            r"[a-z0-9][a-z0-9.-]*==[\w.!+]+( ; [^@]+?)?( --hash=sha256:[0-9a-f]{64})+",
            line,
        ), line


@ALL
def test_no_lock_names_a_place(lock: Path) -> None:
    text = lock.read_text("utf-8")
    for words in ("://", "--index-url", "--find-links", "--trusted-host", " @ ", "-e "):
        assert words not in text


def test_what_audits_is_no_part_of_what_runs() -> None:
    running = pins((ROOT / "requirements.lock").read_text("utf-8"))
    assert not {"pip-audit", "cyclonedx-bom", "pytest", "mypy"} & set(running)
    asked = " ".join(PROJECT["dependencies"])
    assert "audit" not in asked


def test_the_locks_agree() -> None:
    known: dict[str, str] = {}
    for lock in LOCKS:
        for name, version in pins(lock.read_text("utf-8")).items():
            assert known.setdefault(name, version) == version, (lock.name, name)


# ---------------------------------------------------------------------------- audit

WANTED = {"lxml": "6.1.3", "py3langid": "0.4.0"}


def told(**more: Any) -> str:
    rows = [
        {"name": "LXML", "version": "6.1.3", "vulns": []},
        {"name": "py3langid", "version": "0.4.0", "vulns": []} | more,
    ]
    return json.dumps({"dependencies": rows, "fixes": []})


def test_everything_looked_up_is_a_clean_bill() -> None:
    verdict = judge(told(), WANTED, "No known vulnerabilities found")
    assert verdict.code == 0
    assert verdict.lines == ("2 pins looked up, no known vulnerability.",)


def test_a_vulnerability_is_named_with_what_mends_it() -> None:
    vulns = [{"id": "PYSEC-2026-1", "fix_versions": ["0.4.1"]}]
    verdict = judge(told(vulns=vulns), WANTED, "")
    assert verdict.code == VULNERABLE
    assert verdict.lines == ("py3langid 0.4.0: PYSEC-2026-1; fixed in 0.4.1",)


@pytest.mark.parametrize(
    ("answer", "said", "why"),
    [
        ("", "ERROR:pip_audit._cli:Failed to connect", "Failed to connect"),
        ("", "", "gave no answer"),
        ("[]", "", "gave no answer"),
        ('{"dependencies": []}', "", "lxml 6.1.3, py3langid 0.4.0 not looked up"),
        (
            json.dumps({"dependencies": [{"name": "lxml", "skip_reason": "is new"}]}),
            "",
            "lxml 6.1.3, py3langid 0.4.0 not looked up: is new",
        ),
        (told(version="0.3.9"), "", "py3langid 0.4.0 not looked up"),
    ],
)
def test_what_was_not_looked_up_is_no_clean_bill(
    answer: str, said: str, why: str
) -> None:
    verdict = judge(answer, WANTED, said)
    assert verdict.code == NOT_AUDITED
    assert verdict.lines[0].startswith("NOT AUDITED, which is no clean bill: ")
    assert why in verdict.lines[0]


def test_without_its_advisory_data_the_real_tool_is_not_believed(
    require_tool: Callable[..., Path],
) -> None:
    """Nobody answers: that is said, and the exit code is not 0."""
    require_tool(str(TOOL))
    nobody = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), "http://127.0.0.1:1")
    ran = subprocess.run(
        [sys.executable, "-c", "from bench.audit import *; sys.exit(main(LOCKS[1:2]))"],
        cwd=ROOT,
        env={**os.environ, **nobody, "NO_PROXY": "", "no_proxy": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == NOT_AUDITED, ran.stdout + ran.stderr
    assert (
        "requirements-build.lock: NOT AUDITED, which is no clean bill: " in ran.stdout
    )


# ----------------------------------------------------------------------------- list


def test_the_list_of_what_runs_is_whole(
    require_tool: Callable[..., Path], tmp_path: Path
) -> None:
    """CycloneDX: each pin is a component, with its address and every hash."""
    tool = require_tool(str(TOOL.with_name("cyclonedx-py")))
    (rule,) = re.findall(
        r"^\t@\$\(BIN\)/cyclonedx-py ((?:.*\\\n)*.*)$",
        (ROOT / "Makefile").read_text("utf-8"),
        re.MULTILINE,
    )
    arguments = rule.replace("\\\n", " ").split()
    arguments[-1] = str(tmp_path / "sbom.json")
    subprocess.run([str(tool), *arguments], cwd=ROOT, check=True, capture_output=True)
    listed = json.loads((tmp_path / "sbom.json").read_text("utf-8"))
    assert listed["bomFormat"] == "CycloneDX"
    assert re.fullmatch(r"1\.[5-9]", listed["specVersion"])
    assert listed["metadata"]["component"]["name"] == "syndicate"
    components = {each["name"]: each for each in listed["components"]}
    lock = ROOT / "requirements.lock"
    wanted = pins(lock.read_text("utf-8"))
    assert {name: each["version"] for name, each in components.items()} == wanted
    for line in requirements(lock):
        name, _, rest = line.partition("==")
        each = components[name]
        assert each["type"] == "library"
        assert each["purl"] == f"pkg:pypi/{name}@{wanted[name]}"
        (place,) = each["externalReferences"]
        hashes = {one["content"] for one in place["hashes"]}
        assert hashes == set(re.findall(r"sha256:([0-9a-f]{64})", rest))
