"""docs/database.md, made from db/schema.sql: each table, its columns, what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD = """# The database

One SQLite file, `db/syndicate.sqlite`, holds everything known. Its schema is made by \
the migrations in `syndicate/store/migrations/`; this page is made of `db/schema.sql` \
by `make reference`, and a test compares. Every table is `STRICT`; instants are texts \
as in ISO 8601, in UTC.

Reading it beside a run is safe. What other programs may rely on is the [JSON of the \
commands](contracts.md) and [the Python names](api.md): tables and columns change with \
the version.

"""
# Of those whose first line in the schema does not say it whole.
MEANING = {
    "_sqlite_migrations": "which migrations were applied, and when",
    "sources": "each source of config.toml, its state and its last poll",
    "stories": "each announcement: what it shows, since when, what staff decided of it",
    "links": "what each posting links to, and for what purpose",
    "keys": "the identities that postings bear: an original's address, a wire's number",
    "appearances": "each place where a story ran, seen or claimed, and why it is there",
    "meta": "who mints ids and since when, and by which rules everything was made",
    "postings": "each item of each source, as told and as cleaned",
    "uncleaned": "postings that could not be cleaned, kept as told until they can be",
    "public_changes": "changes of the output folder, numbered from 1",
    "shelved": "in which list each story stands: by clinic and topic, and that of all",
    "decided": "the postings that a decision is about, by source and item",
    "editions": "the editions of the digest; the newest of a series is open",
    "forgotten": "who or what was forgotten: when, by whom, why, and never its words",
    "forgotten_marks": "keyed marks by which what was forgotten is known when it comes",
    "search_fts": "the index of the full-text search (SQLite's FTS5)",
}
_TABLE = re.compile(r'CREATE (?:VIRTUAL )?TABLE "?(?P<name>\w+)"?(?P<first>.*)')
_COLUMN = re.compile(r'^\s+"?([a-z_]+)"?\s+(TEXT|INTEGER|REAL|BLOB|ANY)\b([^\n]*)$')


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the page tells it; columns are (name, type, what it is)."""

    name: str
    meaning: str
    columns: tuple[tuple[str, str, str], ...]


def tables(schema: str) -> Iterator[Table]:
    """Every table of a schema, in its order."""
    for statement in schema.split("\n\n"):
        found = _TABLE.match(statement)
        if not found:
            continue
        name, told = found["name"], _comment(found["first"])
        columns = filter(None, map(_COLUMN.match, statement.splitlines()[1:]))
        yield Table(
            name,
            MEANING.get(name, told),
            tuple((each[1], each[2], _comment(each[3])) for each in columns),
        )


def database_page(schema: str) -> str:
    """The text of docs/database.md."""
    listed = list(tables(schema))
    rows = "".join(f"| [`{t.name}`](#{t.name}) | {t.meaning} |\n" for t in listed)
    overview = f"| table | what it holds |\n| --- | --- |\n{rows}"
    return HEAD + overview + "".join(map(_section, listed))


def _section(table: Table) -> str:
    if not table.columns:
        return f"\n## {table.name}\n\n{_sentence(table.meaning)}\n"
    rows = "".join(f"| `{n}` | {kind} | {told} |\n" for n, kind, told in table.columns)
    head = "| column | type | |\n| --- | --- | --- |\n"
    return f"\n## {table.name}\n\n{_sentence(table.meaning)}\n\n{head}{rows}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip(':')}."


def _comment(line: str) -> str:
    return line.partition("-- ")[2].strip().replace("|", "\\|")
