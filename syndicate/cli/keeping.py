"""The commands that keep what we have whole and safe: doctor, backup."""

from __future__ import annotations

from pathlib import Path

import click

from syndicate.cli.options import as_json, common
from syndicate.cli.session import Session


@click.command()
@common
@as_json
@click.option("--repair", is_flag=True, help="Mend what is safe, after a backup.")
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool, repair: bool) -> int:
    """Check the installation, the settings, the folders, the database, the sources."""
    from syndicate.cli.doctor import examine, mend  # noqa: PLC0415 -- start-up

    return (mend if repair else examine)(Session.of(ctx.meta), as_json=as_json)


@click.command()
@common
@as_json
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.pass_context
def backup(ctx: click.Context, *, as_json: bool, folder: Path | None) -> int:
    """Copy the database, verified, into FOLDER, also while a run goes on.

    The newest of each of the last days and weeks is kept, as [backup] says.
    """
    from syndicate.cli.backing import back_up  # noqa: PLC0415 -- start-up

    return back_up(Session.of(ctx.meta), folder, as_json=as_json)


KEEPING = (doctor, backup)
