"""Replay the whole history of an archive clone, slice by slice; print its figures.

    python bench/replay.py [CLONE]

Without a clone, a history of the archive's shape is made: 2,000 files in 60 commits, a
nameless file that each commit writes over, footers that come in four forms, a mass
reformat, fifty releases that turn out to be others' tellings, and a removal. What the
history holds is counted apart, with git's porcelain and one regular expression: a
release is a path and the address of an original.

After each run all ids that stories ever had are looked for: each must stand, or lead to
the story that took its place, and none may have come to mean other releases.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.history import ENVIRONMENT, History, write_commit

CONFIG = """
[site]
url = "https://news.example.org/"
[[source]]
name = "archive"
kind = "archive"
location = "{clone}"
trust = "wire"
history = true
"""
FILES, COMMITS, SEED = 2_000, 60, 20_260_914
REMOVED_AT, JOINED_AT, REFORMAT_AT = 50, 45, 40
SLICES = 12
FOOTERS = (
    "{marker}\n[Newsramp.com TLDR](https://newsramp.com/None)",
    "{marker}\n                    \n[Newsramp.com TLDR](None)\n",
    "---\n\n{marker}\n\n[Newsramp.com TLDR](None)\n\n\n",
    (
        "---\n\n{marker}\n\n[Newsramp.com TLDR]({tldr}) \n\n"
        "Pickup - [citybuzz.co]({pickup})"
    ),
)
BORNE = """
SELECT stories.id, postings.item FROM postings JOIN stories ON stories.seq = story
"""
TELLING = """
clinic patients evening nurse doctor ketamine infusion harbor valley opens hours
members study calm care visits rooms river garden family week month program team
offers welcomes brings adds new second local partners training insurance results
"""
WORDS = TELLING.split()
ORIGINAL = re.compile(rb"^\[Original/Source Press Release\]\(([^)\n]*)", re.MULTILINE)


def main() -> None:
    """Replay, and compare with what the history holds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        clone = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else make(place)
        growing = place / "growing"
        (place / "config.toml").write_text(CONFIG.format(clone=growing), "utf-8")
        began = time.monotonic()
        runs, ids = 0, Ids()
        for _ in grow(clone, growing):
            reached = False
            while not reached:
                reached = replay(place, ids)
                runs += 1
        seconds = time.monotonic() - began
        with closing(sqlite3.connect(place / "db/syndicate.sqlite")) as database:
            kept = {row[0] for row in database.execute("SELECT item FROM postings")}
            (gone,) = database.execute(
                "SELECT count(*) FROM postings WHERE present = 0"
            ).fetchone()
            (revisions,) = database.execute("SELECT count(*) FROM revisions").fetchone()
            (withdrawn,) = database.execute(
                "SELECT count(*) FROM postings WHERE withdrawn <> ''"
            ).fetchone()
            (skipped,) = database.execute("SELECT skipped FROM sources").fetchone()
        versions, held = count(clone)
        print(
            f"{versions:,} versions of files, {len(held):,} releases in the history\n"
            f"{len(kept):,} postings kept, {revisions:,} revisions of their texts,\n"
            f"{gone:,} that the newest tree no longer has, {withdrawn:,} of them"
            f" removed,\n{len(held - kept):,} releases lost,"
            f" {len(json.loads(skipped)):,} versions passed over,\n"
            f"{len(ids.bearers):,} ids given to stories: {len(ids.retired):,} of them"
            " lead to the story\nthat took their place,"
            f" {len(ids.lost):,} lost, {len(ids.reused):,} used again,\n"
            f"{seconds:.0f} s in {runs} runs"
        )
        sys.exit(bool(held - kept or ids.lost or ids.reused))


