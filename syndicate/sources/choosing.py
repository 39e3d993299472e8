"""Which addresses of a list are entries: by the settings, else by their own look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from syndicate.text.urls import canonical, host_of


@dataclass(frozen=True, slots=True)
class Aside:
    """Addresses that are no entries. The pattern is held against path and query."""

    name: str
    pattern: str
    seen: str


ASIDE = (
    Aside(
        "a collection",
        r"/(?:tags?|category|categories|topics?|authors?|labels?|search|feeds?|rss)(?:/|$)",
        seen="/category/news/",
    ),
    Aside(
        "an archive of a time",
        r"/(?:archives?/?|(?:archives?/)?(?:19|20)\d\d(?:/\d\d?){0,2}/?)$",
        seen="/2026/09/",
    ),
    Aside(
        "another page of the list",
        r"/page/\d+/?(?:\?|$)|[?&](?:page|paged|pg|p_no|offset|start)=\d",
        seen="/blog/page/2/",
    ),
    Aside(
        "a choice of the list",
        r"[?&](?:author|category|cat|tag|topic|filter|sort|order|orderby|view)=",
        seen="/journal?author=5f",
    ),
    Aside(
        "an account or a form",
        r"/(?:log-?in|sign-?in|log-?out|register|my-account|account|cart|checkout"
        r"|wp-login\.php|wp-admin|wp-json|cdn-cgi|xmlrpc\.php)(?:/|\?|$)",
        seen="/wp-login.php?redirect_to=x",
    ),
    Aside(
        "a file",
        r"\.(?:pdf|jpe?g|png|gif|webp|svg|zip|docx?|xlsx?|pptx?|mp[34]|mov|ics|vcf|xml"
        r"|rss|atom|json|css|js)(?:\?|$)",
        seen="/uploads/form.pdf",
    ),
    Aside(
        "a way to share or answer",
        r"/(?:sharer?|intent)(?:/|\.php|$)|[?&](?:share|replytocom)=",
        seen="/a-post/?replytocom=12",
    ),
    Aside(
        "a standing page",
        r"^/(?:contact(?:-us)?|about(?:-us)?|privacy(?:-policy)?|terms(?:-[a-z-]+)?"
        r"|cookies?(?:-policy)?|disclaimer|accessibility(?:-statement)?|sitemap|faqs?"
        r"|book(?:-[a-z-]+)?|appointments?|careers?|locations?|services|team|our-team"
        r"|home|thank-you|testimonials|reviews|shop|blog|news|press|events"
        r"|index|default)?(?:\.\w{3,5})?/?$",
        seen="/privacy-policy/",
    ),
)
_MOBILE_HOST = re.compile(r"^(?:m|mobile|amp)\.(?=[^.]+\.[^.])")
_MOBILE_PATH = re.compile(
    r"(?:^|/)amp$|(?<=[?&])(?:amp|m|mobile|view=mobile)=?1?(?:&|$)"
)


def check_patterns(name: str, patterns: tuple[str, ...]) -> None:
    """Raise ValueError for a pattern that fits no address."""
    for each in patterns:
        if "*" in each and not each.startswith(("*", "http://", "https://")):
            raise ValueError(
                f'{name}: "{each}" fits no address, for with a * it is held against '
                f'the whole of one; write it as "*{each}"'
            )


@dataclass(frozen=True, slots=True)
class Choice:
    """What the settings say of addresses: patterns to take, and to leave out.

    A pattern with `*` is held against the whole address, another is a part of it.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, url: str) -> bool:
        """Whether an address is wanted, as far as the settings say.

        >>> choice = Choice(include=("*/news/*",), exclude=("/news/jobs",))
        >>> choice.takes("https://clinic.example.org/news/open-house")
        True
        >>> choice.takes("https://clinic.example.org/news/jobs/nurse")
        False
        """
        return not self.leaves_out(url) and (
            not self.include or any(_fits(url, told) for told in self.include)
        )

    def leaves_out(self, url: str) -> bool:
        """Whether an address is one that the settings do not want."""
        return any(_fits(url, told) for told in self.exclude)


def is_aside(url: str) -> bool:
    """Whether an address alone says that it is no entry.

    >>> is_aside("https://clinic.example.org/tag/ketamine/")
    True
    >>> is_aside("https://clinic.example.org/2026/09/open-house/")
    False
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    told = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return any(re.search(each.pattern, told, re.IGNORECASE) for each in ASIDE)


def page_key(url: str) -> str:
    """What two addresses of one page have in common, its copy for telephones included.

    >>> page_key("https://m.clinic.example.org/news/a/?amp=1&utm_source=x")
    'clinic.example.org/news/a'
    >>> page_key("https://www.clinic.example.org/news/a/amp/")
    'clinic.example.org/news/a'
    """
    told = _MOBILE_HOST.sub("", canonical(url))
    return _MOBILE_PATH.sub("", told).rstrip("/?&")


def is_mobile(url: str) -> bool:
    """Whether an address is a page's copy for telephones."""
    return page_key(url) != canonical(url)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: equal hosts, or one beneath the other.

    >>> same_site("https://blog.clinic.example.org/a", "https://www.clinic.example.org/")
    True
    >>> same_site("https://clinic.example.org/a", "https://outlet.example.org/")
    False
    """
    first, second = host_of(one), host_of(other)
    if not first or not second:
        return False
    return (
        first == second or first.endswith(f".{second}") or second.endswith(f".{first}")
    )


def _fits(url: str, pattern: str) -> bool:
    return fnmatchcase(url, pattern) if "*" in pattern else pattern in url
