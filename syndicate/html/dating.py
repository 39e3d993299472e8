"""The date of a page that tells none where one is looked for: htmldate's guess."""

from __future__ import annotations

import re

from syndicate.html.gate import refuse

# htmldate takes "now" for the last day that may be; we have no clock here.
_FIRST, _LAST = "1995-01-01", "2199-12-31"
_LONGEST = 2_000_000
# No date is without one of these, and looking for one in vain takes long.
_YEAR = re.compile(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d")


def guess_date(markup: str, *, free_text: bool) -> str:
    """The day in a page's markup, or in all its text; "" for none.

    1 January is what "© 2024" and "since 2014" come out as, so it is none.
    """
    if len(markup) > _LONGEST or not _YEAR.search(markup) or refuse(markup):
        return ""
    from htmldate import find_date  # noqa: PLC0415 - start-up

    told = find_date(
        markup,
        extensive_search=free_text,
        original_date=True,
        min_date=_FIRST,
        max_date=_LAST,
    )
    return "" if not told or told.endswith("-01-01") else str(told)
