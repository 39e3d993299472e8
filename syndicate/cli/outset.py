"""The commands for the first hour: begin a project, complete what is typed."""

from __future__ import annotations

from typing import Any

import click

from syndicate.cli.options import as_json, common
from syndicate.cli.session import Session

ANSWERS = ("clinic", "site", "address", "blog", "newsworthy", "reddit", "email")
SHELLS = ("bash", "zsh", "fish")
COMPLETE = "_SYNDICATE_COMPLETE"  # the variable by which a shell asks us


@click.command()
@common
@as_json
@click.option("--clinic", metavar="NAME", help="Name of the clinic.")
@click.option("--site", metavar="URL", help="Its web site.")
@click.option("--address", metavar="URL", help="Where readers will find the feeds.")
@click.option("--blog", metavar="URL", help="Page, feed or folder with its news.")
@click.option("--newsworthy", metavar="URL_OR_WORDS", help="Its feed there, or words.")
@click.option("--reddit", metavar="LIST_OR_WORDS", help="As in r/Name; commas part.")
@click.option("--email", metavar="ADDRESS", help="Who answers for the feeds.")
@click.option("--allow", metavar="HOST", multiple=True, help="A private host to poll.")
@click.option("--yes", is_flag=True, help="Ask nothing; defaults answer the rest.")
@click.option("--force", is_flag=True, help="Overwrite the settings that are there.")
@click.option("--only-write", is_flag=True, help="Do not run afterwards.")
@click.pass_context
def init(ctx: click.Context, /, **said: Any) -> int:
    """Begin a project: ask about a clinic, write config.toml, run once.

    Each option answers a question, "-" leaves it out; what is not answered is asked.
    """
    from syndicate.cli import starting  # noqa: PLC0415 -- start-up

    told = {key: said.pop(key) for key in ANSWERS}
    return starting.begin(Session.of(ctx.meta), starting.Wanted(told, **said))


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print the script that lets SHELL complete commands, options and sources."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    from syndicate.cli.show import say  # noqa: PLC0415

    made = get_completion_class(shell)
    if made is None:  # one of SHELLS that this click does not know
        raise click.UsageError(f"this click cannot complete in {shell}", ctx)
    how = made(ctx.find_root().command, {}, "syndicate", COMPLETE)
    say(how.source_template % how.source_vars())
    return 0


OUTSET = (init, completion)
