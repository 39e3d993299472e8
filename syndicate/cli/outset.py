"""The commands for the first hour: begin a project, complete what is typed."""

from __future__ import annotations

from typing import Any

import click

from syndicate.cli.options import as_json, common
from syndicate.cli.session import Session

OF_A_CLINIC = ("clinic", "site", "blog")
OF_ALL = (
    "address",
    "newsworthy",
    "reddit",
    "email",
    "mail-server",
    "mail-from",
    "mail-login",
)
SHELLS = ("bash", "zsh", "fish")
COMPLETE = "_SYNDICATE_COMPLETE"  # the variable by which a shell asks us


@click.command()
@common
@as_json
@click.option("--clinic", metavar="NAME", multiple=True, help="Name of a clinic.")
@click.option("--site", metavar="URL", multiple=True, help="Its web site.")
@click.option(
    "--blog", metavar="URL", multiple=True, help="Page, feed or folder with its news."
)
@click.option("--address", metavar="URL", help="Where readers will find the feeds.")
@click.option(
    "--newsworthy", metavar="LIST", help="Feeds there, or words; commas part."
)
@click.option("--reddit", metavar="LIST", help="As in r/Name, or words; commas part.")
@click.option("--email", metavar="ADDRESS", help="Who answers, and gets the digest.")
@click.option("--mail-server", metavar="HOST:PORT", help="Sends the digest.")
@click.option("--mail-from", metavar="ADDRESS", help="Whom it comes from.")
@click.option("--mail-login", metavar="NAMES", help="Two variables: user, password.")
@click.option("--allow", metavar="HOST", multiple=True, help="A private host to poll.")
@click.option("--yes", is_flag=True, help="Ask nothing; defaults answer the rest.")
@click.option("--force", is_flag=True, help="Overwrite the settings that are there.")
@click.option("--only-write", is_flag=True, help="Do not run afterwards.")
@click.pass_context
def init(ctx: click.Context, /, **said: Any) -> int:
    """Begin: ask about clinics, write config.toml, run once.

    Each option answers a question, "-" leaves it out; what is not answered is asked.
    --clinic may be given again, with a --site and a --blog for each, in that order.
    """
    from syndicate.cli import starting  # noqa: PLC0415 -- start-up
    from syndicate.cli.interview import Interview  # noqa: PLC0415

    told = {key: said.pop(key) for key in OF_A_CLINIC}
    for key in OF_ALL:
        answer = said.pop(key.replace("-", "_"))
        told[key] = () if answer is None else (answer,)
    interview = Interview(told, yes=said.pop("yes"))
    wanted = starting.Wanted(interview, **said)
    return starting.begin(Session.of(ctx.meta), wanted)


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print what lets SHELL complete commands and sources."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    from syndicate.cli.show import say  # noqa: PLC0415

    made = get_completion_class(shell)
    assert made is not None  # the library knows each of SHELLS
    how = made(ctx.find_root().command, {}, "syndicate", COMPLETE)
    say(how.source_template % how.source_vars())
    return 0


OUTSET = (init, completion)
