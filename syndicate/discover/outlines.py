"""The feeds that an OPML file lists, however deep, whatever reader wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from syndicate.errors import SourceError
from syndicate.model import Document
from syndicate.sources.addresses import find_url
from syndicate.sources.mending import Trap, decode_xml, mend_xml, tidy

# What some readers put before an address, or in the place of its scheme.
SCHEMES = (
    (re.compile(r"\Afeed:(?=https?:)", re.IGNORECASE), ""),
    (re.compile(r"\Afeed:(?=//)", re.IGNORECASE), "http:"),
    (re.compile(r"\Ahttp:", re.IGNORECASE), "http:"),
    (re.compile(r"\Ahttps:", re.IGNORECASE), "https:"),
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_ENTITY = re.compile(r"<!(?:ENTITY|\[)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of the list: its title and address; `url` is None for no address."""

    title: str
    told: str  # the address as it stands there
    url: str | None


def read_outlines(document: Document) -> list[Outline]:
    """Every outline with an xmlUrl, in the order of the file.

    Raises:
        SourceError: the file is no OPML, or declares entities, which OPML needs none
            of and an attacker does.
    """
    from lxml import etree  # noqa: PLC0415 - start-up

    try:
        text = mend_xml(decode_xml(document.content, document.charset))
    except Trap as trap:
        raise SourceError(document.source, f"not read: {trap}") from None
    text = _DECLARATION.sub("", text)
    if _ENTITY.search(text):
        raise SourceError(document.source, "not read: it declares entities of its own")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(document.source, f"not OPML: {error.msg}") from None
    if etree.QName(root).localname.lower() != "opml":
        found = etree.QName(root).localname
        raise SourceError(document.source, f"not OPML: it begins with <{found}>")
    return list(_list_feeds(root))


def _list_feeds(root: Any) -> Iterator[Outline]:
    for outline in root.iter("{*}outline"):
        told = {name.lower(): tidy(value) for name, value in outline.items()}
        address = told.get("xmlurl", "")
        if address:
            whole = address
            for pattern, scheme in SCHEMES:
                whole = pattern.sub(scheme, whole)
            title = told.get("title") or told.get("text") or ""
            yield Outline(" ".join(title.split()), address, find_url(whole))
