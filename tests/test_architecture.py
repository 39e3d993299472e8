"""The walls of the house: layers, cycles, sizes, and who may touch the outside.

What an exception costs is one line here or one comment beside the code, with its
reason; a line that no longer excuses anything fails as well.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from syndicate import model
from tests.conftest import FIRST

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "syndicate"

# Who may use what. A layer is the first name under `syndicate`.
NETWORK = {"ftplib", "http.client", "requests", "smtplib", "socket"}
NETWORK |= {"ssl", "urllib.request", "urllib3"}
DATABASE = {"sqlite3", "sqlite_utils"}
PROCESSES = {"multiprocessing", "pty", "subprocess"}
CHANCE = {"random", "secrets", "uuid"}
READ = {"open", "read_bytes", "read_text"}
WRITTEN = {"mkdir", "rename", "touch", "unlink", "write_bytes", "write_text"}
STARTED = {"os.fork", "os.forkpty", "os.popen", "os.posix_spawn", "os.system"}
CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow"}
CLOCKS |= {"time.localtime", "time.time", "time.time_ns"}


@dataclass(frozen=True, slots=True)
class Wall:
    """Names that only some layers may import or call."""

    what: str
    names: frozenset[str]
    layers: frozenset[str]


IMPORTS = [
    Wall("the network", frozenset(NETWORK), frozenset({"fetch", "workers"})),
    Wall(  # `resting` looks at one row before anything else is loaded
        "the database",
        frozenset(DATABASE),
        frozenset({"store", "maintenance", "resting"}),
    ),
    Wall("a server", frozenset({"http.server"}), frozenset({"publish"})),  # preview
    Wall(  # git; the operator's commands; those that read and clean
        "processes", frozenset(PROCESSES), frozenset({"fetch", "publish", "workers"})
    ),
    Wall("chance", frozenset(CHANCE), frozenset({"cli"})),  # sessions of the desk
]
CALLS = [
    Wall(
        "files",
        frozenset(READ),
        frozenset({"cli", "config", "fetch", "maintenance", "publish", "store"})
        | {"resting", "workers"},  # settings; the null device
    ),
    Wall(
        "writing files",
        frozenset(WRITTEN),
        frozenset({"cli", "maintenance", "publish", "store"})
        | {"workers"},  # what the kernel asks of a process, in /proc
    ),
    Wall("the clock", frozenset(CLOCKS), frozenset({"cli"})),
    Wall("processes", frozenset(STARTED), frozenset({"workers"})),
]

# Imported inside the function that needs them: a start must not pay for them.
HEAVY = {"bs4", "feedgen", "feedparser", "ftfy", "jinja2", "lxml", "markdown_it"}
HEAVY |= {
    "flask",
    "nh3",
    "pyarrow",
    "pyspark",
    "requests",
    "sqlite_utils",
    "trafilatura",
    "urllib3",
    "waitress",
    "werkzeug",
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package: its dotted name, its lines and its tree."""

    name: str
    path: Path
    lines: tuple[str, ...]
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The first name under the package; the package itself is nobody's."""
        return [*self.name.split("."), ""][1]


