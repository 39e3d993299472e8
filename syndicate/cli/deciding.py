"""The commands by which staff decide; each is a decision of `syndicate.decisions`."""

from __future__ import annotations

from typing import Any

import click

from syndicate.cli.options import F, as_json, by_whom, common
from syndicate.cli.session import Session

WAIT = 60.0  # seconds that a decision waits for a run to end


def by_staff(command: F) -> F:
    """Add the options that every decision takes: who, why, how long to wait."""
    for add in (
        click.option(
            "--wait",
            type=click.FloatRange(min=0),
            default=WAIT,
            show_default=True,
            metavar="SECONDS",
            help="How long to wait for a run to end.",
        ),
        click.option("--why", default="", metavar="TEXT", help="Why, for the record."),
        by_whom,
        as_json,
        common,
    ):
        command = add(command)
    return click.pass_context(command)  # type: ignore[return-value]


def _decide(ctx: click.Context, verb: str, said: dict[str, Any], *about: Any) -> int:
    from syndicate.cli import ruling  # noqa: PLC0415 -- start-up

    return ruling.decide(Session.of(ctx.meta), verb, about, ruling.Said(**said))


@click.command()
@click.argument("one", metavar="A")
@click.argument("two", metavar="B")
@by_staff
def merge(ctx: click.Context, one: str, two: str, **said: Any) -> int:
    """Make the stories A and B one, for ever. The older id stays."""
    return _decide(ctx, "merge", said, one, two)


@click.command()
@click.argument("one", metavar="A")
@click.argument("two", metavar="B")
@by_staff
def apart(ctx: click.Context, one: str, two: str, **said: Any) -> int:
    """Say that the stories A and B are two, for ever."""
    return _decide(ctx, "apart", said, one, two)


@click.command()
@click.argument("story")
@click.argument("appearance")
@by_staff
def split(ctx: click.Context, story: str, appearance: str, **said: Any) -> int:
    """Take APPEARANCE out of STORY, for ever.

    APPEARANCE is its address, its path or its source, as `explain` shows them.
    """
    return _decide(ctx, "split", said, story, appearance)


@click.command()
@click.argument("story")
@click.argument("appearance")
@by_staff
def original(ctx: click.Context, story: str, appearance: str, **said: Any) -> int:
    """Show the title, text, link and date of APPEARANCE for STORY."""
    return _decide(ctx, "original", said, story, appearance)


@click.command(name="not-ours")
@click.argument("story")
@by_staff
def not_ours(ctx: click.Context, story: str, **said: Any) -> int:
    """Say that STORY is of no clinic of ours; readers lose it."""
    return _decide(ctx, "not-ours", said, story)


@click.command()
@click.argument("story")
@by_staff
def hide(ctx: click.Context, story: str, **said: Any) -> int:
    """Take STORY out of the public files."""
    return _decide(ctx, "hide", said, story)


@click.command()
@click.argument("story")
@by_staff
def unhide(ctx: click.Context, story: str, **said: Any) -> int:
    """Put the hidden STORY back into the public files."""
    return _decide(ctx, "unhide", said, story)


@click.command()
@click.argument("story")
@by_staff
def retract(ctx: click.Context, story: str, **said: Any) -> int:
    """Take STORY back before its readers: a notice for a week.

    They see "Retracted: …" under its address; then nothing.
    """
    return _decide(ctx, "retract", said, story)


@click.command()
@click.argument("story")
@by_staff
def approve(ctx: click.Context, story: str, **said: Any) -> int:
    """Let STORY go out, also with an embargo that cannot be read."""
    return _decide(ctx, "approve", said, story)


@click.command()
@click.argument("story")
@click.argument("check")
@by_staff
def dismiss(ctx: click.Context, story: str, check: str, **said: Any) -> int:
    """Settle CHECK of STORY, so that the digest tells it no more."""
    return _decide(ctx, "dismiss", said, story, check)


@click.command()
@click.argument("story")
@click.argument("text", nargs=-1, required=True)
@by_staff
def note(ctx: click.Context, story: str, text: tuple[str, ...], **said: Any) -> int:
    """Keep TEXT with STORY, for staff only."""
    return _decide(ctx, "note", said, story, " ".join(text))


@click.command()
@click.argument("story")
@click.argument("text", nargs=-1, required=True)
@by_staff
def summarise(
    ctx: click.Context, story: str, text: tuple[str, ...], **said: Any
) -> int:
    """Show TEXT as the summary of STORY, until its text changes."""
    return _decide(ctx, "summarise", said, story, " ".join(text))


@click.command()
@click.argument("decision", type=click.IntRange(min=1))
@by_staff
def undo(ctx: click.Context, decision: int, **said: Any) -> int:
    """Undo DECISION, a number that `decisions` lists.

    The machine's own view is back.
    """
    return _decide(ctx, "undo", said, decision)


@click.command()
@common
@as_json
@click.pass_context
def decisions(ctx: click.Context, *, as_json: bool) -> int:
    """List what staff decided: who, when, what, why, undone."""
    from syndicate.cli import ruling  # noqa: PLC0415 -- start-up

    return ruling.list_decisions(Session.of(ctx.meta), as_json=as_json)


DECIDING = (
    *(merge, apart, split, original, not_ours, hide, unhide, retract, approve, dismiss),
    *(note, summarise, undo, decisions),
)
