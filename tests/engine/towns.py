"""A shelf of copies, neighbours and headlines; some tell no day, many the same one."""

from __future__ import annotations

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
    shelf.tell(*told)
