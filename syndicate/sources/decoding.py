"""Bytes of a local file as text, or the refusal to call them text."""

from __future__ import annotations

import codecs
import re

BYTE_ORDER_MARKS = (  # longest first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What files that are not text begin with, whatever their name says.
SIGNATURES = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",  # JPEG
    b"GIF8",
    b"PK\x03\x04",  # zip, docx, odt
    b"\x1f\x8b",  # gzip
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",  # old Word
    b"SQLite format 3\0",
    b"\x7fELF",
)

# Control characters that no text editor writes; compressed data holds 10 % of them,
# UTF-16 without its mark nearly 50 % NUL. A stray NUL in an article stays under it.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b"))
_MOST_CONTROLS = 0.05

# Python's own escapes are no encodings of documents; UTF-7 can hide markup.
REFUSED = frozenset(
    {"utf-7", "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
)

_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_META_WITHIN = 2048


class NotText(ValueError):
    """The bytes are a picture, an archive, a program: anything but text."""


def decode(content: bytes, *, declared: str = "") -> str:
    r"""The text of a file, whatever encoding it is in; never a byte-order mark.

    UTF-8 is tried first, because other encodings practically never pass for it; then
    the declared encoding; then, where most of it is UTF-8, UTF-8 with U+FFFD for the
    damaged bytes; then Windows-1252.

    >>> decode("Zoë’s clinic".encode("cp1252"))
    'Zoë’s clinic'
    >>> decode("Zoë’s clinic".encode() + b"\x92")
    'Zoë’s clinic\ufffd'

    Raises:
        NotText: the bytes are not text.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if _is_binary(content):
        raise NotText
    for encoding in ("utf-8", *filter(None, [_known_encoding(declared.strip())])):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _decode_damaged(content)


def sniff_charset(content: bytes) -> str:
    """The encoding that an HTML page declares in its first 2 kB, or "".

    >>> sniff_charset(b'<html><head><meta charset="windows-1251"><title>')
    'windows-1251'
    """
    found = _META_CHARSET.search(content[:_META_WITHIN])
    return found[1].decode("ascii", "replace").lower() if found else ""


def _is_binary(content: bytes) -> bool:
    if content.startswith(SIGNATURES):
        return True
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return controls > 1 and controls > len(content) * _MOST_CONTROLS


def _known_encoding(name: str) -> str:
    """Python's name of a declared encoding, or "" where it is none for documents.

    A page that says Latin-1 means Windows-1252 (WHATWG Encoding, section 4.2).
    """
    try:
        "".encode(name)  # refuses what is no text encoding, which lookup does not
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if known in REFUSED:
        return ""
    return "cp1252" if known in {"iso8859-1", "ascii"} else known


def _decode_damaged(content: bytes) -> str:
    repaired = content.decode("utf-8", "replace")
    damaged = repaired.count("\ufffd")
    whole = sum(1 for character in repaired if character > "\x7f") - damaged
    return repaired if whole >= damaged else content.decode("cp1252", "replace")
