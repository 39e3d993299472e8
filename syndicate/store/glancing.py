"""Stories at a glance: all that an edition weighs of one, and none of its texts.

An edition looks at thousands of stories and shows some thirty of each kind. Whole, a
story takes four statements and most of a millisecond; at a glance, many take two
statements together.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from syndicate.model import Brief, Release, Stored
from syndicate.store.columns import dump
from syndicate.store.reading import LINKS, OF_STORY, story_of
from syndicate.store.records import dates, link, unpack_checks
from syndicate.store.trails import places_of_many
from syndicate.text.urls import is_web

GLANCED = f"""
SELECT {OF_STORY}, iif(brief = '', '[]', json_extract(brief, '$.checks')) AS checks,
    name, item, title, url, iif(:texts, text, '') AS text,
    json_extract(record, '$.issuer') AS issuer,
    json_object('published', json_extract(record, '$.published'),
        'embargo', json_extract(record, '$.embargo')) AS dates
FROM stories JOIN postings ON postings.ref = original
JOIN sources ON sources.id = postings.source
WHERE stories.seq IN (SELECT value FROM json_each(:seqs))
"""
AT_ONCE = 500

Row = sqlite3.Row


def glance(
    connection: sqlite3.Connection, seqs: Sequence[int], *, texts: bool
) -> Iterator[Stored]:
    """The stories of these numbers, in their order.

    Of the original there are its title, address, issuer, date and embargo, and the text
    if `texts`; of the brief the checks.
    """
    for start in range(0, len(seqs), AT_ONCE):
        few = seqs[start : start + AT_ONCE]
        rows = connection.execute(GLANCED, {"seqs": dump(few), "texts": texts})
        read = {row["seq"]: (row, _shown(connection, row)) for row in rows}
        known = {
            row["original"]: (shown.published, shown.embargo)
            for row, shown in read.values()
        }
        places = places_of_many(connection, few, known)
        for seq in few:
            row, shown = read[seq]
            brief = Brief("", checks=unpack_checks(row["checks"]))
            yield Stored(story_of(row, shown, places[seq]), brief)


def _shown(connection: sqlite3.Connection, row: Row) -> Release:
    published, embargo = dates(row["dates"])
    url = row["url"]
    links = (
        ()  # where they say nothing more
        if url and is_web(url)
        else connection.execute(LINKS, {"ref": row["original"]})
    )
    return Release(
        source=row["name"],
        item=row["item"],
        title=row["title"],
        text=row["text"],
        url=url,
        published=published,
        embargo=embargo,
        issuer=row["issuer"],
        links=tuple(link(*each) for each in links),
    )
