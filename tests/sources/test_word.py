"""Word documents: the committed ones are the script's, and bad ones cost themselves."""

from __future__ import annotations

import io
import socket
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.base import Answer, Request, Transport
from syndicate.sources.files import Files
from tests.word import CASES, links, paragraph, properties, write_word

CORPUS = Path(__file__).parent.parent / "corpus" / "files"
SOURCE = Source(name="inbox", kind="files", location="inbox")
REQUEST = Request(url="inbox", transport=Transport.FOLDER)
GOOD = CASES["word"]
BOMB = '<!DOCTYPE w:document [<!ENTITY a "ha">]><w:document>&a;</w:document>'


def read(content: bytes, locator: str = "a.docx") -> Posting:
    document = Document(source="inbox", url="", content=content, locator=locator)
    (posting,) = Files().read(SOURCE, Answer(REQUEST, document))
    return posting


def refusal(content: bytes, locator: str = "a.docx") -> str:
    with pytest.raises(SourceError) as raised:
        read(content, locator)
    assert raised.value.item == locator
    return raised.value.reason


@pytest.mark.parametrize("name", CASES)
def test_the_committed_documents_are_what_the_script_writes(name: str) -> None:
    assert (CORPUS / name / "document.docx").read_bytes() == CASES[name]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty file"),
        (b"plain words", "not a Word document"),
        (b"<html><p>a page</p></html>", "not a Word document"),
        (GOOD[:1_500], "a Word document that is cut off or damaged"),
        (GOOD[:-30], "a Word document that is cut off or damaged"),
        (
            b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "an encrypted Word document: save it without a password",
        ),
        (
            b"\xd0\xcf\x11\xe0" + bytes(600),
            "an old Word document (.doc): save it as .docx",
        ),
        (write_word(""), "neither title nor text"),
        (write_word(paragraph("  ")), "neither title nor text"),
        (
            write_word("", {"word/document.xml": BOMB}),
            "a Word document with a document type, which none has",
        ),
        (
            write_word(paragraph("a"), {"word/other.xml": " " * 15_000_001}),
            "a Word document of more than 15 MB",
        ),
        (
            write_word(paragraph("a"), {f"n/{n}": "" for n in range(2_000)}),
            "a Word document of more than 2,000 parts",
        ),
    ],
    ids=lambda given: str(given)[:30] if isinstance(given, str) else "",
)
def test_what_cannot_be_read_is_said(content: bytes, expected: str) -> None:
    assert refusal(content) == expected


def test_a_text_with_broken_markup_is_damaged() -> None:
    broken = write_word("", {"word/document.xml": "<w:document><w:body>"})
    assert refusal(broken).startswith("a damaged Word document: ")


def test_a_zip_that_is_no_document_is_damaged() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("notes.txt", "hello")
    told = refusal(written.getvalue())
    assert told.startswith("a damaged Word document: Could not find main document")


def test_a_size_that_lies_is_found_out() -> None:
    content = write_word(paragraph("word " * 100_000), compressed=True)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = package.getinfo("word/document.xml").file_size
    told = size.to_bytes(4, "little")
    assert refusal(content.replace(told, (500).to_bytes(4, "little"))).startswith(
        "a damaged Word document"
    )


def test_a_bomb_is_measured_before_it_is_unpacked() -> None:
    content = write_word(paragraph("a" * 40_000_000), compressed=True)
    assert len(content) < 1_000_000
    began = time.process_time()
    assert refusal(content) == "a Word document of more than 15 MB"
    assert time.process_time() - began < 1


def test_deep_nesting_is_refused_not_followed() -> None:
    cell = "<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000
    assert refusal(write_word(cell)).startswith("a damaged Word document")


def test_nothing_outside_the_file_is_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"\x89PNG secret")
    blip = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/'
        'drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.'
        'openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic='
        '"http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:link="{}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    targets = links(secret.as_uri(), "https://pictures.example.org/a.png", kind="image")

    def refuse(*_: object) -> None:
        pytest.fail("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    body = paragraph("Told.") + blip.format("l1") + blip.format("l2")
    assert read(write_word(body, targets)).body == "<p>Told.</p>"


def test_style_maps_that_a_document_brings_do_not_count() -> None:
    style = {"mammoth/style-map": "p => script"}
    assert read(write_word(paragraph("Told."), style)).body == "<p>Told.</p>"


def test_a_person_is_never_the_author() -> None:
    for told in (
        properties(creator="Ana Reyes"),
        properties(creator="ana@clinic.example.org"),
        properties(company="", creator=""),
    ):
        assert read(write_word(paragraph("Told."), told)).author == ""


def test_a_told_title_that_the_text_does_not_bear_out_is_none() -> None:
    told = properties(title="Microsoft Word - template.doc")
    assert read(write_word(paragraph("We open on Monday."), told)).title == ""


@settings(max_examples=60)
@given(st.data())
def test_any_damage_is_a_posting_or_an_error_that_names_the_file(
    data: st.DataObject,
) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(4, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    try:
        posting = read(bytes(content))
    except SourceError as error:
        named = error.item
    else:
        named = posting.item if posting.body else ""
    assert named == "a.docx"
