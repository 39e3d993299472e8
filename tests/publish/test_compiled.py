"""Templates are compiled once, and never taken for what they are not any more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from syndicate.publish.compiled import Compiled

FILL_IN = """
import sys
from syndicate.publish.render import render
from jinja2 import Environment
def refuse(*_): raise AssertionError("a template is compiled")
if sys.argv[1:]: Environment._generate = refuse
sys.stdout.buffer.write(render("site/macros.html"))
"""


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps what it compiled of a folder of templates."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    return tmp_path / "kept"


def fill_in(told: str, templates: Path, made_by: str = "1") -> str:
    environment = Environment(
        loader=DictLoader({"page": told}),
        autoescape=True,
        bytecode_cache=Compiled(templates, made_by),
    )
    return environment.get_template("page").render(name="<Calm>")


def kept(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.rglob("*.template")}


def test_a_template_is_kept_and_said_the_same(tmp_path: Path, cached: Path) -> None:
    said = [fill_in("Hi {{ name }}", tmp_path) for _ in range(2)]
    assert said == ["Hi &lt;Calm&gt;"] * 2
    assert len(kept(cached)) == 1


@pytest.mark.parametrize(("told", "made_by"), [("Bye", "1"), ("Hi", "2")])
def test_another_source_or_maker_has_it_compiled_anew(
    tmp_path: Path, cached: Path, told: str, made_by: str
) -> None:
    fill_in("Hi", tmp_path)
    before = kept(cached)
    assert fill_in(told, tmp_path, made_by) == told
    assert kept(cached) != before


@pytest.mark.parametrize("torn", [b"", b"j2", b"no code", None])
def test_what_is_torn_is_compiled_anew(
    tmp_path: Path, cached: Path, torn: bytes | None
) -> None:
    fill_in("Hi", tmp_path)
    for name, content in kept(cached).items():
        Path(name).write_bytes(content[:-9] if torn is None else torn)
    assert fill_in("Hi", tmp_path) == "Hi"


def test_where_nothing_can_be_kept_it_is_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "file"))
    assert fill_in("Hi", tmp_path) == "Hi"


def test_nothing_is_kept_where_python_keeps_nothing(
    tmp_path: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert fill_in("Hi", tmp_path) == "Hi"
    assert not kept(cached)


def test_a_second_process_compiles_none_of_ours(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPYCACHEPREFIX": str(tmp_path)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    for more in ([], ["refuse"]):
        call = [sys.executable, "-c", FILL_IN, *more]
        subprocess.run(call, env=env, check=True, capture_output=True)
    assert kept(tmp_path)
