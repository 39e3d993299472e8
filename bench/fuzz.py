"""Fuzz a parser of ours with atheris, and keep what breaks it.

    PYTHONPATH=. python bench/fuzz.py TARGET [--seconds 60]
    PYTHONPATH=. python bench/fuzz.py --list

What breaks the target, once for each place in our code, is written into
tests/fuzz/corpus/TARGET, from where the tests feed it again for ever. atheris is in no
lock of ours: `pip install atheris` puts it beside what is there. Ends with 1 when
anything was found, and with 69 when atheris is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

MISSING = 69
LONGEST = 4_096  # bytes of an input
SLOWEST = 10  # seconds that one input may take


def main() -> int:
    """Fuzz one target for so long."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", nargs="?", default="")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    if asked.list or not asked.target:
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - not instrumented

        print("\n".join(sorted(TARGETS)))
        return 0
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: pip install atheris", file=sys.stderr)
        return MISSING
    return fuzz(asked.target, asked.seconds)


def fuzz(name: str, seconds: int) -> int:
    """Feed it what atheris thinks of; libFuzzer ends the process, so we do before."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - not in our locks

    with atheris.instrument_imports(include=["syndicate"]):
        from tests.fuzz import targets  # noqa: PLC0415 - to be instrumented
    finds = Finds(targets.CORPUS / name)
    ends = time.monotonic() + seconds
    tries = 0

    def one(content: bytes) -> None:
        nonlocal tries
        tries += 1
        try:
            targets.feed(name, content)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            finds.keep(content, error)
        if time.monotonic() > ends:
            print(f"{name}: {tries} inputs in {seconds} s, {finds.say()}", flush=True)
            finds.leave()

    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for number, seed in enumerate(targets.seeds(name)):
            Path(folder, f"{number}").write_bytes(seed[:LONGEST])
        quiet = ("-verbosity=0", f"-max_len={LONGEST}", f"-timeout={SLOWEST}")
        artifacts = f"-artifact_prefix={finds.folder}/slow-"
        atheris.Setup([sys.argv[0], *quiet, artifacts, folder], one)
        atheris.Fuzz()
    return 0


class Finds:
    """What broke a target: one input, the shortest, for each place that it broke."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shortest: dict[str, bytes] = {}
        self.told: dict[str, str] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, content: bytes, error: Exception) -> None:
        """Keep the input, unless a shorter one broke the same place."""
        frames = traceback.extract_tb(error.__traceback__)
        ours = [each for each in frames if "/syndicate/" in each.filename] or frames
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
        key = f"{place} {type(error).__name__}"
        known = self.shortest.get(key)
        if known is None or len(content) < len(known):
            self.shortest[key] = content
            self.told[key] = f"{key}: {str(error)[:100]}"

    def say(self) -> str:
        """How much was found, and where."""
        return "\n  ".join([f"{len(self.told)} places broken", *self.told.values()])

    def leave(self) -> None:
        """Write what was found, and end the process: it would end as a crash."""
        for content in self.shortest.values():
            digest = hashlib.sha256(content).hexdigest()[:16]
            (self.folder / digest).write_bytes(content)
        sys.stdout.flush()
        os._exit(1 if self.shortest else 0)


if __name__ == "__main__":
    sys.exit(main())
