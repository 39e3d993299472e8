"""Which rows may go when what they are about is gone: those that can be found again."""

from __future__ import annotations

NO_POSTING = "posting NOT IN (SELECT ref FROM postings)"
NO_STORY = "story NOT IN (SELECT seq FROM stories)"
NO_SOURCE = "source NOT IN (SELECT id FROM sources)"
NO_PAGE = "page NOT IN (SELECT page FROM listed)"
NO_SHEET = """NOT EXISTS (SELECT 1 FROM sheets
    WHERE sheets.folder = archived.folder AND sheets.number = archived.number)"""
NO_PAIR = """one NOT IN (SELECT ref FROM postings)
    OR two NOT IN (SELECT ref FROM postings)"""
# What may go when the row that it is about is gone.
ORPHANED = {
    "links": NO_POSTING,
    "keys": NO_POSTING,
    "findings": NO_PAIR,
    "appearances": f"{NO_STORY} OR (posting IS NOT NULL AND {NO_POSTING})",
    "sketch_runs": NO_POSTING,
    "sketch_terms": NO_POSTING,
    "sketch_titles": NO_POSTING,
    "documents": NO_SOURCE,
    "fetches": NO_SOURCE,
    "fetch_days": NO_SOURCE,
    "fed": NO_STORY,
    "archived": f"{NO_STORY} OR {NO_SHEET}",
    "shelved": NO_PAGE,
    "search": "seq NOT IN (SELECT seq FROM stories)",
}
COUNT_ORPHANS = {
    table: f"SELECT count(*) FROM {table} WHERE {gone}"
    for table, gone in ORPHANED.items()
}
REMOVE_ORPHANS = {
    table: f"DELETE FROM {table} WHERE {gone}" for table, gone in ORPHANED.items()
}
