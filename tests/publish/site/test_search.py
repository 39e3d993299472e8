"""Searching in a real browser, with no server behind it but one that gives files."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from syndicate.config import Settings
from syndicate.publish.preview import Preview
from tests.conftest import RequireTool
from tests.publish.test_browser import SAMPLE, show


@pytest.fixture
def served(settings: Settings) -> Iterator[str]:
    """The committed sample on loopback."""
    paths = replace(settings.paths, output=SAMPLE)
    with Preview(replace(settings, paths=paths), "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.url
        server.shutdown()
        thread.join(5)


def titles(shown: str) -> list[str]:
    return [
        unescape(title)
        for title in re.findall(r'<h2 dir="auto"><a href="[^"]+">(.*?)</a>', shown)
    ]


def test_words_find_stories_the_newest_first(
    served: str, require_tool: RequireTool, tmp_path: Path
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    shown, complaints = show(
        browser, f"{served}search.html?q=Fern+STREET+ope", tmp_path
    )
    assert complaints == ""
    assert titles(shown) == [
        "Open Evening on Ketamine Treatment in November",
        "Open Evening on Ketamine Treatment in October",
    ]
    assert "2 announcements." in shown
    assert 'id="without" hidden' in shown.replace('hidden=""', "hidden")


def test_what_is_not_there_is_not_found(
    served: str, require_tool: RequireTool, tmp_path: Path
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    asked = f"{served}search.html?q=%3Cimg+src%3Dx%3E+zeppelin"
    shown, complaints = show(browser, asked, tmp_path)
    assert complaints == ""
    assert titles(shown) == []
    assert "Nothing was found." in shown
    assert "<img" not in shown


def test_without_a_script_the_lists_lead_everywhere() -> None:
    text = (SAMPLE / "search.html").read_text("utf-8")
    assert '<form id="search" role="search" hidden>' in text
    for way in ("days/index.html", "clinics/index.html", "topics/index.html"):
        assert f'href="{way}"' in text.partition('id="without"')[2]


def test_addresses_can_be_copied_with_a_button(
    served: str, require_tool: RequireTool, tmp_path: Path
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    shown, complaints = show(browser, f"{served}subscribe.html", tmp_path)
    assert complaints == ""
    assert shown.count(">Copy</button>") == shown.count("<code>")
