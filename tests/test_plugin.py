"""A source kind of another package: built, installed, configured and run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.loopback import serving

ROOT = Path(__file__).parent.parent
CONFIG = """
[site]
url = "https://news.example.org/"

[fetch]
allow = ["127.0.0.1:{port}"]

[[source]]
name = "county"
kind = "bulletin"
location = "{url}/bulletin"
trust = "wire"
{section}
"""
BULLETIN = (
    b"12\tClinic opens at nine\tFrom Monday on, Larkfield Clinic opens at nine in the "
    b"morning, says its director. Questions are answered at 541-555-0112.\n"
    b"13\tClinic closes at five\tOn Fridays in October, Quarry Street closes at five, "
    b"because its roof is mended. Nobody has to come again for that.\n"
    b"a line that tells nothing\n"
)
Call = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the plug-in is installed into."""
    folder = tmp_path_factory.mktemp("plugin")
    shutil.copytree(ROOT / "examples" / "plugin", folder / "plugin")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    target = folder / "site"
    subprocess.run(
        [*pip, "--no-build-isolation", "--target", str(target), str(folder / "plugin")],
        check=True,
        capture_output=True,
    )
    return target


@pytest.fixture
def call(site: Path, tmp_path: Path) -> Call:
    """The real command, beside which the plug-in is installed."""

    def called(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "syndicate", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(site), "PYTHONWARNINGS": "error"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return called


def test_a_kind_that_is_installed_beside_us_is_run(call: Call, tmp_path: Path) -> None:
    with serving() as server:
        server.say("/bulletin/health.txt", BULLETIN, "Content-Type: text/plain")
        text = CONFIG.format(port=server.port, url=server.url, section="")
        (tmp_path / "config.toml").write_text(text)
        ran = call("run", "--json")
        assert ran.returncode == 0, ran.stderr
        (county,) = json.loads(ran.stdout)["sources"]
        assert (county["kind"], county["state"], county["new"]) == ("bulletin", "ok", 2)
        (reason,) = county["reasons"]
        assert reason.endswith("health.txt: 1 lines without a number and a title")
        checked = call("sources", "check", "county", "--json")
        assert checked.returncode == 0, checked.stderr
    feed = json.loads((tmp_path / "feeds" / "feed.json").read_text("utf-8"))
    assert {item["title"] for item in feed["items"]} == {
        "Clinic opens at nine",
        "Clinic closes at five",
    }
    assert len(json.loads(checked.stdout)["postings"]) == 2


STRAYING = """
from dataclasses import dataclass
from syndicate.model import Posting
from syndicate.sources.base import Request

@dataclass(frozen=True)
class Options:
    pass

class Asks:
    name, Options = "asks", Options
    def requests(self, source, memory):
        yield source.location
    def read(self, source, answer):
        return ()

class Tells(Asks):
    name = "tells"
    def requests(self, source, memory):
        yield Request(source.location + "/health.txt")
    def read(self, source, answer):
        yield Posting(source.name, "1", "We \\ud800 open", "Straying opens at nine.")
        yield "We close"
"""


def test_what_strays_from_the_rules_costs_its_own_source(
    call: Call, site: Path, tmp_path: Path
) -> None:
    (site / "straying.py").write_text(STRAYING)
    about = site / "straying-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: straying\nVersion: 1")
    points = "[syndicate.sources]\nasks = straying:Asks\ntells = straying:Tells\n"
    (about / "entry_points.txt").write_text(points)
    with serving() as server:
        server.say("/bulletin/health.txt", BULLETIN, "Content-Type: text/plain")
        text = CONFIG.format(port=server.port, url=server.url, section="")
        for kind in ("asks", "tells"):
            text += f'[[source]]\nname = "{kind}"\nkind = "{kind}"\ntrust = "wire"\n'
            text += f'location = "{server.url}/bulletin"\n'
        (tmp_path / "config.toml").write_text(text)
        ran, checked = call("run", "--json"), call("sources", "check", "asks")
    assert ran.returncode == 0, ran.stderr
    assert checked.returncode == 69
    assert "gave a str, which is no Request" in checked.stdout
    county, asks, tells = json.loads(ran.stdout)["sources"]
    assert (county["state"], county["new"]) == ("ok", 2)
    assert asks["state"] == "failing"
    assert asks["error"] == 'its kind "asks" gave a str, which is no Request'
    assert tells["new"] == 1
    assert 'its kind "tells" gave a str, which is no Posting' in str(tells["reasons"])


def test_its_own_keys_are_checked_like_any_other(call: Call, tmp_path: Path) -> None:
    text = CONFIG.format(port=1, url="https://a.example.org", section='sectoin = "x"')
    (tmp_path / "config.toml").write_text(text)
    told = call("run")
    assert told.returncode == 78
    assert 'sectoin: unknown key; did you mean "section"?' in told.stderr


def test_without_it_the_kind_is_unknown(tmp_path: Path) -> None:
    text = CONFIG.format(port=1, url="https://a.example.org", section="")
    (tmp_path / "config.toml").write_text(text)
    told = subprocess.run(
        [sys.executable, "-m", "syndicate", "run"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 78
    assert 'no source kind is called "bulletin"' in told.stderr
