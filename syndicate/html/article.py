"""The article out of a whole page: prune what surrounds it, then trafilatura.

Pruning is guarded: a node that holds more than a quarter of the page's paragraph text
stays, for some themes wrap whole pages in a form or in a class named "popup".
"""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from typing import Any

from syndicate.html.gate import admit
from syndicate.html.page import Page, read_page

_SHARE = 0.25  # a quarter of the paragraph text


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What is pruned: nodes whose id or classes, or whose tag, fit."""

    name: str
    words: re.Pattern[str]
    seen: str  # an id, class or tag it was seen as


def _rule(name: str, words: str, seen: str) -> Surrounding:
    return Surrounding(name, re.compile(words, re.IGNORECASE), seen)


SURROUNDINGS = (
    _rule(
        "comments",
        r"(?:^|[\s_-])(?:comments?(?:-?area|-list|-respond|-form|s)?|respond|wpdcom|"
        r"commentarea|disqus_thread)(?:$|\s)|wpdiscuz|\bwpd-",
        "wpd-form-wrap",
    ),
    _rule(
        "share",
        r"sharedaddy|share-?(?:buttons?|bar|links?|icons?)|social-?(?:share|links?|icons?)"
        r"|addtoany|a2a_kit|\bsd-(?:block|content)\b",
        "sharedaddy sd-sharing-enabled",
    ),
    _rule(
        "related",
        r"related-?(?:posts?|articles?|news|stories)|jp-relatedposts|yarpp|"
        r"(?:^|[\s_-])more-from|post-?navigation|nav-links|read-?next",
        "jp-relatedposts",
    ),
    _rule(
        "consent",
        r"(?:^|[\s_-])(?:cookie|gdpr|consent)s?(?:[\s_-]|$)|modal(?:[\s_-]|$)|"
        r"pop-?up(?:[\s_-]|$)",
        "cookie-notice",
    ),
    _rule(
        "author", r"author-?(?:box|bio|info)|testimonials?(?:[\s_-]|$)", "author-box"
    ),
    _rule(
        "promotion",
        r"newsletter|(?:^|[\s_-])promo(?:tion)?s?(?:[\s_-]|$)|alert-?bar|top-?bar|"
        r"announcement-?bar|(?:^|[\s_-])(?:cta|call-to-action)(?:[\s_-]|$)|"
        r"skip-?(?:link|to-content)",
        "promo-bar",
    ),
    _rule("reddit", r"^(?:flat-list buttons|tabmenu|tagline)$", "flat-list buttons"),
    _rule("tag", r"^<(?:form|button|nav|dialog|footer)>$", "<form>"),
)
_KEPT = frozenset({"html", "body", "main", "article", "head", "p", "h1"})
# A paragraph may be furniture by its class, never by its tag.
_ALSO_PARAGRAPHS = frozenset({"reddit", "share", "promotion"})


@dataclass(frozen=True, slots=True)
class Article:
    """An article's markup, and what its page says about itself."""

    markup: str
    page: Page


def read_article(markup: str, url: str = "") -> Article:
    """The article of a whole page; its markup is "" when none can be found.

    Raises:
        Unreadable: nested too deeply, too long, a tag too long.
    """
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning  # noqa: PLC0415 - start-up

    markup = admit(markup)
    if "<" not in markup:
        return Article("", Page())
    with warnings.catch_warnings():
        # Old XHTML pages; an XML parser would refuse most of them.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(markup, "lxml")
    page = read_page(soup)
    _prune(soup)
    return Article(_extract(str(soup), url) or _paragraphs(page.body), page)


def _prune(soup: Any) -> None:
    whole = sum(len(tag.get_text()) for tag in soup.find_all("p"))
    for tag in soup.find_all(True):
        rule = _surrounding(tag)
        if rule is None:
            continue
        if tag.name in _KEPT and rule.name not in _ALSO_PARAGRAPHS:
            continue
        inner = [tag] if tag.name == "p" else tag.find_all("p")
        held = sum(len(part.get_text()) for part in inner)
        if held <= whole * _SHARE:
            tag.extract()


def _surrounding(tag: Any) -> Surrounding | None:
    classes = " ".join(tag.get("class") or ())
    names = [str(tag.get("id") or ""), classes, f"<{tag.name}>"]
    if tag.get("role") == "dialog":
        names.append("<dialog>")
    return next(
        (
            rule
            for rule in SURROUNDINGS
            if any(name and rule.words.search(name) for name in names)
        ),
        None,
    )


def _extract(markup: str, url: str) -> str:
    import trafilatura  # noqa: PLC0415 - start-up

    # It reports every empty page at length; the caller says what came of the page.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    for precise in (True, False):
        found = trafilatura.extract(
            markup,
            url=url or None,
            output_format="html",
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_tables=True,
            favor_precision=precise,
            favor_recall=not precise,
        )
        if found:
            return str(found)
    return ""


def _paragraphs(text: str) -> str:
    from html import escape  # noqa: PLC0415 - only for pages without markup

    return "".join(
        f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip()
    )
