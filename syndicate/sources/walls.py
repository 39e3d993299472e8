"""What stands in an article's place: bot walls, login pages, errors sent as a 200."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from syndicate.html.page import is_article, read_structured
from syndicate.sources.tree import Tree, count_words, visible_strings

_FEW_WORDS = 400  # of a wall; an article about walls says more
_HEADS_WORDS = 1_500  # a page of errors may offer many others


@dataclass(frozen=True, slots=True)
class Wall:
    """A page that is no article, by its title or first heading, or by its words."""

    name: str
    title: str
    words: str
    seen: str  # a title or text it was seen with


WALLS = (
    Wall(
        "a bot wall, not a page",
        r"just a moment|attention required|access denied|access to this page"
        r"|are you (?:a )?(?:human|robot)|robot or human|pardon our interruption"
        r"|one more step|ddos-guard|security check|human verification",
        r"checking (?:if the site connection|your browser)|unusual traffic from"
        r"|verify(?:ing)? (?:that )?you are (?:a )?human|complete the security check"
        r"|enable javascript and cookies to continue|incapsula incident"
        r"|sucuri website firewall|performance (?:and|&) security by cloudflare",
        seen="Just a moment...",
    ),
    Wall(
        "a login page",
        r"^(?:please |(?:member|patient|staff) )?(?:log|sign)[ -]?in\b"
        r"|\b(?:log|sign)[ -]?in$",
        r"you must (?:be logged|log|sign) in|please (?:log|sign) in to continue"
        r"|lost your password\?",
        seen="Log In ‹ Larkfield Clinic — WordPress",
    ),
    Wall(
        "a page that says it is not found",
        r"^(?:oops\W{0,3}|sorry\W{0,3})?(?:error\W{0,3})?(?:404\b|nothing found"
        r"|not found|(?:the |that |this )?page (?:you .{0,40} )?"
        r"(?:(?:is |was )?not found|(?:is )?(?:missing|no longer)"
        r"|can.?t be found|cannot be found|could not be found"
        r"|does(?:n.t| not) exist))",
        r"(?:the |this |that )?page (?:you .{0,60} )?"
        r"(?:was not|could not be|can.?t be|cannot be) found"
        r"|page (?:does not|doesn.t|no longer) exists?",
        seen="Oops! That page can’t be found.",
    ),
    Wall(
        "a placeholder, not a page",
        r"^(?:coming soon|under construction|account suspended|welcome to nginx"
        r"|domain (?:is )?for sale|maintenance(?: mode)?|apache2? .{0,20}default page)",
        r"briefly unavailable for scheduled maintenance|this domain is for sale"
        r"|this account has been suspended",
        seen="Briefly unavailable for scheduled maintenance. Check back in a minute.",
    ),
    Wall(
        "a server's error, not a page",
        r"^(?:error\W{0,3})?(?:5\d\d\W{0,3})?(?:(?:internal )?server error|bad gateway"
        r"|service (?:temporarily )?unavailable|gateway time-?out|database error"
        r"|(?:oops\W{0,3})?something went wrong|an (?:unexpected )?error occurred)"
        r"\s*(?:\W|$)|^error 5\d\d\b",
        r"error establishing a database connection"
        r"|there has been a critical error on (?:this|your) website"
        r"|the server encountered an (?:internal )?error"
        r"|(?:an|unexpected) error (?:has )?occurred",
        seen="502 Bad Gateway",
    ),
)


def name_wall(tree: Tree) -> str:
    """What a page is that stands in an article's place; "" for any other page."""
    soup = tree.soup
    count = count_words(soup)
    body = soup.body
    classes = (body.get("class") or ()) if body else ()
    if "error404" in classes:
        return WALLS[2].name
    if count > _HEADS_WORDS or any(map(is_article, read_structured(soup))):
        return ""
    heads = [tag.get_text(" ", strip=True) for tag in _heads(soup)]
    for wall in WALLS:
        if any(re.search(wall.title, head, re.IGNORECASE) for head in heads):
            return wall.name
    if count > _FEW_WORDS:
        return ""
    if soup.find("input", type="password"):
        return WALLS[1].name
    text = " ".join(visible_strings(soup))
    walls = (wall for wall in WALLS if re.search(wall.words, text, re.IGNORECASE))
    return next((wall.name for wall in walls), "")


def _heads(soup: Any) -> list[Any]:
    """The title, and the only first-rank heading."""
    headings = soup.find_all("h1", limit=2)
    return [*([soup.title] if soup.title else []), *headings[:1]]