def grow(clone: Path, growing: Path) -> Iterator[None]:
    """Have a copy of a history grow to its newest commit, in slices."""
    copy = History(growing)
    copy.git("fetch", "--quiet", str(clone), "HEAD:refs/heads/whole")
    commits = copy.git("rev-list", "--reverse", "--first-parent", "whole").split()
    share = -(-len(commits) // SLICES)
    for commit in (*commits[share - 1 : -1 : share], commits[-1]):
        copy.git("update-ref", "refs/heads/main", commit)
        yield


@dataclass
class Ids:
    """The ids that stories had after each run, and whose they were."""

    bearers: dict[str, set[str]] = field(default_factory=dict)
    retired: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    reused: set[str] = field(default_factory=set)

    def look(self, database: sqlite3.Connection) -> None:
        """Compare what stands with all that ever stood."""
        stands: dict[str, set[str]] = defaultdict(set)
        for story, item in database.execute(BORNE):
            stands[story].add(item)
        self.retired |= {row[0] for row in database.execute("SELECT id FROM aliases")}
        self.lost |= self.bearers.keys() - stands.keys() - self.retired
        for story, items in stands.items():
            known = self.bearers.setdefault(story, set(items))
            if story in self.retired or known.isdisjoint(items):
                self.reused.add(story)
            self.bearers[story] |= items


def replay(place: Path, ids: Ids) -> bool:
    """Run once; whether the newest commit was reached."""
    command = [
        sys.executable,
        "-m",
        "syndicate",
        "--config",
        str(place / "config.toml"),
    ]
    with (place / "run.json").open("wb") as output:
        subprocess.run([*command, "run", "--json"], stdout=output, check=True)
    with closing(sqlite3.connect(place / "db/syndicate.sqlite")) as database:
        (memory,) = database.execute("SELECT memory FROM sources").fetchone()
        ids.look(database)
    return not json.loads(memory)["until"]


def make(place: Path) -> Path:
    """A history of the archive's shape, the same each time."""
    chance = random.Random(SEED)
    releases = [release(chance, number) for number in range(FILES)]
    commits: list[bytes] = []
    share = FILES // COMMITS + 1
    for number in range(COMMITS):
        batch = releases[number * share : (number + 1) * share]
        form = min(number // 10, 3)
        changes: dict[str, str | bytes | None] = {
            path: text.format(footer=footer(form, link)) for path, link, text in batch
        }
        _, link, text = release(chance, FILES + number)
        changes["prkarma/2026/0914/None.md"] = text.format(footer=footer(form, link))
        if number == REFORMAT_AT:
            for path, link, text in releases[: number * share]:
                changes[path] = text.format(footer=footer(3, link))
        if number == JOINED_AT:
            for (path, link, _), (_, _, text) in zip(
                releases[200:250], releases[100:150], strict=True
            ):
                changes[path] = text.format(footer=footer(3, link))
        if number == REMOVED_AT:
            changes[releases[0][0]] = None
        commits.append(write_commit("main", changes))
    history = History(place / "clone")
    history.fast_import(b"".join(commits))
    return history.folder


def release(chance: random.Random, number: int) -> tuple[str, str, str]:
    """A release's path, its original's address, and its text."""
    title = " ".join(chance.sample(WORDS, 6)).title() + f" {number}"
    slug = title.lower().replace(" ", "-")
    body = "\n\n".join(
        ". ".join(" ".join(chance.choices(WORDS, k=14)).capitalize() for _ in range(5))
        + "."
        for _ in range(6)
    )
    day = f"2026/{chance.randint(1, 9):02}{chance.randint(1, 28):02}"
    wire = chance.choice(("newsworthy", "prkarma", "ibn", "citybiz"))
    link = f"https://{wire}.example.org/news/{number}/{slug}"
    return f"{wire}/{day}/{slug}.md", link, f"# {title}\n\n{body}\n\n{{footer}}\n"


def footer(form: int, link: str) -> str:
    """A trail footer in one of the four forms."""
    slug = link.rsplit("/", 1)[-1]
    digest = hashlib.md5(link.encode()).hexdigest()  # as NewsRamp makes it
    return FOOTERS[form].format(
        marker=f"[Original/Source Press Release]({link})",
        tldr=f"https://newsramp.com/curated-news/{slug}/{digest}",
        pickup=f"https://citybuzz.co/2026/09/14/{slug}",
    )


def count(clone: Path) -> tuple[int, set[str]]:
    """How many versions of Markdown files a history holds, and which releases."""
    git = ["git", "-c", "safe.directory=*", "-C", str(clone)]
    listed = ["log", "-m", "--raw", "-z", "--no-renames", "--no-abbrev", "--format="]
    told = subprocess.run(
        [*git, *listed], env=ENVIRONMENT, capture_output=True, check=True
    )
    fields = [field for field in told.stdout.split(b"\0") if field]
    versions = {
        (path.decode(), about.split(b" ")[3].decode())
        for about, path in zip(fields[::2], fields[1::2], strict=True)
        if not about.endswith(b"D") and b"/" in path and path.endswith(b".md")
    }
    held: set[str] = set()
    with subprocess.Popen(
        [*git, "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdin
        assert process.stdout
        for path, blob in versions:
            process.stdin.write(f"{blob}\n".encode())
            process.stdin.flush()
            size = int(process.stdout.readline().split()[2])
            content = process.stdout.read(size + 1)
            link = ORIGINAL.findall(content)[-1].strip().decode("utf-8", "replace")
            held.add(f"{path}|{link}")
        process.stdin.close()
    return len(versions), held


if __name__ == "__main__":
    main()
