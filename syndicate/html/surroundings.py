"""What surrounds the article of a page, known by its name, and cut away with a guard.

The guard: a node that holds more than a quarter of the page's paragraph text stays, for
some themes wrap whole pages in a form or in a class named "popup".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from syndicate.html.tags import SKIPPED, is_hidden

_SHARE = 0.25  # of the paragraph text
# On a short page a box beside the article may hold more than a quarter of it.
_HIDDEN = 0.6  # of the paragraph text: a copy of the whole holds half
_BOX = 400  # characters: no page is wrapped in so little
_LEFT = 60  # characters of paragraph text that must remain then


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What is pruned: nodes whose id or classes, or whose tag, fit.

    `boxed`: it is never the wrapper of a page, so a small one goes from a short page.
    """

    name: str
    words: re.Pattern[str]
    seen: str  # an id, class or tag it was seen as
    boxed: bool = False


def _rule(name: str, words: str, seen: str, *, boxed: bool = False) -> Surrounding:
    return Surrounding(name, re.compile(words, re.IGNORECASE), seen, boxed)


SURROUNDINGS = (
    _rule(
        "comments",
        r"(?:^|[\s_-])(?:comments?(?:-?area|-list|-respond|-form|s)?|respond|wpdcom|"
        r"commentarea|disqus_thread)(?:$|\s)|wpdiscuz|\bwpd-",
        "wpd-form-wrap",
        boxed=True,
    ),
    _rule(
        "share",
        r"sharedaddy|share-?(?:buttons?|bar|links?|icons?)|social-?(?:share|links?|icons?)"
        r"|addtoany|a2a_kit|\bsd-(?:block|content)\b",
        "sharedaddy sd-sharing-enabled",
        boxed=True,
    ),
    _rule(
        "related",
        r"related-?(?:posts?|articles?|news|stories)|jp-relatedposts|yarpp|"
        r"(?:^|[\s_-])more-from|post-?navigation|nav-links|read-?next|"
        r"item-?pagination|inline-related|toc-container",
        "jp-relatedposts",
    ),
    _rule(
        "consent",
        r"(?:^|[\s_-])(?:cookie|gdpr|consent)s?(?:[\s_-]|$)|modal(?:[\s_-]|$)|"
        r"pop-?up(?:[\s_-]|$)",
        "cookie-notice",
    ),
    _rule(
        "author",
        r"author-?(?:box|bio|info|profile)|testimonials?(?:[\s_-]|$)",
        "author-box",
        boxed=True,
    ),
    _rule(
        "promotion",
        r"newsletter|(?:^|[\s_-])promo(?:tion)?s?(?:[\s_-]|$)|alert-?bar|top-?bar|"
        r"announcement-?bar|(?:^|[\s_-])(?:cta|call-to-action)(?:[\s_-]|$)|"
        r"skip-?(?:link|to-content)",
        "promo-bar",
    ),
    _rule("reddit", r"^(?:flat-list buttons|tabmenu|tagline)$", "flat-list buttons"),
    _rule("elementor", r"^elementor-(?:header|footer|popup)$", "elementor-footer"),
    _rule("comment", r"^<comment>$", "<comment>", boxed=True),
    _rule("tag", r"^<(?:form|button|nav|dialog|footer)>$", "<form>"),
)
_TELLING = frozenset({"form", "button", "nav", "dialog", "footer", "comment"})
_KEPT = frozenset({"html", "body", "main", "article", "head", "p", "h1"})
# A paragraph may be furniture by its class, never by its tag.
_ALSO_PARAGRAPHS = frozenset({"reddit", "share", "promotion"})
_UNREAD = frozenset({"form", "button"})
_DIALOGS = frozenset({"dialog", "alertdialog"})
_WORTHLESS = SKIPPED - {"title", "head", "meta", "link", "form", "button"}
_CAPTIONS = re.compile(r"wp-caption-text|gallery-caption", re.IGNORECASE)


def drop_unseen(tree: Any) -> None:
    """Take out of a tree what no reader sees: scripts, hidden parts, captions.

    A caption without its picture says nothing, and no pictures go out.
    """
    whole = sum(map(_length, tree.iter("p")))
    for tag in list(tree.iter("*")):
        if (
            tag.tag in _WORTHLESS
            or tag.tag == "figcaption"
            or _CAPTIONS.search(tag.get("class") or "")
        ):
            drop(tag)
        elif is_hidden(tag):
            if sum(map(_length, tag.iter("p"))) <= whole * _HIDDEN:
                drop(tag)
            else:  # a program shows it: the page has little else
                tag.attrib.pop("style", None)
                tag.attrib.pop("hidden", None)


def prune(tree: Any) -> None:
    """Take what surrounds the article out of a tree, as far as the guard lets it."""
    whole = sum(map(_length, tree.iter("p")))
    left = whole
    for tag in list(tree.iter("*")):
        rule = _surrounding(tag)
        if rule is None or tag.getparent() is None:
            continue
        if tag.tag in _KEPT and rule.name not in _ALSO_PARAGRAPHS:
            continue
        held = sum(map(_length, tag.iter("p")))
        small = rule.boxed and held <= _BOX and left - held >= _LEFT
        if held <= whole * _SHARE or small:
            left -= held
            drop(tag)
        elif tag.tag in _UNREAD:
            tag.tag = "div"  # it wraps the page, so it is none of its kind


def drop(tag: Any) -> None:
    """Take a tag out of its tree; the text that follows it stays."""
    if tag.getparent() is not None:
        tag.drop_tree()


def _length(tag: Any) -> int:
    return len(tag.text_content())


def _surrounding(tag: Any) -> Surrounding | None:
    if not tag.attrib and tag.tag not in _TELLING:
        return None
    names = [tag.get("id") or "", tag.get("class") or "", f"<{tag.tag}>"]
    if tag.get("data-elementor-type"):
        names.append(f"elementor-{tag.get('data-elementor-type')}")
    if tag.get("role") in _DIALOGS:
        names.append("<dialog>")
    if tag.get("itemprop") == "comment":
        names.append("<comment>")
    if tag.tag == "footer" and next(tag.iterancestors("blockquote"), None) is not None:
        return None  # whose words they are
    return next(
        (
            rule
            for rule in SURROUNDINGS
            if any(name and rule.words.search(name) for name in names)
        ),
        None,
    )
