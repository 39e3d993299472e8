"""What the commands share: options that all take, and groups that guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from syndicate.cli.when import aware

F = TypeVar("F", bound=Callable[..., Any])


class Program(click.Group):
    """A group that guesses which command was meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named first.

        Raises:
            UsageError: there is no such command; names the nearest.
        """
        from syndicate.config.place import suggest  # noqa: PLC0415 -- start-up

        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            hint = suggest(name, self.commands)
            raise click.UsageError(
                f"no command {name!r}{'; ' if hint else ''}{hint}", ctx
            )
        return super().resolve_command(ctx, args)


def complete_source(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[str]:
    """The sources whose names begin so, for a shell that completes."""
    from syndicate.cli.session import Session  # noqa: PLC0415 -- start-up
    from syndicate.errors import ConfigError  # noqa: PLC0415

    try:
        known = [source.name for source in Session.of(ctx.meta).settings().source]
    except ConfigError:  # whoever types a command is told of it by that command
        return []
    return [name for name in known if name.startswith(incomplete)]


def as_instant(read: Callable[[str], datetime]) -> Callable[..., datetime | None]:
    """A callback that reads an option's text as an instant."""

    def convert(
        ctx: click.Context, param: click.Parameter, value: str | None
    ) -> datetime | None:
        try:
            return None if value is None else read(value)
        except ValueError as error:
            raise click.BadParameter(str(error), ctx, param) from None

    return convert


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep an option that may stand before or after the command; the later wins."""
    if value is not None:
        ctx.meta[f"syndicate.{param.name}"] = value


def _remember_now(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> None:
    _remember(ctx, param, as_instant(aware)(ctx, param, value))


def common(command: F) -> F:
    """Add `--config` and `--now`, which every command takes, before it or after it."""
    for add in (
        click.option(
            "--now",
            metavar="ISO8601",
            expose_value=False,
            callback=_remember_now,
            help="The clock to believe, as in 2026-01-31T09:00:00Z.",
        ),
        click.option(
            "--config",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_remember,
            help="The settings (default: config.toml).",
        ),
    ):
        command = add(command)
    return command


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
by_whom = click.option(
    *("--as", "who"),
    default="",
    metavar="NAME",
    help="Who decides (default: the login name).",
)
