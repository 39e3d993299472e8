"""Plug-ins as they are installed: an entry point in a folder on the path."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from syndicate.errors import ConfigError
from syndicate.sources.base import Memory
from syndicate.sources.registry import BUILT_IN, kinds, options_of

GOOD = """
from dataclasses import dataclass

@dataclass(frozen=True)
class Options:
    depth: int = 1

class Kind:
    name = "pigeon"
    Options = Options
    def requests(self, source, memory): return ()
    def read(self, source, answer): return ()
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(tmp_path)

    def plug_in(name: str, code: str, module: str) -> None:
        (tmp_path / f"{module}.py").write_text(code)
        info = tmp_path / f"{module}-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {module}\nVersion: 1\n")
        points = f"[syndicate.sources]\n{name} = {module}:Kind\n"
        (info / "entry_points.txt").write_text(points)

    return plug_in


def test_the_built_in_kinds_are_what_they_say() -> None:
    for name in BUILT_IN:
        assert kinds()[name].name == name
        assert options_of(name) is kinds()[name].Options
    assert set(BUILT_IN) <= set(kinds())


def test_an_unknown_kind_has_no_options() -> None:
    assert options_of("carrier-pigeon") is None


def test_a_plug_in_adds_a_kind(install: object) -> None:
    install("pigeon", GOOD, "pigeon_good")  # type: ignore[operator]
    assert "pigeon" in kinds()
    assert len(kinds()) == len(list(kinds()))
    assert list(kinds()["pigeon"].requests(None, Memory())) == []  # type: ignore[arg-type]
    options = options_of("pigeon")
    assert options is not None
    assert options().depth == 1


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import no_such_library", "is broken: ModuleNotFoundError"),
        ("class Kind(", "is broken: SyntaxError"),
        ("1 / 0", "is broken: ZeroDivisionError"),
        ("Other = 1", "is broken: AttributeError"),
        ("class Kind:\n    pass", "it has no method requests"),
        (GOOD + "    Options = 5", "its Options is no dataclass"),
    ],
)
def test_a_broken_plug_in_costs_itself_and_is_named(
    install: object, code: str, why: str
) -> None:
    module = f"pigeon_{abs(hash(code))}"
    install("pigeon", code, module)  # type: ignore[operator]
    assert kinds()["feed"].name == "feed"
    with pytest.raises(ConfigError, match=f'source kind "pigeon".*{module}.*{why}'):
        options_of("pigeon")


def test_two_plug_ins_of_one_name_are_both_named(install: object) -> None:
    install("pigeon", GOOD, "pigeon_one")  # type: ignore[operator]
    install("pigeon", GOOD, "pigeon_two")  # type: ignore[operator]
    with pytest.raises(ConfigError, match=r"pigeon_one:Kind, pigeon_two:Kind"):
        kinds()["pigeon"]


def test_no_plug_in_takes_the_place_of_a_built_in(install: object) -> None:
    install("feed", "1 / 0", "pigeon_feed")  # type: ignore[operator]
    assert kinds()["feed"].name == "feed"


def test_asking_for_options_imports_no_heavy_library() -> None:
    code = (
        "import sys; from syndicate.sources.registry import options_of; "
        "options_of('feed'); options_of('files'); "
        "print([m for m in sys.modules if m.split('.')[0] in "
        "{'feedparser', 'lxml', 'bs4', 'requests', 'ftfy', 'trafilatura'}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
