"""The press-release archive's Markdown: `# Title`, the release, its trail footer.

The footer was written in four forms over the years; all are read by their labels,
never by line numbers:

    A  [Original/Source Press Release](URL), [Newsramp.com TLDR](…/None); no rule
    B  a line of blanks, [Newsramp.com TLDR](None), then a bare Reddit URL or nothing
    C  `---` before the marker, [Reddit Post](URL), ![Blockchain Registration](URL)
    D  as C with a real TLDR link, and lines `Pickup - [label](URL)`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from syndicate.model import Link, Purpose

_MARKER = re.compile(
    r"^[ \t]*\[Original/Source Press Release\]\(", re.IGNORECASE | re.MULTILINE
)
_RULE = re.compile(r"(?:\n|\A)[ \t]*-{3,}[ \t]*\Z")

# A target may hold blanks, and brackets in pairs: both occur in hand-made addresses.
# Where the closing bracket is missing, the line's end closes it.
_LINK = re.compile(
    r"(?P<pickup>Pickup[ \t]*-[ \t]*)?\[(?P<label>[^\[\]\n]*)\]"
    r"\((?P<target>(?:[^()\n]|\([^()\n]*\))*)(?:\)|$)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"https?://[^\s\[\]<>]+", re.IGNORECASE)
_REDDIT = re.compile(r"https?://(?:[\w-]+\.)*(?:reddit\.com|redd\.it)/", re.IGNORECASE)

# What a footer link is, by the words of its label; the first that fits.
LABELS = (
    (Purpose.ORIGINAL, re.compile(r"original/source", re.IGNORECASE)),
    (Purpose.TLDR, re.compile(r"\btldr\b", re.IGNORECASE)),
    (Purpose.DISCUSSION, re.compile(r"\breddit\b", re.IGNORECASE)),
    (Purpose.REGISTRATION, re.compile(r"\bregistration\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file of the archive, taken apart. `links` are as written, broken or not."""

    title: str
    body: str
    links: tuple[Link, ...]

    @property
    def original(self) -> str:
        """Where the release first ran, as written; "" if the file does not say."""
        return next(
            (link.url for link in self.links if link.purpose is Purpose.ORIGINAL), ""
        )


def parse(text: str) -> ArchiveFile | None:
    r"""Take an archive file apart; None if the text carries no trail footer.

    The footer runs from the last marker line to the end of the file. Nothing of it
    stays in the body; what it says beside links is furniture.

    >>> file = parse(
    ...     "# Open House\n\nMonday.\n\n---\n\n"
    ...     "[Original/Source Press Release](https://example.org/1)\n"
    ...     "[Newsramp.com TLDR](None) https://redd.it/1abcde\n"
    ... )
    >>> file.title, file.body
    ('Open House', 'Monday.')
    >>> [f"{link.purpose} {link.url}" for link in file.links]
    ['original https://example.org/1', 'tldr None', 'discussion https://redd.it/1abcde']
    """
    markers = list(_MARKER.finditer(text))
    if not markers:
        return None
    start = markers[-1].start()
    title, body = split_title(text[:start])
    return ArchiveFile(
        title=title,
        body=_RULE.sub("", body.rstrip()).rstrip(),
        links=tuple(_read_trail(text[start:])),
    )


def split_title(text: str) -> tuple[str, str]:
    r"""Part the first line `# Title` from what follows; the title is "" without one.

    >>> split_title("# Open House\n\nMonday.")
    ('Open House', 'Monday.')
    """
    first, _, rest = text.lstrip().partition("\n")
    words = first.split()
    if not words or words[0] != "#":
        return "", text
    if len(words) > 2 and not words[-1].strip("#"):  # "# Title #", CommonMark 4.2
        first = first.rstrip().rstrip("#")
    return first[1:].strip(), rest.lstrip("\n")


def _read_trail(footer: str) -> Iterator[Link]:
    """Every link of the footer in its order: labelled ones, and bare addresses."""
    position = 0
    for found in _LINK.finditer(footer):
        yield from _read_addresses(footer[position : found.start()])
        yield Link(_purpose(found), found["target"].strip(), found["label"].strip())
        position = found.end()
    yield from _read_addresses(footer[position:])


def _purpose(found: re.Match[str]) -> Purpose:
    if found["pickup"]:
        return Purpose.PICKUP
    for purpose, words in LABELS:
        if words.search(found["label"]):
            return purpose
    return Purpose.MENTION


def _read_addresses(words: str) -> Iterator[Link]:
    for found in _ADDRESS.finditer(words):
        url = found[0]
        yield Link(Purpose.DISCUSSION if _REDDIT.match(url) else Purpose.MENTION, url)
