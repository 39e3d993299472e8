"""What a whole page says about itself: JSON-LD, then meta, then its own headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_ARTICLES = frozenset(
    {
        "Article",
        "NewsArticle",
        "BlogPosting",
        "MedicalWebPage",
        "Report",
        "PressRelease",
        "SocialMediaPosting",
    }
)
_LONGEST_DATA = 1_000_000
_DEEPEST_DATA = 12
_WRAPPER = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)"
)
_BYLINE = re.compile(
    r"(?:posted|written|published|reviewed)?\s{0,9}by:?\s+", re.IGNORECASE
)
_AUTHORS = ["author", "author-name", "byline-name", "entry-author", "post-author"]
_COMMENTS = re.compile(r"comments?(?:-?list|-?area|-body)?|wpdcom|disqus_thread")
_LONGEST_NAME = 60
_DATE_FIELDS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
)


@dataclass(frozen=True, slots=True)
class Page:
    """The told fields of one page, each "" where it says nothing.

    `structured` tells whether the date is the page's own structured data, `title_set`
    whether somebody set where the title stands.
    """

    title: str = ""
    site: str = ""
    author: str = ""
    canonical: str = ""
    published: str = ""
    updated: str = ""
    structured: bool = False
    title_set: bool = False
    language: str = ""
    description: str = ""
    image: str = ""
    body: str = ""  # JSON-LD articleBody, when nothing better is found


def read_page(soup: Any) -> Page:
    """The fields of a page read by Beautiful Soup."""
    data = _article_data(soup)
    meta = _meta(soup)
    headline = _text(data.get("headline"))
    if headline.endswith(("...", "…")):  # cut at 100 characters by its writer
        headline = ""
    published = _text(data.get("datePublished"))
    told_date = published or _first(meta, *_DATE_FIELDS)
    return Page(
        title=headline or meta.get("og:title", "") or _heading(soup) or _title(soup),
        site=meta.get("og:site_name", "") or _name(data.get("publisher")),
        author=_name(data.get("author"))
        or _first(meta, "author", "article:author")
        or _author(soup),
        canonical=_canonical(soup) or meta.get("og:url", ""),
        published=told_date or _time(soup),
        updated=_text(data.get("dateModified"))
        or _first(meta, "article:modified_time", "og:updated_time"),
        structured=bool(told_date),
        language=_language(soup) or meta.get("og:locale", "").replace("_", "-"),
        description=_first(meta, "description", "og:description"),
        image=_first(meta, "og:image", "og:image:url") or _picture(data.get("image")),
        body=_text(data.get("articleBody")),
    )


def is_article(thing: dict[str, Any]) -> bool:
    """Whether a thing of structured data is an article.

    >>> is_article({"@type": ["NewsArticle", "Thing"]}), is_article({"@type": "Blog"})
    (True, False)
    """
    return bool(_ARTICLES.intersection(types_of(thing)))


def types_of(thing: dict[str, Any]) -> tuple[str, ...]:
    """The types that a thing of structured data says it has."""
    kinds = thing.get("@type")
    told = kinds if isinstance(kinds, list) else [kinds]
    return tuple(name for name in told if isinstance(name, str))


def read_structured(soup: Any) -> Iterator[dict[str, Any]]:
    """The things of a page's JSON-LD, from its scripts, graphs and main entities."""
    for script in soup.find_all("script", type="application/ld+json"):
        told = script.string or ""
        if not told.strip() or len(told) > _LONGEST_DATA:
            continue
        told = _WRAPPER.sub("", told).strip().removesuffix("-->").strip()
        try:
            data = json.loads(told.removesuffix("//]]>").strip(), strict=False)
        except (ValueError, RecursionError):
            continue  # one broken script; the next, or the meta tags, may tell
        yield from _things(data)


def names_comments(names: Iterable[str]) -> bool:
    """Whether an id or class says that readers' comments are within."""
    return any(map(_COMMENTS.fullmatch, names))


def _article_data(soup: Any) -> dict[str, Any]:
    return next(filter(is_article, read_structured(soup)), {})


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST_DATA:
        return
    if isinstance(data, list):
        for part in data[:200]:
            yield from _things(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(data.get(name), depth + 1)


def _meta(soup: Any) -> dict[str, str]:
    told: dict[str, str] = {}
    for tag in soup.find_all("meta", content=True):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name:
            told.setdefault(str(name).lower(), str(tag["content"]).strip())
    return told


def _first(meta: dict[str, str], *names: str) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _author(soup: Any) -> str:
    """Whom the page's own markup names as its author; not the authors of comments."""
    for wanted in ({"rel": "author"}, {"itemprop": "author"}, {"class_": _AUTHORS}):
        tag = soup.find(True, **wanted)
        if tag is None or tag.find_parent(_is_comments) is not None:
            continue
        name = _BYLINE.sub("", tag.get_text(" ", strip=True), count=1)
        if 2 <= len(name) <= _LONGEST_NAME:
            return str(name)
    return ""


def _is_comments(tag: Any) -> bool:
    names = [str(tag.get("id") or ""), *(tag.get("class") or ())]
    return tag.name != "body" and names_comments(names)


def _canonical(soup: Any) -> str:
    tag = soup.find("link", rel="canonical", href=True)
    return str(tag["href"]).strip() if tag else ""


def _heading(soup: Any) -> str:
    headings = [tag.get_text(" ", strip=True) for tag in soup.find_all("h1", limit=3)]
    return headings[0] if len(headings) == 1 else ""


def _title(soup: Any) -> str:
    return soup.title.get_text(" ", strip=True) if soup.title else ""


def _time(soup: Any) -> str:
    tag = soup.find("time", datetime=True)
    return str(tag["datetime"]).strip() if tag else ""


def _language(soup: Any) -> str:
    root = soup.find("html")
    return str(root.get("lang") or "").strip() if root else ""


def _name(told: Any) -> str:
    if isinstance(told, list):
        return ", ".join(name for name in map(_name, told[:5]) if name)
    if isinstance(told, dict):
        return _text(told.get("name"))
    return _BYLINE.sub("", _text(told), count=1) if isinstance(told, str) else ""


def _picture(told: Any) -> str:
    if isinstance(told, list):
        told = told[0] if told else ""
    return _text(told.get("url")) if isinstance(told, dict) else _text(told)


def _text(told: Any) -> str:
    if isinstance(told, list) and told:
        told = told[0]
    return told.strip() if isinstance(told, str) else ""
