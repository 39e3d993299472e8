"""The commands that tell staff what came: the digest, and the report of coverage."""

from __future__ import annotations

from typing import Any

import click

from syndicate.cli.options import as_instant, as_json, common
from syndicate.cli.session import Session
from syndicate.cli.when import earliest
from syndicate.model import Series

series = click.option(
    "--series",
    type=click.Choice([each.value for each in Series]),
    help="Of the daily or the weekly editions (default: daily, or what is due).",
)


@click.command()
@common
@as_json
@series
@click.option("--close", is_flag=True, help="Close what is due, for ever.")
@click.option("--send", is_flag=True, help="Close what is due and deliver it.")
@click.option("--dry-run", is_flag=True, help="Write the letters as .eml files only.")
@click.option("--list", "past", is_flag=True, help="List the closed editions.")
@click.option("--edition", default="", metavar="NAME", help="Read it: daily-12.")
@click.option(
    "--since", metavar="ISO8601", callback=as_instant(earliest), help="Read a period."
)
@click.option(
    "--until", metavar="ISO8601", callback=as_instant(earliest), help="Up to here."
)
@click.option(
    "--form",
    type=click.Choice(["text", "markdown", "html"]),
    default="text",
    show_default=True,
)
@click.pass_context
def digest(ctx: click.Context, /, **told: Any) -> int:
    """Read what came since the last edition; close it, send it.

    An edition that is closed never changes; what comes later is in the next one.
    """
    from syndicate.cli import editions  # noqa: PLC0415 -- start-up

    return editions.obey(Session.of(ctx.meta), told)


@click.command()
@common
@as_json
@click.option("--clinic", default="", metavar="NAME", help="Only of this clinic.")
@click.option(
    "--since",
    metavar="ISO8601",
    callback=as_instant(earliest),
    help="Releases dated since then (default: 30 days before --until).",
)
@click.option(
    "--until",
    metavar="ISO8601",
    callback=as_instant(earliest),
    help="Releases dated before then (default: now).",
)
@click.option(
    "--form",
    type=click.Choice(["text", "html", "csv"]),
    default="text",
    show_default=True,
    help="html prints well; a browser makes a PDF of it.",
)
@click.pass_context
def report(ctx: click.Context, /, **told: Any) -> int:
    """Print where each release ran, when, and how we know."""
    from syndicate.cli import coverage  # noqa: PLC0415 -- start-up
    from syndicate.publish.report import Asked  # noqa: PLC0415

    session = Session.of(ctx.meta)
    until = told["until"] or session.now
    since = told["since"] or until - coverage.MONTH
    form = "json" if told["as_json"] else told["form"]
    return coverage.report(session, Asked(told["clinic"], since, until), form)


TELLING = (digest, report)
