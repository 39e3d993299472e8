"""A letter as a browser shows it: no wider than a phone, light and dark."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest

from syndicate.config import Settings
from syndicate.model import Entry
from syndicate.publish.digest import view_digest
from syndicate.publish.letter import as_html
from tests.conftest import RequireTool
from tests.publish.feeding import Public
from tests.publish.test_browser import QUIETLY
from tests.publish.test_letter import TO_PRESS

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]
LONG = "Benzodiazepinentwöhnungsprogramm" * 3
# What a frame of a phone's width says of itself, once it has been laid out.
MEASURE = """
<body><iframe id="mail" width="{width}" height="900" srcdoc="{mail}"></iframe>
<script>
addEventListener("load", () => {{
  const page = document.getElementById("mail").contentDocument;
  const sheet = getComputedStyle(page.querySelector(".inside"));
  const link = getComputedStyle(page.querySelector("h3 a"));
  document.title = JSON.stringify({{
    wide: page.documentElement.scrollWidth,
    paper: sheet.backgroundColor, ink: sheet.color, link: link.color,
    size: parseFloat(sheet.fontSize),
  }});
}});
</script>
"""


@pytest.fixture
def letter(settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition) -> str:
    new = (make_entry(0), make_entry(1, title=f"Alder begins a {LONG}"))
    view = view_digest(make_edition(0, new=new, new_count=2), settings)
    return as_html(view, TO_PRESS).decode()


def measure(browser: Path, letter: str, width: int, folder: Path, *, dark: bool) -> Any:
    page = folder / "measure.html"
    page.write_text(MEASURE.format(width=width, mail=escape(letter)), "utf-8")
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    done = subprocess.run(
        [
            browser,
            *QUIETLY,
            scheme,
            f"--user-data-dir={folder / 'profile'}",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    told = re.search(r"<title>(.*?)</title>", done.stdout)
    assert told, done.stdout[:500]
    return json.loads(told[1].replace("&amp;", "&"))


def brightness(colour: str) -> float:
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@pytest.mark.parametrize("width", [360, 640])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_letter_fits_and_can_be_read(
    letter: str, width: int, require_tool: RequireTool, tmp_path: Path, *, dark: bool
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    shown = measure(browser, letter, width, tmp_path, dark=dark)
    assert shown["wide"] <= width
    assert shown["size"] >= 16
    paper, ink = brightness(shown["paper"]), brightness(shown["ink"])
    assert (paper < 0.3) is dark
    assert abs(paper - ink) > 0.6
    assert abs(paper - brightness(shown["link"])) > 0.3
