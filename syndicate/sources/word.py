"""A Word document (.docx) as a posting: its text as HTML, and what it says of itself.

The text is read by mammoth, which takes headings, lists, tables, links, notes, text
boxes and tracked insertions for what they are. Pictures are left out, nothing outside
the file is opened, and what could swell is measured first.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.organisations import is_organisation
from syndicate.sources.textfile import day_of_path

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"  # [MS-CFB]: old Word, and new Word under a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO], section 1.3
_DIRECTORY = 65_536  # a zip file's list of names is at its end
_MOST_PARTS = 2_000
_MOST_XML = 15_000_000  # bytes of all XML parts once they are unpacked

# Open Packaging Conventions forbid document types, the way to entities that swell.
_DOCUMENT_TYPES = tuple(
    "<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be")
)

# What zip, XML and document readers raise when a file is damaged.
_BREAKAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ExpatError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
_STYLES = """
p.Title => h1:fresh
p.Subtitle => h2:fresh
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_NAMES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
    "modified": "{http://purl.org/dc/terms/}modified",
    "company": "{http://schemas.openxmlformats.org/officeDocument/2006/"
    "extended-properties}Company",
}


def is_word(name: str, content: bytes) -> bool:
    """Whether a file is meant as a Word document, by its content or its name."""
    if name.endswith(".docx"):
        return True
    return content.startswith(_ZIP) and b"word/document" in content[-_DIRECTORY:]


def read_word(source: Source, document: Document) -> Posting:
    """The posting that a Word document holds.

    Its title is its first heading, else the title among its properties where the text
    bears that out. Its day is the folder's, else the day it was last saved. Who saved
    it is a person, so that only an organisation is named as its author.

    Raises:
        SourceError: the file is empty, encrypted, too large inside, damaged, or no
            Word document.
    """
    locator = document.locator or document.url
    content = document.content
    with _naming(source, locator):
        _refuse_others(content)
        told = _read_properties(_open(content))
        body = _convert(content)
    text = _to_text(body)
    if not text:
        raise SourceError(source.name, "neither title nor text", locator)
    day = day_of_path(locator)
    return Posting(
        source=source.name,
        item=locator,
        title=_choose_title(body, text, told.get("title", "")),
        body=body,
        media_type="text/html",
        locator=locator,
        author=next(filter(is_organisation, _authors(told)), ""),
        language=told.get("language", ""),
        published=day or told.get("modified", ""),
        published_origin="path" if day else "document",
    )


@dataclass(frozen=True, slots=True)
class _Refusal(Exception):
    reason: str


@contextmanager
def _naming(source: Source, locator: str) -> Iterator[None]:
    """Turn what goes wrong inside a document into a SourceError that names it."""
    try:
        yield
    except _Refusal as refusal:
        raise SourceError(source.name, refusal.reason, locator) from None
    except _BREAKAGE as error:
        reason = "a damaged Word document: " + " ".join(str(error).split())[:200]
        raise SourceError(source.name, reason.rstrip(": "), locator) from error


def _refuse_others(content: bytes) -> None:
    if not content:
        raise _Refusal("empty file")
    if content.startswith(_COMPOUND):
        encrypted = _ENCRYPTED in content
        raise _Refusal(
            "an encrypted Word document: save it without a password"
            if encrypted
            else "an old Word document (.doc): save it as .docx"
        )
    if not content.startswith(_ZIP):
        raise _Refusal("not a Word document")


def _open(content: bytes) -> dict[str, bytes]:
    """The XML parts of a document by name, once it is known that they are harmless."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise _Refusal("a Word document that is cut off or damaged") from None
    with package:
        parts = package.infolist()
        if len(parts) > _MOST_PARTS:
            raise _Refusal(f"a Word document of more than {_MOST_PARTS:,} parts")
        if any(part.flag_bits & 1 for part in parts):
            raise _Refusal("an encrypted Word document: save it without a password")
        told = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if sum(part.file_size for part in told) > _MOST_XML:
            raise _Refusal(f"a Word document of more than {_MOST_XML // 10**6} MB")
        read = {part.filename: package.read(part) for part in told}
    for content_of_part in read.values():
        if any(mark in content_of_part for mark in _DOCUMENT_TYPES):
            raise _Refusal("a Word document with a document type, which none has")
    return read


def _convert(content: bytes) -> str:
    import mammoth  # noqa: PLC0415 - start-up

    converted = mammoth.convert_to_html(
        io.BytesIO(content),
        style_map=_STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=lambda _: [],
    )
    return str(converted.value)


def _read_properties(parts: dict[str, bytes]) -> dict[str, str]:
    """What the document says of itself, by the names of `_NAMES`."""
    from lxml import etree  # noqa: PLC0415 - start-up

    told: dict[str, str] = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name not in parts:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        root = etree.fromstring(parts[name], parser)
        if root is None:
            continue
        for short, full in _NAMES.items():
            words = root.findtext(full, "").split()
            if words:
                told.setdefault(short, " ".join(words))
    return told


def _authors(told: dict[str, str]) -> Iterator[str]:
    yield told.get("company", "")
    yield told.get("creator", "")


def _choose_title(body: str, text: str, told: str) -> str:
    """The first heading; else the told title, if it is a line of the text's own."""
    for found in _HEADING.finditer(body):
        heading = _to_text(found[1])
        if heading:
            return heading
    return told if len(told.split()) > 1 and told.casefold() in text.casefold() else ""


def _to_text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
