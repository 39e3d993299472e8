"""Draw docs/digest.png anew: the top of a real digest, of the examples, by Chromium.

make picture
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.sample import MOMENT, ROOT
from syndicate.config import Paths
from syndicate.config.load import load
from syndicate.pipeline import run
from syndicate.sources.registry import options_of

PICTURE = ROOT / "docs" / "digest.png"
SIZE = (920, 1080)  # a page as wide as the digest's text, cut below its first stories
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def draw(picture: Path, browser: str) -> None:
    """Run the examples into a folder aside, and take a picture of their digest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = Paths(folder / "sample.sqlite", folder / "feeds", folder / "digest")
        settings = replace(load(ROOT / "config.toml", options_of), paths=paths)
        run(settings, now=MOMENT)
        page = (paths.digest / "digest.html").as_uri()
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
        size = f"--window-size={SIZE[0]},{SIZE[1]}"
        command = [browser, *options, size, f"--screenshot={picture}", page]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit(f"none of {', '.join(BROWSERS)} is installed")
    draw(PICTURE, found)
    print(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes")
