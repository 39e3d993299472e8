"""Clean markup of others made to fit into a page: valid, and its headings in order.

What the sanitiser lets through is safe, not well-formed: items outside of lists, blocks
inside of emphasis, links without words, a fourth-level heading under the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol"})
BLOCKS = HEADINGS | LISTS | {"p", "hr", "blockquote", "pre", "li", "dl", "dt", "dd"}
BLOCKS |= {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
HOLD_WORDS = HEADINGS | {"p", "pre"}
CELLS = frozenset({"th", "td"})
VOID = frozenset({"br", "hr"})
TOP = 2  # the page has its own first heading
DEEPEST = 60  # levels; what lies deeper is told as its words
# A wide table is scrolled by itself, also from the keyboard.
SCROLLED = '<div class="scroll" role="group" aria-label="Table" tabindex="0">'


class Node(NamedTuple):
    """An element; its children are elements and text."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Node | str, ...]


Nodes = Iterable[Node | str]


def well_formed(html: str) -> str:
    """The markup with every element where the standard lets it be.

    >>> well_formed("<li>One</li><em><p>Two</p></em><h4>Three</h4><a href='/'></a>")
    '<ul><li>One</li></ul><p>Two</p><h2>Three</h2>'
    """
    from lxml import html as markup  # noqa: PLC0415 - start-up

    if not html.strip():
        return ""
    root = markup.fragment_fromstring(html, create_parent="div")
    return "".join(_write(_flow(_read(root, 0).children), [TOP - 1]))


def _read(element: Any, depth: int) -> Node:
    if depth > DEEPEST:
        return Node("p", (), ("".join(element.itertext()),))
    children: list[Node | str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            children.append(_read(child, depth + 1))
        children.append(child.tail or "")
    return Node(
        element.tag, tuple(element.attrib.items()), tuple(filter(None, children))
    )


def _flow(nodes: Nodes) -> Iterator[Node | str]:
    """What may stand between blocks; items that lie about become a list."""
    for is_item, some in groupby(nodes, lambda node: _tag(node) == "li"):
        if is_item:
            yield from _list(Node("ul", (), tuple(some)))
        else:
            for node in some:
                yield from _block(node)


def _block(node: Node | str) -> Iterator[Node | str]:
    if isinstance(node, str) or node.tag in VOID:
        yield node
    elif node.tag in LISTS:
        yield from _list(node)
    elif node.tag == "table":
        yield from _table(node)
    elif node.tag in HOLD_WORDS:
        yield from _full(node, _phrase(node.children))
    elif node.tag == "blockquote":
        yield from _full(node, _flow(node.children))
    elif node.tag == "dl":
        yield from _terms(node)
    elif node.tag in BLOCKS or any(map(_has_block, node.children)):
        yield from _flow(node.children)
    else:
        yield from _phrase([node])


def _phrase(nodes: Nodes) -> Iterator[Node | str]:
    """What may stand in a line: blocks in it are told as their words."""
    for node in nodes:
        if isinstance(node, str) or node.tag == "br":
            yield node
        elif node.tag in BLOCKS:
            yield from (" ", *_phrase(node.children), " ")
        else:
            yield from _full(node, _phrase(node.children))


def _list(node: Node) -> Iterator[Node]:
    """A list of items only; what lies between them goes into the one before."""
    items: list[list[Node | str]] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag == "li":
            items.append(list(_flow(child.children)))
        elif isinstance(child, Node) or child.strip():
            if not items:
                items.append([])
            items[-1].extend(_flow([child]))
    full = [Node("li", (), tuple(item)) for item in items if _says(item)]
    if full:
        yield Node(node.tag, node.attributes, tuple(full))


def _terms(node: Node) -> Iterator[Node | str]:
    """Terms and what is said of them, each a paragraph of its own.

    A list of terms must pair each with something; those of others often do not.
    """
    for child in node.children:
        if isinstance(child, Node) and child.tag == "dt":
            term = Node("strong", (), tuple(_phrase(child.children)))
            yield from _full(Node("p", (), ()), [term])
        else:
            yield from _block(child)


def _table(node: Node) -> Iterator[Node]:
    """The rows that have cells, in one body; spans only where they add up."""
    rows = [row for row in _rows(node) if row]
    regular = _is_regular(rows)
    has_data = any(cell.tag == "td" for row in rows for cell in row)
    body = tuple(
        Node("tr", (), tuple(_cell(cell, regular, has_data) for cell in row))
        for row in rows
    )
    if any(_says(row.children) for row in body):
        yield Node("table", (), (Node("tbody", (), body),))


def _rows(node: Node) -> Iterator[list[Node]]:
    for child in node.children:
        if isinstance(child, Node) and child.tag == "tr":
            yield [
                cell
                for cell in child.children
                if isinstance(cell, Node) and cell.tag in CELLS
            ]
        elif isinstance(child, Node) and child.tag not in CELLS:
            yield from _rows(child)


def _is_regular(rows: list[list[Node]]) -> bool:
    """Whether all rows are equally wide and a cell begins in every column."""
    widths, begun = set(), set()
    for row in rows:
        at = 0
        for cell in row:
            told = dict(cell.attributes)
            if told.get("rowspan", "1") != "1":
                return False
            begun.add(at)
            at += int(told.get("colspan", "1")[:4]) or 1
        widths.add(at)
    return len(widths) == 1 and len(begun) == max(widths)


def _cell(cell: Node, regular: bool, has_data: bool) -> Node:
    """A cell; a heading only where it heads something."""
    inside = tuple(_flow(cell.children))
    spans = [pair for pair in cell.attributes if regular and pair[0] == "colspan"]
    heads = cell.tag == "th" and has_data and _says(inside)
    if heads:
        inside = tuple(_phrase(cell.children))
    return Node("th" if heads else "td", tuple(spans), inside)


def _full(node: Node, children: Nodes) -> Iterator[Node]:
    """The element with these children, if it says anything."""
    kept = tuple(children)
    if _says(kept):
        yield Node(node.tag, node.attributes, kept)


def _says(nodes: Nodes) -> bool:
    return any(
        bool(node.strip()) if isinstance(node, str) else _says(node.children)
        for node in nodes
    )


def _has_block(node: Node | str) -> bool:
    return isinstance(node, Node) and (
        node.tag in BLOCKS or any(map(_has_block, node.children))
    )


def _tag(node: Node | str) -> str:
    return node.tag if isinstance(node, Node) else ""


def _write(nodes: Nodes, level: list[int]) -> Iterator[str]:
    """As HTML; `level` is that of the last heading, for none may skip one."""
    for node in nodes:
        if isinstance(node, str):
            yield escape(node, quote=False)
            continue
        tag = node.tag
        if tag in HEADINGS:
            level[0] = max(TOP, min(int(tag[1]), level[0] + 1))
            tag = f"h{level[0]}"
        told = "".join(f' {name}="{escape(to)}"' for name, to in node.attributes)
        inside = "" if tag in VOID else "".join(_write(node.children, level))
        whole = f"<{tag}{told}>" if tag in VOID else f"<{tag}{told}>{inside}</{tag}>"
        yield f"{SCROLLED}{whole}</div>" if tag == "table" else whole
