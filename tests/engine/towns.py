"""A shelf of copies, neighbours and headlines; some tell no day, many the same one."""

from __future__ import annotations

from collections.abc import Iterator

from syndicate.model import Link, Purpose, Release
from tests.store.shelf import Form, Shelf, on, original, telling

TOWNS = ("Salem", "Bend", "Redmond", "Astoria", "Newport", "Medford", "Ashland")
TEXT = (
    "Harbour Dental of {0} has opened room number {1} for children who fear drills."
    " The quiet room has a ceiling of painted clouds, as Doctor Ada Moss of {0} said."
    " Forty families came in week {1}, and the hygienists Bo and Lin sang for them."
)


def fill(shelf: Shelf) -> None:
    """Tell them all."""
    told = []
    for n in range(70):
        town = TOWNS[n % 7]
        day = on(1 + n // 3) if n % 11 else None
        more = {
            "published": day,
            "links": original(f"https://a.example.org/{n % 4}"),
        }
        text = TEXT.format(town, n // 7)
        title = f"Harbour Dental of {town} opens quiet room {n // 7}"
        told.append(telling(f"s{n % 3}", f"i{n}", text, title=title, **more))
        if n % 5 == 0:
            named = {**more, "title": title, "form": Form.HEADLINE}
            told.append(telling("reddit", f"h{n}", "", **named))
    shelf.tell(*told, *threads())


def threads() -> Iterator[Release]:
    """Pages that a thread's address continues, each under a key of its own side."""
    for n, town in enumerate(TOWNS[:3]):
        slug = f"harbour-dental-of-{town.lower()}-opens-a-quiet-room-for-children"
        page = f"https://newsramp.com/curated-news/{slug}/{n:032x}"
        links = (Link(Purpose.TLDR, page),)
        text = f"The quiet room of {town} is told of once more, on another wire. " * 3
        yield telling("wire", f"p{n}", text, published=on(9), links=links)
        thread = slug.replace("-", "_")[:45]
        url = f"https://www.reddit.com/r/Town/comments/1abc{n}d/{thread}/"
        yield telling(
            "reddit", f"t{n}", "", published=on(9), form=Form.DISCUSSION, url=url
        )
