"""Word documents for tests: written part by part, the same bytes each time.

    PYTHONPATH=. python tests/word.py

writes those of `CASES` into tests/corpus/files.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FORMAT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml"'
    f' ContentType="{FORMAT}.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}">'
    f'<w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "heading 2", "Normal")
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def paragraph(text: str, style: str = "") -> str:
    """A paragraph, of a style if one is named."""
    told = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{told}{run(text)}</w:p>"


def run(text: str) -> str:
    """Text within a paragraph."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bullet(text: str) -> str:
    """An item of a list."""
    told = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{told}</w:pPr>{run(text)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of one paragraph a cell."""
    told = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in told)}</w:tbl>"


def linked(text: str, relation: str) -> str:
    """Linked text within a paragraph."""
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def properties(**told: str) -> dict[str, str]:
    """What a document says of itself: title, creator, modified, company."""
    core = {
        "title": "dc:title",
        "creator": "dc:creator",
        "modified": "dcterms:modified",
    }
    inner = "".join(
        f"<{core[name]}>{escape(value)}</{core[name]}>"
        for name, value in told.items()
        if name in core
    )
    company = escape(told.get("company", ""))
    return {
        "docProps/core.xml": f'<c:coreProperties xmlns:c="{PACKAGE}/metadata/core-'
        'properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:dcterms="http://purl.org/dc/terms/">{inner}</c:coreProperties>',
        "docProps/app.xml": f'<Properties xmlns="{OFFICE}/extended-properties">'
        f"<Company>{company}</Company></Properties>",
    }


def links(*targets: str, kind: str = "hyperlink") -> dict[str, str]:
    """The relations of the text, l1 and so on, to addresses outside."""
    told = "".join(
        f'<Relationship Id="l{number}" Type="{OFFICE}/relationships/{kind}"'
        f' Target="{escape(target)}" TargetMode="External"/>'
        for number, target in enumerate(targets, 1)
    )
    name = "word/_rels/document.xml.rels"
    return {
        name: f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'
    }


def write_word(body: str, *more: Mapping[str, str], compressed: bool = False) -> bytes:
    """A document of that body; `more` are further parts by name."""
    named = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}/relationships"'
    text = f"<w:document {named}><w:body>{body}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": text,
        "word/styles.xml": f"<w:styles {named}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {named}>{NUMBERING}</w:numbering>",
    }
    for each in more:
        parts.update(each)
    written = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(written, "w", method) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 9, 14, 7, 0, 0))
            entry.compress_type = method
            package.writestr(entry, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return written.getvalue()


CASES = {
    "word": write_word(
        paragraph("FOR IMMEDIATE RELEASE")
        + paragraph("Mill Row Clinic Opens a Garden", "heading1")
        + "<w:p>"
        + run("LOWFIELD, Ore., Sept. 14, 2026 – Mill Row Clinic opened its ")
        + linked("garden", "l1")
        + run(" to all patients.")
        + "<w:ins>"
        + run(" It has benches.")
        + "</w:ins><w:del><w:r><w:delText> It has none.</w:delText></w:r></w:del></w:p>"
        + paragraph("What Is There", "heading2")
        + bullet("Forty benches")
        + bullet("A pond & a well")
        + table(("Day", "Hours"), ("Monday", "9 to 5")),
        links("https://millrow.example.org/garden"),
        properties(
            title="Letterhead 2019",
            creator="Ana Reyes",
            modified="2026-09-11T16:03:00Z",
            company="Mill Row Clinic",
        ),
    ),
    "word-title-style": write_word(
        paragraph("Elm Court Names a Nurse", "Title")
        + paragraph("Elm Court Clinic has named Iris Holt its first head nurse."),
        properties(creator="Harbor Lane Marketing", modified="2026-09-15T08:00:00Z"),
    ),
    "word-told-title": write_word(
        paragraph("Quarry Road Moves to the Square")
        + paragraph("Quarry Road Infusion moves to the square on October 1."),
        properties(title="Quarry Road moves to the square", creator="Ana Reyes"),
    ),
    "word-without-properties": write_word(
        paragraph("Tall Oaks Psychiatry is open on Fridays as well from now on.")
    ),
}


def main() -> None:
    """Write the cases beside what is expected of them."""
    corpus = Path(__file__).parent / "corpus" / "files"
    for name, content in CASES.items():
        (corpus / name).mkdir(exist_ok=True)
        (corpus / name / "document.docx").write_bytes(content)


if __name__ == "__main__":
    main()
