"""What stands at the top of a long page: its sections and what each holds, as links."""

from __future__ import annotations

import re

_MARKED = re.compile(r"(?<=<!-- contents -->\n).*?(?=<!-- /contents -->)", re.DOTALL)
_HEADING = re.compile(r"^(##|###) (.+)$", re.MULTILINE)


def fill_contents(page: str) -> str:
    r"""The page with the contents between its marks made anew, of its headings.

    Raises:
        ValueError: the marks are not there, or not once; two headings are the same.

    >>> page = "<!-- contents -->\n<!-- /contents -->\n## Keys\n### One can be void\n"
    >>> print(*fill_contents(page).splitlines()[1:3], sep="\n")
    - [Keys](#keys)
      - [One can be void](#one-can-be-void)
    """
    headings = [told for _, told in _HEADING.findall(page)]
    twice = {each for each in headings if headings.count(each) > 1}
    if twice or len(_MARKED.findall(page)) != 1:
        raise ValueError(f"no marks for contents, or headings alike: {sorted(twice)}")
    lines = "".join(
        f"{'  ' * (len(level) - 2)}- [{told}](#{anchor_of(told)})\n"
        for level, told in _HEADING.findall(page)
    )
    return _MARKED.sub(lambda _: lines, page)


def anchor_of(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it.

    >>> anchor_of("What `doctor --repair` may do")
    'what-doctor---repair-may-do'
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
