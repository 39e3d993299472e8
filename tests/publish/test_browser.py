"""The committed sample as a browser shows it: whole, and without asking anybody."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import RequireTool

SAMPLE = Path(__file__).parent.parent.parent / "feeds" / "sample"
QUIETLY = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--v=0",
    "--virtual-time-budget=2000",
]


def show(browser: Path, page: Path | str, profile: Path) -> tuple[str, str]:
    """The page's elements as the browser has them, and what it complains of."""
    address = page if isinstance(page, str) else page.as_uri()
    done = subprocess.run(
        [browser, *QUIETLY, f"--user-data-dir={profile}", "--dump-dom", address],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return done.stdout, "\n".join(complaints)


@pytest.mark.parametrize(
    "which", ["index.html", "stories/*four-minute*.html", "topics/magnetic*/index.html"]
)
def test_a_page_stands_in_the_browser_without_a_complaint(
    which: str, require_tool: RequireTool, tmp_path: Path
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    (page,) = SAMPLE.glob(which)
    shown, complaints = show(browser, page, tmp_path)
    assert complaints == ""
    assert shown.count("<h1") == 1
    assert "Four-Minute Theta Burst Sessions" in shown


def test_a_page_that_breaks_its_own_policy_would_be_noticed(
    require_tool: RequireTool, tmp_path: Path
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    (page,) = SAMPLE.glob("stories/*four-minute*.html")
    broken = page.read_text("utf-8").replace("</main>", "<script>1</script></main>")
    copy = tmp_path / "broken.html"
    copy.write_text(broken, "utf-8")
    _, complaints = show(browser, copy, tmp_path / "profile")
    assert "Content Security Policy" in complaints
