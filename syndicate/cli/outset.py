"""The commands for the first hour: begin a project, complete what is typed."""

from __future__ import annotations

from typing import Any

import click

from syndicate.cli.options import as_json, common
from syndicate.cli.session import Session

ANSWERS = ("clinic", "site", "address", "blog", "newsworthy", "reddit", "email")


@click.command()
@common
@as_json
@click.option("--clinic", metavar="NAME", help="Name of the clinic.")
@click.option("--site", metavar="URL", help="Its web site.")
@click.option("--address", metavar="URL", help="Where readers will find the feeds.")
@click.option("--blog", metavar="URL", help="Page or feed with its news.")
@click.option("--newsworthy", metavar="URL_OR_WORDS", help="Its feed there, or words.")
@click.option("--reddit", metavar="LIST_OR_WORDS", help="As in r/Name; commas part.")
@click.option("--email", metavar="ADDRESS", help="Who answers for the feeds.")
@click.option("--allow", metavar="HOST", multiple=True, help="A private host to poll.")
@click.option(
    "--yes", is_flag=True, help="Ask nothing; take what options and defaults say."
)
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


OUTSET = (init,)
