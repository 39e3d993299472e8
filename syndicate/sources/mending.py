"""XML as it is sent, made fit for the parser: decoded, harmless and without traps.

Each rule stands for something seen in feeds: a parser that would lose every item over
one bad character, or need minutes for a document built to stop it.
"""

from __future__ import annotations

import codecs
import re

from syndicate.sources.decoding import BYTE_ORDER_MARKS

LONGEST_TAG = 20_000  # characters; the parser's time grows with their square
MOST_NAMESPACES = 100  # likewise
LONGEST_TEXT = 2_000_000  # characters of one item

# Encodings without a byte-order mark whose first "<?" or "<r" gives them away.
_WIDE = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_WIDE_NAMES = ("utf-16", "utf-32")
_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_TEXT_ENCODINGS = re.compile(
    r"(?:utf[-_]?8|utf[-_]?(?:16|32).*|us[-_]?ascii|ascii|iso[-_]?\d.*|latin.*|l\d+"
    r"|windows.*|cp\d+|x[-_].*|koi8.*|mac.*|big5.*|gb.*|hz.*|euc.*|shift.*|s[-_]?jis.*"
    r"|ks.*|johab|tis.*|viscii|ibm\d+|ms[-_].*|u8)",
    re.IGNORECASE,
)
_WESTERN = {"iso8859-1", "ascii", "cp1252"}

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_BARE_AMPERSAND = re.compile(
    r"&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);)"
)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?")
_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{LONGEST_TAG}}}")
_INLINE_PICTURE = re.compile(r"""(=\s*["'])data:[^"'<>]{1000,}""")
_NAMESPACE = re.compile(r"\sxmlns(?::[^\s=]+)?\s*=")


class Trap(ValueError):
    """The document would cost the parser minutes; the message says why."""


def tidy(text: object, limit: int = LONGEST_TEXT) -> str:
    r"""A told string that every store and writer takes; "" for what is no string.

    Dropped: NUL and other control characters but tab and line ends, lone surrogates,
    U+FFFE and U+FFFF.

    >>> tidy(" A\0B\ud800 \n")
    'AB'
    """
    if not isinstance(text, str):
        return ""
    return drop_unfit(text[:limit]).strip()


def drop_unfit(text: str) -> str:
    """The text without the characters that `tidy` drops, and else as told."""
    return _UNFIT.sub("", text)


def decode_xml(content: bytes, charset: str = "") -> str:
    """The text of an XML document, by its mark, its transport or its declaration.

    Bytes that its encoding does not have are read as Windows-1252, each for itself:
    one stray byte does not spoil the others.

    >>> decode_xml("<a>Zoë’s</a>".encode("cp1252"), "utf-8")
    '<a>Zoë’s</a>'
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for start, encoding in _WIDE:
        if content.startswith(start):
            return content.decode(encoding, "replace")
    if not content.isascii() and _is_utf_8(content):
        return content.decode()  # whatever it is said to be: nothing else passes for it
    declared = _DECLARATION.search(content[:1000])
    names = (charset, declared[1].decode("ascii", "replace") if declared else "")
    for name in filter(None, map(_known_encoding, names)):
        if name in _WESTERN:
            break
        if name.startswith(_WIDE_NAMES) and b"\0" not in content[:200]:
            continue  # its own declaration could not be read so, were it true
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", _BY_ITSELF)


def mend_xml(text: str) -> str:
    """Text that the parser can read, whatever was wrong with it.

    >>> mend_xml("<t>R&D Q&A &#xD800;&#38;</t><![CDATA[R&D]]>")
    '<t>R&amp;D Q&amp;A &#38;</t><![CDATA[R&D]]>'

    Raises:
        Trap: a tag or the number of namespaces is beyond all measure.
    """
    text = _UNFIT.sub("", text.lstrip())
    # In CDATA too, because damage can unmask it; again, because a gap can close to one.
    for _ in range(3):
        text = _REFERENCE.sub(_keep_reference, text)
    pieces = _CDATA.split(text)
    pieces[::2] = [_mend_markup(piece) for piece in pieces[::2]]
    spaces = sum(len(_NAMESPACE.findall(piece)) for piece in pieces[::2])
    if spaces > MOST_NAMESPACES:
        raise Trap(f"more than {MOST_NAMESPACES} XML namespaces")
    return "".join(pieces)


def _mend_markup(text: str) -> str:
    if _LONG_TAG.search(text):
        text = _INLINE_PICTURE.sub(r"\1", text)
        if _LONG_TAG.search(text):
            raise Trap(f"a tag longer than {LONGEST_TAG // 1000} kB")
    return _BARE_AMPERSAND.sub("&amp;", text)


def _keep_reference(found: re.Match[str]) -> str:
    """A reference to a character, or nothing where XML has no such character."""
    digits = found[1] or found[2]
    if len(digits.lstrip("0")) > 7:
        return ""
    number = int(digits, 16 if found[1] else 10)
    if number > 0x10FFFF or _UNFIT.match(chr(number)):
        return ""
    return found[0]


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _known_encoding(name: str) -> str:
    """Python's name of a text encoding; "" for none of them."""
    if not _TEXT_ENCODINGS.fullmatch(name.strip()):
        return ""
    try:
        return codecs.lookup(name.strip()).name
    except LookupError:
        return ""


def _read_by_itself(error: UnicodeError) -> tuple[str, int]:
    """Read one undecodable byte as Windows-1252; its five gaps as Latin-1 has them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return byte.decode("latin-1"), error.start + 1


_BY_ITSELF = "syndicate-byte-by-itself"
codecs.register_error(_BY_ITSELF, _read_by_itself)
