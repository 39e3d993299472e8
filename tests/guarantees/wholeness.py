"""What is torn, lost or told twice in a project, beside one that was left in peace."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from tests.end_to_end.project import Project

# What was told and what came of it; numbers of rows may differ.
KEPT = {
    "posting": """
        SELECT sources.name, item, present, text_digest, told_digest, withdrawn
        FROM postings JOIN sources ON sources.id = source""",
    "posting not cleaned": """
        SELECT sources.name, item FROM uncleaned JOIN sources ON sources.id = source""",
    "story": "SELECT id, slug, shown, ifnull(retracted, '') FROM stories",
    "retired id": """
        SELECT aliases.id, stories.id FROM aliases JOIN stories ON seq = story""",
    "appearance": """
        SELECT stories.id, sources.name, item FROM appearances
        JOIN stories ON seq = appearances.story
        JOIN postings ON ref = appearances.posting
        JOIN sources ON sources.id = source""",
    "decision": "SELECT number, act, who, why, story FROM decisions",
    "edition": """
        SELECT series, number, ifnull(opened_at, ''), ifnull(closed_at, '')
        FROM editions""",
}
# A killed run polled, too: that it did is told truly, and in peace it did not.
POLLED = re.compile(rb'<td class="figure" data-column="(?:polled|joined)">.*')
WAIT = 5  # seconds for processes that a kill orphaned


def torn(project: Project) -> list[str]:
    """What is half-written or told twice among the public files."""
    problems = []
    for name, content in project.published().items():
        try:
            ids = _ids(name, content)
        except (ET.ParseError, ValueError) as error:
            problems.append(f"{name} is torn: {error}")
            continue
        if len(ids) != len(set(ids)):
            problems.append(f"{name} tells an id twice")
    return problems


def damaged(project: Project) -> list[str]:
    """What SQLite finds wrong with the database, if there is one."""
    path = project.path("db/syndicate.sqlite")
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("PRAGMA integrity_check").fetchall()
        orphans = database.execute("PRAGMA foreign_key_check").fetchall()
    told = [f"database: {line}" for (line,) in found if line != "ok"]
    return told + [f"database: a row of {row[0]} is orphaned" for row in orphans]


def leftovers(project: Project) -> list[str]:
    """Files and processes that a killed run left and the next did not clear away."""
    strays = [
        f"{path.relative_to(project.folder)} is left over"
        for pattern in ("*.tmp", "*.new", ".syndicate")
        for path in project.folder.rglob(pattern)
    ]
    ends = time.monotonic() + WAIT
    while (alive := _processes_in(project.folder)) and time.monotonic() < ends:
        time.sleep(0.02)
    return [*strays, *(f"process {number} still runs" for number in alive)]


def astray(disturbed: Project, peaceful: Project) -> list[str]:
    """What one project has lost, and what it tells twice or otherwise."""
    return [
        *_of_rows(disturbed, peaceful),
        *differences(disturbed, peaceful),
        *_of_files("digest", _editions(disturbed), _editions(peaceful)),
        *_not_carried(disturbed),
    ]


def differences(one: Project, two: Project) -> list[str]:
    """The public files in which two projects differ."""
    return _of_files("feeds", one.published(), two.published())


def _of_rows(disturbed: Project, peaceful: Project) -> list[str]:
    problems = []
    for what, query in KEPT.items():
        ours, theirs = sorted(disturbed.rows(query)), sorted(peaceful.rows(query))
        if ours == theirs:
            continue
        problems += [f"lost: {what} {row}" for row in set(theirs) - set(ours)]
        problems += [f"too many: {what} {row}" for row in set(ours) - set(theirs)]
        if len(ours) > len(set(ours)):
            problems.append(f"too many: {what} told twice")
    return problems


def _of_files(
    folder: str, ours: dict[str, bytes], theirs: dict[str, bytes]
) -> list[str]:
    return [
        f"lost: {folder}/{name}"
        if name not in ours
        else f"too many: {folder}/{name}"
        if name not in theirs
        else f"differs: {folder}/{name}"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]


def _editions(project: Project) -> dict[str, bytes]:
    """The closed editions of the digest, but for how often sources were polled."""
    return {
        path.name: POLLED.sub(b"", path.read_bytes())
        for path in sorted(project.path("digest").glob("editions/*"))
    }


def _not_carried(project: Project) -> list[str]:
    """The public files of which the command of `[publish] after` was not told."""
    mirror = project.path("mirror")
    return [
        f"lost: {name} was not carried to the mirror"
        for name, content in project.published().items()
        if not (mirror / name).exists() or (mirror / name).read_bytes() != content
    ]


def _ids(name: str, content: bytes) -> list[str]:
    """The ids that a public file tells; ValueError or ParseError when it is torn."""
    if name.endswith(".xml"):
        root: Any = ET.fromstring(content)
        tags = ("guid", "{http://www.w3.org/2005/Atom}id")
        items = [*root.iter("item"), *root.iter("{http://www.w3.org/2005/Atom}entry")]
        return [
            each.findtext(tag)
            for each in items
            for tag in tags
            if each.find(tag) is not None
        ]
    if name.endswith(".json"):
        told = json.loads(content)
        listed = told.get("items", ()) if isinstance(told, dict) else ()
        return [each["id"] for each in listed]  # the search index names none
    if name.endswith(".html") and not re.search(rb"</html>\s*\Z", content):
        raise ValueError("no end")
    return []


def _processes_in(folder: Path) -> list[int]:
    """The processes whose working folder it is."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if (entry / "cwd").readlink() == folder:
                    found.append(int(entry.name))
            except OSError:  # it ended meanwhile, or is none of ours
                continue
    return found
