"""Build the docs as a site: every page under docs/ and beside the README, as HTML.

    make docs            into site/

Markdown is rendered by markdown-it-py and templates by Jinja, which the program has
anyway, in the stylesheet of the program's own pages: nothing more is installed, nothing
is asked from elsewhere, and the same pages give the same bytes.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from os.path import relpath
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bench.contents import anchor_of

ROOT = Path(__file__).resolve().parent.parent
STYLE = ROOT / "syndicate" / "publish" / "templates" / "style.css"
MENU = (  # what stands above each page
    ("README.md", "What it is"),
    ("docs/tutorial.md", "Tutorial"),
    ("docs/configuration.md", "Settings"),
    ("docs/commands.md", "Commands"),
    ("docs/matching.md", "Matching"),
    ("docs/contracts.md", "JSON"),
    ("docs/architecture.md", "Architecture"),
    ("docs/index.md", "All pages"),
)
MORE_STYLE = """
body { max-width: 50rem; }
nav.docs { font-family: var(--sans); font-size: 0.85rem; margin-bottom: 2rem; }
nav.docs a { margin-right: 1rem; white-space: nowrap; }
nav.docs a[aria-current] { color: var(--ink); text-decoration: none; }
h2 { font-size: 1.55rem; margin-top: 2.8rem; } h3 { margin-top: 1.6rem; }
h3 { font-size: 1.15rem; }
table { display: block; overflow-x: auto; border-collapse: collapse; }
table { font-size: 0.9rem; }
td, th { border-bottom: 1px solid var(--rule); padding: 0.4rem 0.8rem 0.4rem 0; }
td, th { text-align: left; vertical-align: top; overflow-wrap: normal; }
pre { background: var(--tint); padding: 0.8rem 1rem; overflow-x: auto; }
code { font-size: 0.9em; } pre code { font-size: 0.82rem; line-height: 1.5; }
img { max-width: 100%; height: auto; border: 1px solid var(--rule); }
"""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}{% if title != "syndicate" %} · syndicate{% endif %}</title>
<link rel="stylesheet" href="{{ style }}">
</head>
<body>
<nav class="docs" aria-label="Docs">
{% for each in menu -%}
<a href="{{ each.href }}"{% if each.here %} aria-current="page"{% endif %}>\
{{ each.name }}</a>
{% endfor -%}
</nav>
<main>
{{ content }}</main>
</body>
</html>
"""
TEMPLATE = Environment(autoescape=False, keep_trailing_newline=True)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its Markdown, and where it stands in the site."""

    source: Path

    @property
    def place(self) -> str:
        """Its path in the site, as in `sources/feed.html`."""
        return place_of(self.source)


def pages() -> Iterator[Page]:
    """Every page there is."""
    for folder, pattern in ((ROOT, "*.md"), (ROOT / "docs", "**/*.md")):
        yield from map(Page, sorted(folder.glob(pattern)))
    yield from map(Page, sorted((ROOT / "examples").glob("*/README.md")))


def place_of(path: Path) -> str:
    """Where a file of the repository stands in the site.

    >>> place_of(ROOT / "docs" / "sources" / "feed.md"), place_of(ROOT / "README.md")
    ('sources/feed.html', 'readme.html')
    """
    told = path.relative_to(ROOT).as_posix()
    if told.startswith("docs/"):
        told = told.removeprefix("docs/")
    elif told.endswith(".md"):
        told = told.lower()
    return re.sub(r"\.md\Z", ".html", told)


def build(target: Path) -> list[str]:
    """Write the site into a folder, anew; the paths of its pages."""
    if target.exists():
        shutil.rmtree(target)
    built = [_write(page, target) for page in pages()]
    (target / "style.css").write_text(STYLE.read_text("utf-8") + MORE_STYLE, "utf-8")
    return built


def _write(page: Page, target: Path) -> str:
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = markdown.parse(page.source.read_text("utf-8"))
    title = _head(tokens)
    for token in tokens:
        for each in token.children or ():
            _lead(each, page, target)
    place = target / page.place
    place.parent.mkdir(parents=True, exist_ok=True)
    content = markdown.renderer.render(tokens, markdown.options, {})
    place.write_text(
        TEMPLATE.from_string(PAGE).render(
            title=escape(title),
            style=_towards("style.css", page),
            menu=[
                {
                    "href": _towards(place_of(ROOT / path), page),
                    "name": name,
                    "here": ROOT / path == page.source,
                }
                for path, name in MENU
            ],
            content=content,
        ),
        "utf-8",
    )
    return page.place


def _head(tokens: list[Token]) -> str:
    """Give each heading its anchor, as GitHub makes it; the title of the page."""
    title, known = "", dict[str, int]()
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        said = "".join(
            each.content
            for each in inline.children or ()
            if each.type in ("text", "code_inline")
        )
        title = title or said
        anchor = anchor_of(said)
        again = known[anchor] = known.get(anchor, -1) + 1
        opening.attrSet("id", f"{anchor}-{again}" if again else anchor)
    return title


def _lead(token: Token, page: Page, target: Path) -> None:
    """Let a link or picture lead to its place in the site; files come along."""
    name = "src" if token.type == "image" else "href"
    told = str(token.attrGet(name) or "")
    if token.type not in ("link_open", "image") or re.match(r"[a-z]+:|#|\Z", told):
        return
    path, mark, anchor = told.partition("#")
    leads_to = (page.source.parent / path).resolve()
    place = place_of(leads_to)
    if not place.endswith(".html") and leads_to.is_file():
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(leads_to, target / place)
    token.attrSet(name, _towards(place, page) + mark + anchor)


def _towards(place: str, page: Page) -> str:
    return Path(relpath(place, Path(page.place).parent)).as_posix()


def main(arguments: Any = None) -> None:
    """Build into the folder that is named, by default site/."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "site")
    chosen = parser.parse_args(arguments)
    built = build(chosen.output)
    print(f"{len(built)} pages; open {chosen.output / 'index.html'}")


if __name__ == "__main__":
    main()
