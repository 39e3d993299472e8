"""The wheel and the source archive: what is in them, and that their bytes repeat."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from syndicate import __version__

ROOT = Path(__file__).parent.parent
NAME = f"syndicate-{__version__}"
WHEEL = f"{NAME}-py3-none-any.whl"
SOURCES = f"{NAME}.tar.gz"
INPUT = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore")


def build(folder: Path, target: Path, epoch: str = "1767225600") -> Path:
    """Build both from a folder as `make wheel` does."""
    told = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", str(target)],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return target


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What this checkout builds."""
    return build(ROOT, tmp_path_factory.mktemp("built"))


def test_the_same_bytes_come_out_elsewhere_and_later(
    built: Path, tmp_path: Path
) -> None:
    """Of a copy with other times and other modes, in another folder."""
    copy = tmp_path / "copy"
    shutil.copytree(
        ROOT / "syndicate",
        copy / "syndicate",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copytree(ROOT / "docs" / "man", copy / "docs" / "man")
    for name in INPUT:
        shutil.copy(ROOT / name, copy / name)
    for path in copy.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700 if path.is_dir() else 0o600)
    again = build(copy, tmp_path / "again")
    for name in (WHEEL, SOURCES):
        assert (again / name).read_bytes() == (built / name).read_bytes(), name


def test_the_wheel_holds_the_program_and_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(built / WHEEL) as wheel:
        held = set(wheel.namelist())
    info = f"{NAME}.dist-info"
    expected = {f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL")}
    expected |= {f"{info}/entry_points.txt", f"{info}/licenses/LICENSE"}
    expected |= {f"{NAME}.data/data/share/man/man1/syndicate.1"}
    expected |= {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "syndicate").rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    assert held == expected
    kinds = {Path(name).suffix for name in held if name.startswith("syndicate/")}
    assert kinds == {
        *(".py", ".pyi", ".typed", ".sql", ".svg", ".toml", ".txt", ".json", ".bin"),
        *(".html", ".css", ".js"),
    }


def test_the_source_archive_builds_the_same_wheel(built: Path, tmp_path: Path) -> None:
    with tarfile.open(built / SOURCES) as sources:
        held = {Path(*Path(name).parts[1:]).parts[0] for name in sources.getnames()}
        # As an attribute: Debian's Python 3.11.2 knows no filters, and ignores it.
        sources.extraction_filter = getattr(tarfile, "data_filter", None)
        sources.extractall(tmp_path)
    assert held == {*INPUT, "PKG-INFO", "syndicate", "docs"}
    again = build(tmp_path / NAME, tmp_path / "again")
    assert (again / WHEEL).read_bytes() == (built / WHEEL).read_bytes()


def test_the_wheel_installed_alone_runs_a_project(built: Path, tmp_path: Path) -> None:
    """Away from the checkout; libraries come from the environment of the tests."""
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run(
        [*pip, "--target", str(site), str(built / WHEEL)],
        check=True,
        capture_output=True,
    )
    command = [sys.executable, "-P", "-m", "syndicate"]
    env = {**os.environ, "PYTHONPATH": str(site)}
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import syndicate; print(syndicate.__file__)"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(site))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "hours.md").write_text(
        "# Larkfield Clinic opens at nine\n\nFrom Monday on, Larkfield Clinic opens at "
        "nine in the morning, says its director. Questions: 541-555-0112.\n"
    )
    init = ["init", "--yes", "--only-write", "--blog", "in"]
    for arguments in (init, ["run"]):
        told = subprocess.run(
            [*command, *arguments],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
    assert "1 story: 1 new" in told.stdout
    assert (site / "share" / "man" / "man1" / "syndicate.1").is_file()
    assert (site / "bin" / "syndicate").is_file()
