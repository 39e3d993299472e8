"""The commands that keep what we have whole and safe: doctor, backup, forget."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from syndicate.cli.deciding import by_staff
from syndicate.cli.options import as_json, common
from syndicate.cli.session import Session


@click.command()
@common
@as_json
@click.option("--repair", is_flag=True, help="Mend what is safe, after a backup.")
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool, repair: bool) -> int:
    """Examine the installation, its settings, files and sources."""
    from syndicate.cli.doctor import examine, mend  # noqa: PLC0415 -- start-up

    return (mend if repair else examine)(Session.of(ctx.meta), as_json=as_json)


@click.command()
@common
@as_json
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.pass_context
def backup(ctx: click.Context, *, as_json: bool, folder: Path | None) -> int:
    """Copy the database into FOLDER, verified, also during a run.

    The newest of each of the last days and weeks is kept, as [backup] says.
    """
    from syndicate.cli.backing import back_up  # noqa: PLC0415 -- start-up

    return back_up(Session.of(ctx.meta), folder, as_json=as_json)


@click.command()
@click.option("--person", default="", metavar="NAME", help="Take this name out.")
@click.option(
    "--item",
    nargs=2,
    default=None,
    metavar="SOURCE ITEM",
    help="Take this item out.",
)
@click.option("--apply", is_flag=True, help="Do it; without it, only show.")
@by_staff
def forget(ctx: click.Context, **asked: Any) -> int:
    """Take a person or an item out of all that is kept, for ever.

    Without either, list what was forgotten: when, by whom, why.
    """
    from syndicate.cli import forgetting  # noqa: PLC0415 -- start-up

    return forgetting.forget(Session.of(ctx.meta), forgetting.Wanted(**asked))


KEEPING = (doctor, backup, forget)
