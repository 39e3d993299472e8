"""Captured pages and feeds: whatever a site sends, looking at it is no accident."""

from __future__ import annotations

from pathlib import Path

from syndicate.discover.documents import Seen, read_offers
from syndicate.errors import SourceError
from syndicate.model import Document


def look_at(files: list[Path]) -> dict[str, int]:
    """How many documents were what; what offers nothing counts as that."""
    counts: dict[str, int] = {}
    for file in files:
        url = f"https://clinic.example.org/{file.name}"
        try:
            seen = read_offers(Document(file.name, url, file.read_bytes()))
        except SourceError:
            seen = Seen("nothing")
        what = seen.what if seen.offers else f"{seen.what} without offers"
        counts[what] = counts.get(what, 0) + 1
    return counts


def test_captured_pages_are_pages(corpus: Path) -> None:
    files = sorted((corpus / "pages").glob("*.html"))
    assert files
    counts = look_at(files)
    assert counts.get("a page", 0) >= 0.8 * len(files), counts


def test_captured_feeds_are_feeds(corpus: Path) -> None:
    files = sorted(
        path
        for path in (corpus / "feeds").rglob("*")
        if path.suffix in {".xml", ".rss", ".atom", ".rdf"}
    )
    assert files
    counts = look_at(files)
    assert counts.get("a feed", 0) >= 0.8 * len(files), counts
