"""Summaries that came with tellings: staff see them marked, readers never as ours."""

from __future__ import annotations

from tests.end_to_end.project import Project

TEXT = """Alder Room opens a house for quiet by the river with 8 rooms on May 4. A \
nurse stays with every patient for the whole visit, and nobody waits for a month. The \
garden behind the house is open to everybody who lives in the street beside it."""
TOLD = "A house with 12 rooms, says Eve Henderson of Alder Room."
RSS = f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title>
<item><title>Alder Room opens a house</title><guid>1</guid>
<pubDate>Mon, 14 Sep 2026 07:00:00 GMT</pubDate>
<description>{TOLD}</description>
<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item></channel></rss>"""


def test_a_feeds_own_summary_is_marked_for_staff_alone(project: Project) -> None:
    project.write("blog.xml", RSS)
    project.source("blog", "blog.xml", "feed")
    project.run()
    (story,) = project.stories()
    (told,) = story["retold"]
    assert (told["whose"], told["source"], told["text"]) == (
        *("in the feed's words", "blog"),
        TOLD,
    )
    assert [(each["sort"], each["text"]) for each in told["unsupported"]] == [
        *(("number", "12"), ("name", "Eve"), ("name", "Henderson"))
    ]
    assert TOLD not in story["summary"]
    shown = project.path("digest/digest.txt").read_text("utf-8")
    assert "in the feed's words: “A house with [12?] rooms, says [Eve?]" in shown
    assert "Not in the original: 12, Eve, Henderson" in shown
    page = project.path("digest/digest.html").read_text("utf-8")
    assert '<mark title="not in the original">12</mark>' in page
    explained = project.read("explain", story["id"])
    assert "in the feed's words: “A house with [12?] rooms" in explained
    assert project.holding("Henderson") == set()


def test_a_summary_that_tells_nothing_else_is_not_in_the_digest(
    project: Project,
) -> None:
    project.write("blog.xml", RSS.replace(TOLD, TEXT.partition(" on ")[0]))
    project.source("blog", "blog.xml", "feed")
    project.run()
    (story,) = project.stories()
    assert [each["unsupported"] for each in story["retold"]] == [[]]
    shown = project.path("digest/digest.txt").read_text("utf-8")
    assert "in the feed's words" not in shown
