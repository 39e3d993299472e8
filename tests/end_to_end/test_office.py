"""Word documents and mail in a folder, from the file to the story."""

from __future__ import annotations

from tests.end_to_end.project import Project
from tests.word import paragraph, properties, write_word

WING = (
    "Larkfield Wellness opened its second wing on Tuesday, with six rooms for infusions"
    " and a garden that every patient can see from the chair."
)
HOURS = (
    "Saddle Hill Infusion is open until eight in the evening from Monday on, because"
    " most of its patients work during the day."
)
TITLE = "Larkfield Wellness Opens a Second Wing"


def mail(number: int, title: str, text: str) -> str:
    return (
        f"From: Ana Reyes <ana@example.org>\nMessage-ID: <{number}@example.org>\n"
        f"Subject: {title}\nDate: Mon, 14 Sep 2026 07:00:00 -0700\n\n{text}\n"
    )


def test_one_release_as_word_mail_and_markdown_is_one_story(project: Project) -> None:
    body = paragraph("FOR IMMEDIATE RELEASE") + paragraph(TITLE, "heading1")
    project.write(
        "in/wing.docx", write_word(body + paragraph(WING), properties(creator="Ana"))
    )
    project.write("in/wing.eml", mail(1, f"Fwd: {TITLE}", WING))
    project.write("in/wing.md", f"# {TITLE}\n\n{WING}\n")
    begins = "From ana@example.org Mon Sep 14 07:00:00 2026\n"
    project.write(
        "in/sent.mbox",
        "\n".join(
            begins + each
            for each in (mail(2, "New Hours", HOURS), mail(1, TITLE, WING))
        ),
    )
    told = project.source("in", "in", trust="owned").run("--strict")
    assert (told["documents"], told["stories"]) == (4, 2)
    places = project.story(TITLE)["appearances"]
    assert sorted(place["locator"] for place in places) == [
        "sent.mbox",
        "wing.docx",
        "wing.eml",
        "wing.md",
    ]
    assert project.holding(WING)
    assert not project.holding("ana@example.org")
    assert not project.holding("Ana Reyes")
    before = project.content()
    assert project.run(now="2026-10-06T12:00:00Z")["changed"] == 0
    assert project.content() == before


def test_bad_ones_are_named_and_cost_only_themselves(project: Project) -> None:
    good = write_word(paragraph(TITLE, "Title") + paragraph(WING))
    project.write("in/good.docx", good)
    project.write("in/cut.docx", good[:900])
    project.write("in/page.eml", "<p>No mail.</p>")
    project.write("in/2026/09/14/empty.mbox", "")
    project.source("in", "in").run()
    assert [each["title"] for each in project.stories()] == [TITLE]
    ((lines,),) = project.rows("SELECT skipped FROM sources")
    for line in (
        "2026/09/14/empty.mbox: empty file",
        "cut.docx: a Word document that is cut off or damaged",
        "page.eml: not a mail message",
    ):
        assert line in lines
