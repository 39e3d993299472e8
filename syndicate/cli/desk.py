"""The commands of the desk: serve it, and say who may use it."""

from __future__ import annotations

import click

from syndicate.cli.options import Program, as_json, common
from syndicate.cli.session import Session


@click.group(cls=Program, invoke_without_command=True)
@common
@click.option(
    "--host", default="", metavar="ADDRESS", help="Instead of that in [desk]."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Instead of that in [desk]."
)
@click.pass_context
def desk(ctx: click.Context, *, host: str, port: int | None) -> int:
    """Serve the pages on which staff decide."""
    if ctx.invoked_subcommand is not None:
        if host or port is not None:
            named = ctx.invoked_subcommand
            raise click.UsageError(f"{named} takes no --host and no --port", ctx)
        return 0
    from syndicate.cli import desking  # noqa: PLC0415 -- start-up

    return desking.serve(Session.of(ctx.meta), host, port)


@desk.command()
@common
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "editor"]),
    default="reader",
    show_default=True,
    help="A reader looks, an editor decides, too.",
)
@click.option("--mail", default="", metavar="ADDRESS", help="Where their digest goes.")
@click.option(
    "--sign-on", is_flag=True, help="Without a password: a sign-on lets them in."
)
@click.pass_context
def adduser(
    ctx: click.Context, *, name: str, role: str, mail: str, sign_on: bool
) -> int:
    """Let NAME use the desk. The password is asked for, or read from standard input."""
    from syndicate.cli import desking  # noqa: PLC0415 -- start-up

    wanted = desking.Wanted(name, role, mail, sign_on=sign_on)
    return desking.add_user(Session.of(ctx.meta), wanted)


@desk.command()
@common
@click.argument("name")
@click.pass_context
def passwd(ctx: click.Context, *, name: str) -> int:
    """Give NAME another password, and sign them out everywhere."""
    from syndicate.cli import desking  # noqa: PLC0415 -- start-up

    return desking.change_password(Session.of(ctx.meta), name)


@desk.command()
@common
@click.argument("name")
@click.pass_context
def removeuser(ctx: click.Context, *, name: str) -> int:
    """Let NAME use the desk no more. What they decided stays."""
    from syndicate.cli import desking  # noqa: PLC0415 -- start-up

    return desking.remove_user(Session.of(ctx.meta), name)


@desk.command()
@common
@as_json
@click.pass_context
def users(ctx: click.Context, *, as_json: bool) -> int:
    """List who may use the desk."""
    from syndicate.cli import desking  # noqa: PLC0415 -- start-up

    return desking.list_users(Session.of(ctx.meta), as_json=as_json)
