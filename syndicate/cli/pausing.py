"""`sources pause` and `sources resume`: whether a source is polled, as at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from syndicate.cli.options import by_whom, common, complete_source
from syndicate.cli.session import Session

if TYPE_CHECKING:
    from syndicate.store import Store


@click.command()
@common
@by_whom
@click.argument("name", shell_complete=complete_source)
@click.pass_context
def pause(ctx: click.Context, *, name: str, who: str) -> int:
    """Do not poll the source NAME until somebody resumes it.

    What it told stays published. `run --source NAME` polls it all the same.
    """
    from syndicate.cli.ruling import login_name  # noqa: PLC0415 -- start-up
    from syndicate.cli.show import say  # noqa: PLC0415 -- start-up

    session = Session.of(ctx.meta)
    with _opened(session, name) as store:
        before = store.asked.paused().get(name)
        store.asked.pause(name, who or login_name(), session.now)
    if before:
        say(f"{name} was paused by {before.who} before; it is not polled")
    else:
        say(f"paused; `syndicate sources resume {name}` has it polled again")
    return 0


@click.command()
@common
@click.argument("name", shell_complete=complete_source)
@click.pass_context
def resume(ctx: click.Context, *, name: str) -> int:
    """Poll the source NAME again when it is due."""
    from syndicate.cli.show import say  # noqa: PLC0415 -- start-up

    with _opened(Session.of(ctx.meta), name) as store:
        paused = name in store.asked.paused()
        store.asked.resume(name)
    say(f"{name} is polled again when it is due" if paused else f"{name} is not paused")
    return 0


@contextmanager
def _opened(session: Session, name: str) -> Iterator[Store]:
    """The database, for a source that the settings name."""
    from syndicate.cli.running import refuse_unknown  # noqa: PLC0415 -- start-up
    from syndicate.store import Store, expect  # noqa: PLC0415 -- start-up

    settings = session.settings()
    refuse_unknown((name,), settings)
    expect(settings.paths.database)
    with Store.open(settings.paths.database) as store:
        yield store


PAUSING = (pause, resume)
