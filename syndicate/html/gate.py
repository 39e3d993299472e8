"""What is refused before any HTML parser sees it: markup made to hang one."""

from __future__ import annotations

import re

from syndicate.html.tags import FLAT

LONGEST_TAG = 20_000
# libxml2 drops without a word what lies deeper than 256.
DEEPEST = 250
MOST_TAGS = 100_000
LONGEST = 15_000_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
# What a parser takes for text, whatever tags it quotes.
_UNREAD = re.compile(r"<(?:(!--)|(script|style)(?=[\s>/]))", re.IGNORECASE)
_ENDS = {
    "!--": re.compile("-->"),
    "script": re.compile("</script", re.IGNORECASE),
    "style": re.compile("</style", re.IGNORECASE),
}
# Parsers take long over many attributes, not over a long one: a picture, a state.
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_DATA = re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=\s]{200,}")


# An encoding declared in a text that is already decoded is an error to lxml.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")

# A NUL ends a document for libxml2, half a surrogate pair cannot be encoded, and no
# other control character can be put into a tree. A form feed is white space (HTML).
_UNPARSABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORM_FEED = "\f"


class Unreadable(ValueError):
    """Markup that no parser may see; the reason in words."""


def admit(markup: str) -> str:
    """The markup as a parser may see it: without what parsers choke on.

    Raises:
        Unreadable: nested too deeply, too long, too many tags, a tag too long.
    """
    if ";base64," in markup:
        markup = _DATA.sub("data:,", markup)
    reason = refuse(markup)
    if reason:
        raise Unreadable(reason)
    return _DECLARATION.sub("", _UNPARSABLE.sub("", markup.replace(_FORM_FEED, " ")))


def refuse(markup: str) -> str:
    """Why markup must not be parsed, or "" if it may be. Linear time.

    >>> refuse("<div>" * 1000)
    'nested too deeply (over 250 tags)'
    >>> refuse("<p>Good day.</p>")
    ''
    """
    if len(markup) > LONGEST:
        return f"too long ({len(markup):,} characters)"
    markup = drop_unread(markup)
    opened: list[str] = []
    for count, hit in enumerate(_TAG.finditer(markup), 1):
        name = hit[2].lower()
        if name in FLAT:
            pass
        elif not hit[1]:
            opened.append(name)
        elif (
            name in opened
        ):  # at most `DEEPEST` names; what is open within it ends, too
            while opened.pop() != name:
                pass
        if len(opened) > DEEPEST:
            return f"nested too deeply (over {DEEPEST} tags)"
        if count > MOST_TAGS:
            return f"too many tags (over {MOST_TAGS:,})"
    if len(markup) > LONGEST_TAG and _has_long_tag(markup):
        return f"a tag of over {LONGEST_TAG:,} characters"
    return ""


def drop_unread(markup: str) -> str:
    """Markup without its comments, scripts and styles. Linear time.

    >>> drop_unread("<p>One</p><script>x('<div>')</script><!-- <div> --><p>Two")
    '<p>One</p></script><p>Two'
    """
    pieces: list[str] = []
    endless: set[str] = set()
    at = 0
    while hit := _UNREAD.search(markup, at):
        name = (hit[1] or hit[2]).lower()
        end = None if name in endless else _ENDS[name].search(markup, hit.end())
        if end is None:
            endless.add(name)
            pieces.append(markup[at : hit.end()])
            at = hit.end()
            continue
        pieces.append(markup[at : hit.start()])
        at = end.end() if name == "!--" else end.start()
    pieces.append(markup[at:])
    return "".join(pieces)


def _has_long_tag(markup: str) -> bool:
    start = markup.find("<")
    while start >= 0:
        following = markup[start + 1 : start + 2]
        end = markup.find(">", start)
        if following.isalpha():
            if end < 0 and len(markup) - start > LONGEST_TAG:
                return True
            long = end - start > LONGEST_TAG
            if long and len(_QUOTED.sub("", markup[start:end])) > LONGEST_TAG:
                return True
        start = markup.find("<", max(end, start) + 1)
    return False
