"""Ask pip-audit about everything that is pinned, and believe only what it looked at.

Exit code 0: every pin of every lock was looked up, and none has a known vulnerability;
1: some have; 3: not audited, or not all of it. pip-audit itself ends with 0 when it
skipped what it was to look at, and that must not pass for a clean bill.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCKS = tuple(sorted(ROOT.glob("requirements*.lock")))
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
TOOL = Path(sys.executable).with_name("pip-audit")
PATIENCE = 600  # seconds for one lock
VULNERABLE, NOT_AUDITED = 1, 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an audit came to: its exit code, and lines that say it."""

    code: int
    lines: tuple[str, ...]


def pins(lock: str) -> dict[str, str]:
    """The packages that a lock pins, by their normal names (PEP 503).

    >>> pins("Foo_Bar==1.2 \\\\\\n    --hash=sha256:00\\n")
    {'foo-bar': '1.2'}
    """
    return {_normal(name): version for name, version in PIN.findall(lock)}


def judge(told: str, wanted: dict[str, str], said: str) -> Verdict:
    """What pip-audit's JSON says of these pins; `said` is what it printed beside it."""
    try:
        found = {
            _normal(each["name"]): each for each in json.loads(told)["dependencies"]
        }
    except (ValueError, KeyError, TypeError):
        return _not_audited(_last(said) or "pip-audit gave no answer")
    missing = [
        f"{name} {version}"
        for name, version in wanted.items()
        if found.get(name, {}).get("version") != version
    ]
    if missing:
        reasons = (each.get("skip_reason") for each in found.values())
        why = next(filter(None, reasons), "") or _last(said)
        return _not_audited(
            f"{_some(missing)} not looked up{f': {why}' if why else ''}"
        )
    hurt = [line for name in wanted for line in _vulnerabilities(found[name])]
    if hurt:
        return Verdict(VULNERABLE, tuple(hurt))
    return Verdict(0, (f"{len(wanted)} pins looked up, no known vulnerability.",))


def audit(lock: Path) -> Verdict:
    """Ask about one lock."""
    wanted = pins(lock.read_text("utf-8"))
    command = [str(TOOL), "--strict", "--disable-pip", "--require-hashes"]
    command += ["--format=json", "--progress-spinner=off", f"--requirement={lock}"]
    try:
        told = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    except FileNotFoundError:
        return _not_audited("pip-audit is not installed; `make audit` does that")
    except subprocess.TimeoutExpired:
        return _not_audited(f"pip-audit gave no answer within {PATIENCE} s")
    return judge(told.stdout, wanted, told.stderr)


def main(locks: Iterable[Path] = LOCKS) -> int:
    """Audit every lock and say what came of each; the worst decides."""
    worst = 0
    for lock in locks:
        verdict = audit(lock)
        worst = max(worst, verdict.code)
        for line in verdict.lines:
            print(f"{lock.name}: {line}")
    return worst


def _not_audited(why: str) -> Verdict:
    return Verdict(
        NOT_AUDITED,
        (f"NOT AUDITED, which is no clean bill: {why}",),
    )


def _vulnerabilities(each: dict[str, Any]) -> list[str]:
    return [
        f"{each['name']} {each['version']}: {found['id']}; fixed in "
        f"{', '.join(found.get('fix_versions') or ()) or 'no version yet'}"
        for found in each.get("vulns", ())
    ]


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more}"


def _last(said: str) -> str:
    """The last line of what was printed that says anything."""
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    return re.sub(r"^[A-Z]+:[\w.]+:", "", lines[-1])[:300] if lines else ""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
