"""Speakers and issuers of captured releases are told as rightly as ever."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from bench.records import LABELS, judge, read_labels

# What was reached on the captured releases, told and labelled by hand; it only rises.
FLOORS = {
    ("first", "issuer"): 0.90,
    ("first", "speaker"): 1.0,
    ("second", "issuer"): 0.94,
    ("second", "speaker"): 0.99,
}
KNOWN = 0.97  # share of what is told that has a label


def test_speakers_and_issuers_are_right(corpus: Path) -> None:
    tallies = judge(corpus / "archive", read_labels(LABELS))
    assert tallies.keys() == FLOORS.keys()
    for key, tally in tallies.items():
        judged = tally["right"] + tally["wrong"]
        assert tally["right"] >= FLOORS[key] * judged, key
        assert judged >= KNOWN * tally.total(), key


def test_what_has_no_label_is_unknown(tmp_path: Path) -> None:
    folder = tmp_path / "calm" / "2026" / "0112"
    folder.mkdir(parents=True)
    said = "We opened a room that is quiet at all hours,"
    told = f"# Open\n\n“{said}” said Ada Lee. “{said[:-1]}.”\n\n---\n"
    (folder / "a.md").write_text(told, "utf-8")
    known = hashlib.sha256(f"{said}\tAda Lee".encode()).hexdigest()[:16]
    labels = tmp_path / "labels.tsv"
    labels.write_text(
        f"# head\nfirst\tcalm/2026/0112/a.md\tspeaker\t{known}\tright\n", "utf-8"
    )
    assert judge(tmp_path, read_labels(labels)) == {
        ("first", "speaker"): Counter({"right": 1, "unknown": 1}),
        ("first", "issuer"): Counter({"unknown": 1}),
    }
