"""Inline Markdown: links, emphasis, escapes; the parser runs only where it must."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# Text longer than this is shown as it stands: 50,000 "[" take the parser 8 seconds.
_LONGEST = 30_000
_MOST_BRACKETS = 500

_IMAGE = re.compile(
    r"!\[([^\]\n]{0,300})\]\([^()\s]{0,2000}(?:\([^()\s]*\))?[^()\n]{0,200}\)"
)
# `[label](None)`, `[label]()` and `[label](https://newsramp.comNone)`: no such page.
_BROKEN = re.compile(r"\[([^\[\]\n]{0,300})\]\(\s*(None|https?://[\w.-]+?/?None|)\s*\)")
_SIGN = re.compile(
    r"\[[^\]\n]{0,500}\]\(|\\[!-/:-@\[-`{-~]|<https?://"
    r"|(?<![\w*])\*{1,3}(?=[^\s*])[^*\n]{1,2000}(?<=\S)\*{1,3}(?![\w*])"
    r"|(?<![\w_])_{1,2}(?=[^\s_])[^_\n]{1,2000}(?<=\S)_{1,2}(?![\w_])"
    r"|`[^`\n]+`"
)
_HINT = re.compile(r"[\[*_`\\<]")
_EMPTY_BOLD = re.compile(r"(?<!\*)\*\*\s*\*\*(?!\*)")

Inline = tuple[str, str, tuple[tuple[str, str], ...]]


def read_inline(text: str) -> Inline | None:
    """Text, inline HTML and links of one Markdown block; None when it has no markup.

    A link that leads nowhere becomes its label, and its target is told as it stands.

    >>> read_inline("Read **more** [here](https://a.example/b).")[:2]
    ('Read more here.', 'Read <strong>more</strong> <a href="https://a.example/b">here</a>.')
    >>> read_inline("Nothing * here") is None
    True
    """
    if not _HINT.search(text) or not (
        _SIGN.search(text) or "![" in text or "**" in text
    ):
        return None
    if len(text) > _LONGEST or text.count("[") > _MOST_BRACKETS:
        return None
    broken = tuple((hit[2], hit[1]) for hit in _BROKEN.finditer(text) if hit[2])
    text = _BROKEN.sub(r"\1", _IMAGE.sub("", text))
    text = _EMPTY_BOLD.sub("", text).strip()
    if not _SIGN.search(text):
        return text, "", broken
    told: list[str] = []
    markup: list[str] = []
    links: list[tuple[str, str]] = []
    for token in _parser().parseInline(text)[0].children or []:
        _take(token, told, markup, links)
    plain = "".join(told).strip()
    found = tuple(
        (address, "".join(told[int(start) : int(end)]))
        for address, start, end in (_parts(link) for link in links)
    )
    rich = "".join(markup).strip()
    return plain, rich if "<" in rich.replace("<br>", "") else "", found + broken


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - start-up

    return MarkdownIt("commonmark", {"html": False})


def _parts(link: tuple[str, str]) -> tuple[str, str, str]:
    start, _, end = link[1].partition(":")
    return link[0], start, end


def _take(
    token: Any,
    told: list[str],
    markup: list[str],
    links: list[tuple[str, str]],
) -> None:
    kind = token.type
    if kind in ("text", "code_inline"):
        told.append(token.content)
        safe = _escape(token.content)
        markup.append(f"<code>{safe}</code>" if kind == "code_inline" else safe)
    elif kind in ("softbreak", "hardbreak"):
        told.append("\n")
        markup.append("<br>" if kind == "hardbreak" else "\n")
    elif kind == "link_open":
        address = token.attrGet("href") or ""
        links.append((address, f"{len(told)}:"))
        markup.append(f'<a href="{_escape(address)}">')
    elif kind == "link_close":
        address, place = links[-1]
        links[-1] = (address, f"{place}{len(told)}")
        markup.append("</a>")
    elif kind in ("strong_open", "em_open", "strong_close", "em_close"):
        name, _, side = kind.partition("_")
        markup.append(f"<{name}>" if side == "open" else f"</{name}>")


def _escape(text: str) -> str:
    for character, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(character, reference)
    return text.replace('"', "&quot;")
