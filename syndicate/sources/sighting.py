"""The links of a page that may be entries, each with its words and its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from syndicate.html.tags import HEADINGS
from syndicate.sources.addresses import find_url
from syndicate.sources.choosing import Choice, is_aside, page_key, same_site
from syndicate.sources.tree import MOST_LINKS, Tree
from syndicate.text.urls import is_web

LONGEST_TITLE = 300

_DEEPEST_SHAPE = 9
_MOST_WORDS = 40  # in paragraphs, of what surrounds a page's own part
_HEADING = re.compile(
    r"(?:^|[\s_-])(?:title|headline|heading)(?:[\s_-]|$)", re.IGNORECASE
)
# Words on a link that say what a click does, not what the page is about.
_GENERIC = re.compile(
    r"(?:(?:read|learn|find out|see|view|continue|show|discover)\b.{0,24}|more\b.{0,12}"
    r"|details|full (?:story|article|release)|click here|here|next|previous|older|newer"
    r"|(?:older|newer) posts?|\d+ comments?|no comments|leave a (?:comment|reply)"
    r"|share|print|permalink|[\W\d_]*)",
    re.IGNORECASE,
)
_MORE_ABOUT = re.compile(
    r"^(?:read|learn) more (?:about|:)\s*(?=\S)|^continue reading:?\s+(?=\S)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sub-?menu|breadcrumbs?|pagination|pager"
    r"|paging|footer|colophon|sidebar|widget-area|widget_\w+|related(?:-posts)?|popular"
    r"|trending|tag-?cloud|tagcloud|cat-links|tags-links|tag-links|post-categories|share"
    r"|sharing|social|comments?|cookies?|consent|newsletter|byline|author|top-?bar"
    r"|site-header|masthead|skip-link)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "form", "aside", "dialog"})
_FURNITURE_ROLES = frozenset({"navigation", "contentinfo", "search", "banner", "menu"})
_NEVER_FURNITURE = frozenset({"html", "body", "main", "article"})
_OWN_HEADER = frozenset({"article", "li", "section", "td"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A link as it stands on the page. `key` is the same for all spellings of one page.

    `shape`: the tags from the link upwards, headings of all ranks alike.
    """

    tag: Any
    url: str
    key: str
    title: str = ""
    headed: bool = False
    shape: tuple[str, ...] = ()


def find_sightings(tree: Tree, choice: Choice) -> list[Sighting]:
    """Every link of the page's own part that may lead to an entry, in its order.

    An address that the settings include may lie anywhere; others must be of this site
    and say nothing against it.
    """
    here = page_key(tree.base) if is_web(tree.base) else ""
    furniture = Furniture(tree.soup)
    found: list[Sighting] = []
    for tag in tree.soup.find_all("a", href=True, limit=MOST_LINKS):
        url = find_url(tag["href"], tree.base)
        if not url or not is_web(url) or furniture.holds(tag):
            continue
        key = page_key(url)
        if key == here or not _may_be(url, tree.base, choice):
            continue
        found.append(_look_at(tag, url, key))
    return found


def _may_be(url: str, base: str, choice: Choice) -> bool:
    if choice.include:
        return choice.takes(url)
    if choice.leaves_out(url) or is_aside(url):
        return False
    return not base or same_site(url, base)


class Furniture:
    """Whether a tag stands in what surrounds a page's own part; remembers answers.

    What holds most of the page's paragraphs is no furniture, whatever its name: some
    themes wrap whole pages in a form, or in a class named "menu".
    """

    def __init__(self, soup: Any) -> None:
        self._known: dict[int, bool] = {}
        self._words = _count_paragraphs(soup)

    def holds(self, tag: Any) -> bool:
        """Whether the tag or anything around it is furniture."""
        chain: list[Any] = []
        answer = False
        while tag is not None and tag.name != "[document]":
            known = self._known.get(id(tag))
            if known is not None:
                answer = known
                break
            chain.append(tag)
            tag = tag.parent
        for each in reversed(chain):
            answer = answer or self._is(each)
            self._known[id(each)] = answer
        return answer

    def _is(self, tag: Any) -> bool:
        if tag.name in _NEVER_FURNITURE or not is_furniture(tag):
            return False
        held = _count_paragraphs(tag) if self._words >= _MOST_WORDS else 0
        return held < max(self._words / 2, _MOST_WORDS)


def _count_paragraphs(tag: Any) -> int:
    return sum(len(part.get_text().split()) for part in tag.find_all("p"))


def is_furniture(tag: Any) -> bool:
    """Whether a tag says of itself that it surrounds the page's own part."""
    if tag.name in _FURNITURE_TAGS or tag.get("role") in _FURNITURE_ROLES:
        return True
    if tag.name == "header":
        return not any(parent.name in _OWN_HEADER for parent in tag.parents)
    if tag.name == "a" or tag.name in HEADINGS:
        return False
    names = (str(tag.get("id") or ""), " ".join(tag.get("class") or ()))
    return any(name and _FURNITURE.search(name) for name in names)


def _look_at(tag: Any, url: str, key: str) -> Sighting:
    title, headed = _read_title(tag)
    return Sighting(tag, url, key, title, headed, tuple(_shape(tag)))


def _read_title(tag: Any) -> tuple[str, bool]:
    """What a link is called, and whether that is a heading."""
    around = [tag, *list(tag.parents)[:3]]
    if any(each.name in HEADINGS or each.get("role") == "heading" for each in around):
        return _tidy(tag), True
    within = tag.find(lambda each: each.name in HEADINGS or _is_title(each))
    if within is not None:
        return _tidy(within), True
    text = _tidy(tag)
    if _is_title(tag) or any(_is_title(each) for each in around[1:2]):
        return text, bool(text)
    return text or _tidy_text(str(tag.get("aria-label") or "")), False


def _is_title(tag: Any) -> bool:
    names = " ".join(tag.get("class") or ()) if hasattr(tag, "get") else ""
    return bool(names and _HEADING.search(names)) and tag.name not in (
        "body",
        "main",
        "section",
        "ul",
        "table",
    )


def _tidy(tag: Any) -> str:
    return _tidy_text(tag.get_text(" ", strip=True))


def _tidy_text(text: str) -> str:
    """A link's words, or "" where they only say what a click does.

    >>> _tidy_text("Read more »"), _tidy_text("Read more about  Our open house")
    ('', 'Our open house')
    """
    text = _MORE_ABOUT.sub("", " ".join(text.split()))
    return "" if _GENERIC.fullmatch(text) else text[:LONGEST_TITLE]


def _shape(tag: Any) -> Iterator[str]:
    for depth, each in enumerate((tag, *tag.parents)):
        if each.name in ("main", "body", "[document]") or depth >= _DEEPEST_SHAPE:
            return
        yield "h" if each.name in HEADINGS else each.name
