"""Whether a command line that a file under deploy/ holds is one of the program's."""

from __future__ import annotations

from collections.abc import Sequence

from syndicate.cli.commands import program


def is_command(arguments: Sequence[str]) -> bool:
    """Whether the program has the command; click says what it does not take."""
    name, *rest = arguments
    return program.commands[name].make_context(name, rest).info_name == name
