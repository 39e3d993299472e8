"""The command line: the one place where an error becomes a line and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from syndicate.cli.judging import judge, naming_output
from syndicate.cli.resting import Asked, rest, understand

__all__ = ["call"]

TYPE_CHECKING = False  # as typing has it, which takes as long to load as all of this
if TYPE_CHECKING:
    from typing import Any

CLICK_KEEPS = 52  # columns under which click's --help no longer fits


def call(arguments: Sequence[str]) -> int:
    """Obey a command line and give the exit code.

    click is loaded for all but a plain run, the one call that a scheduler makes.

    What went wrong is one line on standard error. The traceback follows it when the
    environment sets SYNDICATE_DEBUG.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # text the terminal cannot show is escaped
            stream.reconfigure(errors="backslashreplace")
    try:
        asked = understand(arguments)
        code = _invoke(arguments) if asked is None else _run(asked)
        with naming_output():
            if sys.stdout is not None:
                sys.stdout.flush()
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 -- the outermost
        message, code = judge(error, arguments)
        if isinstance(error, OSError):
            _discard_output()
        return _say(message, code) if message else code
    return code


def _run(asked: Asked) -> int:
    """A plain run; all that it needs is loaded where it has something to do."""
    code = rest(asked)
    if code is None:
        from syndicate.cli import running  # noqa: PLC0415 - start-up
        from syndicate.cli.session import Session  # noqa: PLC0415

        form = "json" if "--json" in asked else "table"
        session = Session.plain(asked.get("--config"), asked.get("--now"))
        code = running.run(session, (), form=form, strict="--strict" in asked)
    return code


def _invoke(arguments: Sequence[str]) -> int:
    import click  # noqa: PLC0415 -- start-up

    from syndicate.cli.commands import program  # noqa: PLC0415 -- start-up

    if "_SYNDICATE_COMPLETE" in os.environ:  # click's shell completion
        program.main(prog_name="syndicate")
    try:
        with naming_output():  # of --help and --version
            context = program.make_context("syndicate", list(arguments), **_narrow())
        with context:
            code: int = program.invoke(context)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        path = getattr(getattr(error, "ctx", None), "command_path", "syndicate")
        return _say(f"{error.format_message()} (see {path} --help)", 2)
    return code


def _narrow() -> dict[str, Any]:
    """What makes --help fit a terminal narrower than the 50 columns click keeps to."""
    import shutil  # noqa: PLC0415 -- start-up

    columns = shutil.get_terminal_size().columns
    return {"terminal_width": columns} if columns < CLICK_KEEPS else {}


def _say(message: str, code: int) -> int:
    """Print one line on standard error, whatever the message holds."""
    from syndicate.cli.show import printable  # noqa: PLC0415 -- start-up
    from syndicate.text.masking import mask_within  # noqa: PLC0415 -- start-up

    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(f"syndicate: {printable(mask_within(message))}\n")
            if os.environ.get("SYNDICATE_DEBUG"):
                import traceback  # noqa: PLC0415 -- only when asked for

                sys.stderr.write(mask_within(traceback.format_exc()))
    return code


def _discard_output() -> None:
    """Let what could not be written go, so that leaving does not fail once more."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
