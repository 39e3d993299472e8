"""What the README and the pages under docs/ promise: code runs, links lead on."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

from syndicate import errors
from syndicate.cli.commands import program
from syndicate.config import Source
from syndicate.config.load import load
from syndicate.errors import SourceError, SyndicateError
from syndicate.model import Document
from syndicate.sources.base import Answer, Failure, Memory, Request
from syndicate.sources.registry import options_of

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").rglob("README.md")),
]


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


EVERY_PAGE = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    text = re.sub(
        r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        anchor = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        number = sum(1 for each in found if re.fullmatch(rf"{anchor}(-\d+)?", each))
        found.add(f"{anchor}-{number}" if number else anchor)
    return found


@EVERY_PAGE
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        leads_to = page.parent / path if path else page
        assert leads_to.exists(), target
        if anchor:
            assert anchor in anchors(leads_to), target


def test_the_picture_of_the_readme_is_one_and_small() -> None:
    picture = (ROOT / "docs" / "digest.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n")
    assert len(picture) < 200_000


@dataclass
class Example:
    module: ModuleType

    def read(self, outcome: Document | Failure) -> list[Any]:
        kind = self.module.Bulletin()
        source = Source(
            name="county",
            kind=kind.name,
            location="https://county.example.org/bulletin",
            options=kind.Options(),
        )
        (request,) = kind.requests(source, Memory())
        assert request == Request("https://county.example.org/bulletin/health.txt")
        return list(kind.read(source, Answer(request, outcome)))


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Example:
    code, _ = blocks(ROOT / "docs" / "writing-a-source-kind.md", "python")
    assert code == (ROOT / "examples/plugin/county_bulletin.py").read_text("utf-8")
    module = ModuleType("county_bulletin")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(code, "writing-a-source-kind.md", "exec"), module.__dict__)
    return Example(module)


def test_the_source_kind_of_the_page_reads_what_it_says(example: Example) -> None:
    content = b"12\tClinic opens at nine\tFrom Monday.\n13\tClinic closes at five"
    told = example.read(Document(source="county", url="", content=content))
    assert [(each.item, each.title) for each in told] == [
        ("12", "Clinic opens at nine"),
        ("13", "Clinic closes at five"),
    ]


def test_the_source_kind_of_the_page_tells_what_it_could_not_read(
    example: Example,
) -> None:
    content = b"no tabs here\n12\tClinic opens at nine\n\n"
    document = Document(source="county", url="", content=content)
    with pytest.raises(SourceError, match="1 lines without a number"):
        example.read(document)


def test_the_source_kind_of_the_page_tells_a_failure(example: Example) -> None:
    with pytest.raises(SourceError, match=r"^county: HTTP 404$"):
        example.read(Failure("HTTP 404", status=404))


@EVERY_PAGE
def test_settings_shown_on_a_page_load(page: Path, tmp_path: Path) -> None:
    for number, text in enumerate(blocks(page, "toml")):
        shown = tomllib.loads(text)
        if "project" in shown:
            continue  # a plug-in's pyproject.toml
        missing = "" if "site" in shown else '[site]\nurl = "https://e.org/"\n'
        clinics = {each.get("clinic") for each in shown.get("source", [])} - {None}
        clinics -= {each["name"] for each in shown.get("clinic", [])}
        missing += "".join(f'[[clinic]]\nname = "{name}"\n' for name in clinics)
        file = tmp_path / f"{number}.toml"
        file.write_text(missing + text, "utf-8")
        assert load(file, options_of)


def called(page: Path) -> Iterator[list[str]]:
    """The words of each call of the program that a page shows, without `syndicate`."""
    shown = re.findall(
        r"`(?:\S*/)?syndicate ([^`\n]+)`|^[ $]*(?:.*&& )?(?:\S*/)?syndicate (.+)$",
        page.read_text("utf-8"),
        re.MULTILINE,
    )
    for inline, line in shown:
        told = re.split(r"\s+[#>|]|\s&&", inline or line)[0]
        yield [word for word in told.split() if not word.startswith(("[", "{"))]


@EVERY_PAGE
def test_the_commands_on_a_page_exist_and_so_do_their_options(page: Path) -> None:
    for words in called(page):
        command: click.Command = program
        known = {each for param in program.params for each in param.opts}
        for number, word in enumerate(words):
            if word.startswith("--"):
                option = word.partition("=")[0].strip("\"'.,;")
                assert option in known | {"--help", "--version"}, " ".join(words)
            elif isinstance(command, click.Group) and not (
                number and words[number - 1] in ("--config", "--now")
            ):
                if word not in command.commands:
                    assert command is not program or not word.islower(), words
                    break
                command = command.commands[word]
                known |= {each for param in command.params for each in param.opts}


def test_the_readme_lists_every_command_and_no_other() -> None:
    listed = re.findall(
        r"^\| `syndicate ([a-z -]+[a-z])", README.read_text("utf-8"), re.MULTILINE
    )
    assert sorted(listed) == sorted(_commands(program))


def test_the_readme_lists_every_exit_code_and_no_other() -> None:
    codes = {
        error.exit_code
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, SyndicateError)
    }
    listed = re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)
    assert sorted(map(int, listed)) == sorted(codes | {0})


def _commands(group: click.Group) -> Iterator[str]:
    """The commands of a group, those of groups within it behind its name."""
    for name, command in group.commands.items():
        yield name
        if isinstance(command, click.Group):
            yield from (f"{name} {inner}" for inner in _commands(command))