@cache
def modules() -> dict[str, Module]:
    """Every module of the package, by name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        found[name] = Module(name, path, tuple(text.splitlines()), ast.parse(text))
    return found


EVERY_MODULE = pytest.mark.parametrize("module", modules().values(), ids=modules())


# -------------------------------------------------------------------------- layers


def test_the_page_of_the_architecture_names_every_layer() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = told["tool"]["importlinter"]["contracts"]
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    layers = re.findall(r"[a-z]+", " ".join(contract["layers"]).replace("__main__", ""))
    assert [name for name in layers if f"`{name}`" not in page] == []


def test_a_layer_sees_only_the_layers_under_it() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


LINT = (
    "from importlinter.cli import lint_imports; "
    "raise SystemExit(lint_imports(no_cache=True))"
)


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not even inside functions, where it would pass unnoticed."""
    graph = {name: set(_own_imports(module)) for name, module in modules().items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@EVERY_MODULE
def test_only_some_layers_touch_the_outside(module: Module) -> None:
    used = {
        (wall.what, name)
        for walls, names in (
            (IMPORTS, {imported for imported, _ in _imports(module.tree)}),
            (CALLS, set(_calls(module.tree))),
        )
        for wall in walls
        if module.layer not in wall.layers
        for name in names
        if _is_one_of(name, wall.names)
    }
    assert not used


def test_starting_the_command_line_imports_nothing_heavy() -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import json, sys, syndicate.cli; print(json.dumps(list(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not HEAVY & set(json.loads(ran.stdout))


def test_what_keeps_and_publishes_does_not_load_what_cleans() -> None:
    """Its patterns take longer to make than all else that a run loads."""
    names = "syndicate.pipeline, syndicate.ingest.line, syndicate.publish.assemble"
    told = f"import json, sys, {names}; print(json.dumps(list(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(ran.stdout))
    assert "syndicate.clean.rules" in loaded
    assert not {"syndicate.clean.cleaning", "syndicate.text.identifying"} & loaded


# --------------------------------------------------------------------------- sizes


@EVERY_MODULE
def test_a_module_is_at_most_300_lines(module: Module) -> None:
    assert len(module.lines) <= 300


@EVERY_MODULE
def test_a_long_function_says_why(module: Module) -> None:
    """Over 40 lines needs `# long: …` right above it; less must not have it."""
    for function, said in _functions(module):
        assert function.end_lineno is not None
        length = function.end_lineno - function.lineno + 1
        reason = f"{function.name}: {length} lines"
        assert (length > 40) == _has_reason("long", said), reason


@EVERY_MODULE
def test_a_wide_function_says_why(module: Module) -> None:
    """More than 5 parameters need `# wide: …` right above; fewer must not have it."""
    for function, said in _functions(module):
        arguments = function.args
        names = [
            argument.arg
            for argument in (
                *arguments.posonlyargs,
                *arguments.args,
                *arguments.kwonlyargs,
            )
            if argument.arg not in {"self", "cls"}
        ]
        reason = f"{function.name}: {', '.join(names)}"
        assert (len(names) > 5) == _has_reason("wide", said), reason


@EVERY_MODULE
def test_whatever_is_public_has_a_docstring(module: Module) -> None:
    assert ast.get_docstring(module.tree), "the module itself"
    undocumented = [
        name
        for name, node in _public(module.tree.body, "")
        if not ast.get_docstring(node)
    ]
    assert not undocumented


# --------------------------------------------------------------------------- names


@EVERY_MODULE
def test_the_name_of_a_noun_names_nothing_else(module: Module) -> None:
    """Whoever looks for `Story` finds one."""
    if module.layer == "model":
        return
    named = {node.name for node in module.tree.body if isinstance(node, ast.ClassDef)}
    named |= {
        target.id
        for node in module.tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert not named & set(model.__all__)


# ------------------------------------------------------- these walls do hold


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "from urllib import request",
        "from urllib.request import urlopen",
        "import http.client as carrier",
        "from http.server import HTTPServer",
        "def f():\n    import requests.adapters",
        "import sqlite3",
        "from random import choice",
        "from subprocess import run",
        "import os\nos.system('x')",
        "open('x')",
        "path.read_text()",
        "Path('x').write_bytes(b'')",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date as day\nday.today()",
        "import time\ntime.time()",
        "from time import time as now\nnow()",
    ],
)
def test_the_walls_stop_what_they_should(source: str) -> None:
    module = Module("syndicate.text.probe", Path(), (), ast.parse(source))
    with pytest.raises(AssertionError):
        test_only_some_layers_touch_the_outside(module)


@pytest.mark.parametrize(
    "source",
    [
        "from urllib.parse import urlsplit",
        "import time\ntime.monotonic()",
        "Store.open()",
    ],
)
def test_the_walls_let_through_what_they_should(source: str) -> None:
    module = Module("syndicate.text.probe", Path(), (), ast.parse(source))
    test_only_some_layers_touch_the_outside(module)


# ------------------------------------------------------------------------- helpers

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each imported dotted name, and the name that it goes by in the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, alias.asname or alias.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{node.module}.{alias.name}", alias.asname or alias.name


def _own_imports(module: Module) -> Iterator[str]:
    """The modules of this package that a module imports."""
    for name, _ in _imports(module.tree):
        found = name if name in modules() else name.rpartition(".")[0]
        if found in modules() and found != module.name:
            yield found


def _calls(tree: ast.AST) -> Iterator[str]:
    """The dotted names called, with what they were imported as undone."""
    known = {
        alias: name.removeprefix("datetime.") if "datetime" in name else name
        for name, alias in _imports(tree)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            first, dot, rest = ast.unparse(node.func).partition(".")
            yield known.get(first, first) + dot + rest


def _is_one_of(name: str, forbidden: frozenset[str]) -> bool:
    """Whether it is one of these, lies inside one, or is a method so called.

    A class's own method is not: `Store.open` is not `open`.
    """
    parts = name.split(".")
    starts = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    ends = {".".join(parts[begin:]) for begin in range(len(parts))}
    if len(parts) > 1 and parts[-2].isidentifier() and parts[-2][0].isupper():
        ends.discard(parts[-1])
    return bool(forbidden & (starts | ends))


def _functions(module: Module) -> Iterator[tuple[Function, list[str]]]:
    """Every function with the comment lines right above it."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)]) - 1
            above = first
            while above and module.lines[above - 1].lstrip().startswith("#"):
                above -= 1
            yield node, [line.strip() for line in module.lines[above:first]]


def _has_reason(word: str, said: list[str]) -> bool:
    mark = f"# {word}: "
    return any(line.startswith(mark) and line != mark.strip() for line in said)


def _public(
    body: list[ast.stmt], prefix: str
) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and (
            not node.name.startswith("_")
        ):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body, f"{prefix}{node.name}.")


def test_the_files_of_tests_that_begin_first_are_there() -> None:
    assert [name for name in FIRST if not (ROOT / "tests" / name).is_file()] == []
