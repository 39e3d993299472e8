"""docs/commands.md and the man page, made from the commands themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click

from syndicate import __version__
from syndicate.cli.commands import program
from syndicate.cli.examples import EXAMPLES

HEAD = """# Commands

Made from the commands themselves by `make reference`; a test compares. Every command \
takes `--config` and `--now`, before it or behind it; what `--json` prints is in \
[contracts.md](contracts.md), and what the exit codes say as well.

"""
EVERYWHERE = {"--config", "--now", "--help"}


@dataclass(frozen=True, slots=True)
class Told:
    """A command as the pages tell it; neither `name` nor `usage` says `syndicate`."""

    name: str
    usage: str
    paragraphs: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]


def told_commands() -> Iterator[Told]:
    """Every command, in the order of their examples: the first to be needed first."""
    order = list(EXAMPLES)
    yield from sorted(_walk(program, ""), key=lambda each: order.index(each.name))


def commands_page() -> str:
    """The text of docs/commands.md."""
    listed = list(told_commands())
    rows = "".join(
        f"| [`syndicate {each.name}`](#{_anchor(each)}) | {_cell(each)} |\n"
        for each in listed
    )
    table = f"| command | what it does |\n| --- | --- |\n{rows}"
    return HEAD + table + "".join(map(_section, listed))


def man_page() -> str:
    """The text of docs/man/syndicate.1, in the man macros (man 7)."""
    about = program.help or ""
    lines = [
        '.\\" Made by `make reference`. Do not edit.',
        f'.TH SYNDICATE 1 "" "syndicate {__version__}" "User Commands"',
        ".SH NAME",
        f"syndicate \\- {_roff(about[0].lower() + about[1:].rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B syndicate",
        "[\\-\\-config PATH] [\\-\\-now ISO8601] COMMAND [OPTIONS]",
        ".SH COMMANDS",
        *(line for each in told_commands() for line in _man_command(each)),
        ".SH FILES",
        ".TP\n.I config.toml\nThe settings, in the folder where the command is called.",
        ".SH ENVIRONMENT",
        ".TP\n.B NO_COLOR\nIf it is set and not empty, nothing is coloured.",
        ".TP\n.B SYNDICATE_DEBUG\nIf it is set, an error shows where it arose.",
        ".SH EXIT STATUS",
        "0 done; 2 the command line does not make sense; 65 a damaged database; 69 a",
        "source failed; 73 a file cannot be created; 74 reading or writing failed; 75",
        "another run is going; 78 a mistake in the settings; 1 a defect of syndicate.",
    ]
    return "\n".join(lines) + "\n"


def _walk(group: click.Group, before: str) -> Iterator[Told]:
    for name, command in group.commands.items():
        yield _tell(command, f"{before} {name}".strip())
        if isinstance(command, click.Group):
            yield from _walk(command, name)


def _tell(command: click.Command, name: str) -> Told:
    settings = program.context_settings  # what is told first is kept: -h with it
    with click.Context(command, info_name=f"syndicate {name}", **settings) as ctx:
        parts = command.collect_usage_pieces(ctx)
        records = (
            each.get_help_record(ctx)
            for each in command.get_params(ctx)
            if isinstance(each, click.Option) and not EVERYWHERE & set(each.opts)
        )
        options = tuple((str(a), str(b)) for a, b in filter(None, records))
    paragraphs = (command.help or "").strip().split("\n\n")
    return Told(
        name,
        " ".join([name, *parts]),
        tuple(" ".join(each.split()) for each in paragraphs),
        options,
        EXAMPLES.get(name, ()),
    )


def _anchor(told: Told) -> str:
    return f"syndicate-{told.name.replace(' ', '-')}"


def _cell(told: Told) -> str:
    return told.paragraphs[0].rstrip(".")


def _section(told: Told) -> str:
    parts = [f"\n## syndicate {told.name}\n"]
    parts += [f"\n{paragraph}\n" for paragraph in told.paragraphs]
    parts += [f"\n    syndicate {told.usage}\n"]
    if told.options:
        rows = "".join(f"| `{_bar(a)}` | {_bar(b)} |\n" for a, b in told.options)
        parts.append(f"\n| option | what it does |\n| --- | --- |\n{rows}")
    if told.examples:
        parts.append("\nExamples:\n\n")
        parts += [f"    {each}\n" for each in told.examples]
    return "".join(parts)


def _bar(text: str) -> str:
    return text.replace("|", "\\|")


def _man_command(told: Told) -> Iterator[str]:
    yield f".SS syndicate {_roff(told.usage)}"
    for number, paragraph in enumerate(told.paragraphs):
        if number:
            yield ".PP"
        yield _roff(paragraph)
    for option, help_ in told.options:
        yield f".TP\n.B {_roff(option)}\n{_roff(help_)}"
    if told.examples:
        yield ".PP\nExamples:\n.PP\n.nf\n.RS"
        yield from map(_roff, told.examples)
        yield ".RE\n.fi"


def _roff(text: Any) -> str:
    """Text that troff takes as it is: no commands, hyphens as typed."""
    told = str(text).replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return re.sub(r"^([.'])", r"\\&\1", told, flags=re.MULTILINE)
