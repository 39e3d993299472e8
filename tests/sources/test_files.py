"""Source kind `files`: what a file holds, case by case, and the whole archive."""

from __future__ import annotations

import re
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Form, Posting, Purpose
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.decoding import decode
from syndicate.sources.files import Files, Options

CASES = sorted((Path(__file__).parent.parent / "corpus" / "files").iterdir())
SOURCE = Source(name="inbox", kind="files", location="inbox", options=Options())
REQUEST = Request(url="inbox", transport=Transport.FOLDER)


def read(content: bytes, locator: str) -> Posting:
    document = Document(source="inbox", url="", content=content, locator=locator)
    (posting,) = Files().read(SOURCE, Answer(REQUEST, document))
    return posting


def told(posting: Posting) -> dict[str, Any]:
    return {
        "item": posting.item,
        "title": posting.title,
        "media_type": posting.media_type,
        "author": posting.author,
        "published": posting.published,
        "full": posting.full,
        "url": posting.url,
        "links": [[str(one.purpose), one.url, one.label] for one in posting.links],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
    (document,) = case.glob("document.*")
    content, locator = document.read_bytes(), expected["locator"]
    if "error" in expected:
        with pytest.raises(SourceError) as raised:
            read(content, locator)
        assert str(raised.value) == expected["error"]
        return
    posting = read(content, locator)
    assert told(posting) == {
        "author": "",
        "full": True,
        "url": None,
        **{name: expected[name] for name in told(posting) if name in expected},
    }
    assert (posting.source, posting.locator) == ("inbox", locator)
    assert posting.form is Form.ARTICLE
    assert posting.body == expected.get("body", posting.body)
    assert posting.body.startswith(expected.get("body_starts", ""))
    assert posting.body.endswith(expected.get("body_ends", ""))
    assert expected.get("body_has", "") in posting.body


def test_every_case_says_what_it_expects_of_the_body() -> None:
    for case in CASES:
        expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
        assert expected.keys() & {"error", "body", "body_starts"}, case.name


def test_it_asks_for_the_folder_with_its_suffixes() -> None:
    source = Source(
        name="inbox", kind="files", location="in", options=Options(suffixes=(".md",))
    )
    (request,) = Files().requests(source, Memory())
    assert request == Request(
        url="in", transport=Transport.FOLDER, headers=(("suffixes", ".md"),)
    )


def test_without_options_it_asks_for_all_it_can_read() -> None:
    source = Source(name="inbox", kind="files", location="in")
    (request,) = Files().requests(source, Memory())
    told = dict(request.headers)["suffixes"]
    assert told == ".md .txt .html .htm .docx .eml .mbox"


def test_a_folder_that_cannot_be_had_is_the_sources_error() -> None:
    with pytest.raises(SourceError, match=r"^inbox: no such folder: in$"):
        Files().read(SOURCE, Answer(REQUEST, Failure("no such folder: in")))


def test_a_file_whose_text_changes_is_the_same_item() -> None:
    footer = b"\n[Original/Source Press Release](https://example.org/1)\n"
    first = read(b"# One\n\nOpen at nine.\n" + footer, "None.md")
    second = read(b"# One\n\nOpen at ten.\n" + footer, "None.md")
    assert first.item == second.item
    assert first.body != second.body


def test_a_changed_footer_leaves_the_text_as_it_was() -> None:
    release = b"# One\n\nOpen at nine.\n"
    marker = b"[Original/Source Press Release](https://example.org/1)\n"
    before = read(release + b"\n" + marker, "one.md")
    after = read(
        release
        + b"\n---\n\n"
        + marker
        + b"Pickup - [example.com](https://example.com)",
        "one.md",
    )
    assert (before.item, before.body) == (after.item, after.body)
    assert before.links != after.links


def test_a_path_reused_by_another_release_is_another_item() -> None:
    first = read(
        b"# One\n\n[Original/Source Press Release](https://e.org/1)", "None.md"
    )
    second = read(
        b"# Two\n\n[Original/Source Press Release](https://e.org/2)", "None.md"
    )
    assert first.item != second.item


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("windows-1251", "Здравствуйте"),
        ("utf-7", "Çäðàâñòâóéòå"),  # refused, so Windows-1252
        ("unicode_escape", "Çäðàâñòâóéòå"),
        ("rot13", "Çäðàâñòâóéòå"),
        ("no such encoding", "Çäðàâñòâóéòå"),
        ("", "Çäðàâñòâóéòå"),
    ],
)
def test_a_declared_encoding_counts_if_it_is_one(declared: str, expected: str) -> None:
    assert decode("Здравствуйте".encode("cp1251"), declared=declared) == expected


def test_utf8_counts_before_what_is_declared() -> None:
    assert decode("Zoë’s".encode(), declared="windows-1251") == "Zoë’s"


@given(st.binary(max_size=300), st.sampled_from(["a.md", "a.txt", "a.html"]))
def test_any_bytes_are_a_posting_or_an_error_that_names_the_file(
    content: bytes, locator: str
) -> None:
    try:
        posting = read(content, locator)
    except SourceError as error:
        named = error.item
    else:
        named = posting.locator or ""
        assert posting.title or posting.body.strip()
    assert named == locator


TARGETS = st.text(
    st.characters(codec="ascii", categories=["L", "N"], include_characters="/:.-_?=&"),
    max_size=40,
)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200),
    TARGETS,
    st.lists(TARGETS, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_footer_never_touches_the_text_above_it(
    told: str, original: str, pickups: list[str], end: str
) -> None:
    footer = [f"[Original/Source Press Release]({original})"]
    footer += [f"Pickup - [label]({target}) " for target in pickups]
    lines = ["# Title", "", f"Told: {told}.", "", "---", "", *footer]
    posting = read(end.join(lines).encode(), "a.md")
    assert posting.body == f"Told: {told}."
    assert posting.item == f"a.md|{original}"
    assert [link.url for link in posting.links] == [original, *pickups]


@pytest.mark.parametrize(
    "hostile",
    [
        b"[Original/Source Press Release](" + b"[a](" * 100_000,
        b"[Original/Source Press Release](" + b"(" * 400_000,
        b"[Original/Source Press Release]()" + b"Pickup" + b" " * 400_000,
        b"# " + b" " * 400_000 + b"#",
        b"<!---->" * 60_000 + b"<p>",
        b"<html><!--" * 40_000,
        b'<html><link "' * 30_000,
        b"<html><meta a='" * 30_000,
        b"<html><meta " + b"a=" * 200_000,
    ],
    ids=lambda content: content[:24].decode(),
)
def test_hostile_text_costs_no_more_than_its_length(hostile: bytes) -> None:
    started = time.process_time()
    read(hostile, "hostile.txt")
    assert time.process_time() - started < 10  # quadratic reading takes minutes


# Independent of the reader: labels counted in the whole file, in their plainest form.
PLAIN_COUNTS = {
    Purpose.ORIGINAL: re.compile(r"^\[Original/Source Press Release\]\(", re.MULTILINE),
    Purpose.TLDR: re.compile(r"^\[Newsramp\.com TLDR\]\(", re.MULTILINE),
    Purpose.PICKUP: re.compile(r"^Pickup - \[", re.MULTILINE),
    Purpose.DISCUSSION: re.compile(r"^\[Reddit Post\]\(", re.MULTILINE),
    Purpose.REGISTRATION: re.compile(r"^!\[Blockchain Registration\]\(", re.MULTILINE),
}


def test_every_link_of_every_footer_in_the_archive_is_found(corpus: Path) -> None:
    root = corpus / "archive"
    files = sorted(path for path in root.rglob("*.md") if path.parent != root)
    assert len(files) > 20_000
    found: Counter[Purpose] = Counter()
    counted: Counter[Purpose] = Counter()
    items = set()
    for path in files:
        content = path.read_bytes()
        posting = read(content, path.relative_to(root).as_posix())
        found.update(link.purpose for link in posting.links)
        text = content.decode("utf-8")
        for purpose, label in PLAIN_COUNTS.items():
            counted[purpose] += len(label.findall(text))
        items.add(posting.item)
        assert posting.title or path.name == ".md"
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", posting.published)
        assert "[Original/Source" not in posting.body
        assert posting.body == posting.body.rstrip()
        assert not posting.body.endswith("---")
    assert found == counted
    assert len(items) == len(files)


def test_the_seeds_are_told_as_they_are(corpus: Path) -> None:
    seeds = sorted((corpus / "seeds").glob("*.txt"))
    first, *others = [read(seed.read_bytes(), seed.name) for seed in seeds]
    assert first.title.startswith("NTX Introduces")
    assert first.media_type == "text/markdown"
    assert first.item.startswith(f"{seeds[0].name}|https://newsworthy.ai/news/")
    assert [(str(link.purpose), link.url[:24]) for link in first.links] == [
        ("original", "https://newsworthy.ai/ne"),
        ("tldr", "None"),
        ("discussion", "https://www.reddit.com/r"),
    ]
    assert len(others) == 3
    for posting, seed in zip(others, seeds[1:], strict=True):
        assert (posting.item, posting.title) == (seed.name, "")
        assert posting.media_type == "text/plain"
        assert posting.body == seed.read_text("utf-8")


@pytest.mark.parametrize("ending", ["*.md", ".md .txt", "a/.md", " "])
def test_an_ending_that_no_name_has_is_refused(ending: str) -> None:
    Options(suffixes=(".MD", "-en.md", "md"))
    with pytest.raises(ValueError, match=r'no name ends in ".*"; write it as "\.md"'):
        Options(suffixes=(".txt", ending))
