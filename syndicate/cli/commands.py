"""The commands and their options; what each does is in the module it names."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from syndicate import __version__
from syndicate.cli.deciding import DECIDING
from syndicate.cli.desk import desk
from syndicate.cli.examples import START, show_examples
from syndicate.cli.keeping import KEEPING
from syndicate.cli.options import (
    Program,
    as_instant,
    as_json,
    common,
    complete_source,
)
from syndicate.cli.outset import OUTSET
from syndicate.cli.pausing import PAUSING
from syndicate.cli.session import Session
from syndicate.cli.telling import TELLING
from syndicate.cli.when import earliest
from syndicate.model import Trust


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
)
@common
@click.version_option(
    __version__, prog_name="syndicate", message="%(prog)s %(version)s"
)
@click.pass_context
def program(ctx: click.Context, /) -> None:
    """Recognise one clinic announcement wherever it ran, and publish it once."""
    if ctx.invoked_subcommand is None:
        click.echo(START, err=True)
        ctx.exit(2)


@program.command()
@common
@as_json
@click.option(
    "--source",
    "names",
    metavar="NAME",
    multiple=True,
    shell_complete=complete_source,
    help="Poll only this source; may be given again.",
)
@click.option("--strict", is_flag=True, help="Exit with 69 when a source fails.")
@click.option(
    "--log",
    type=click.Choice(["json"]),
    help="Print lines of JSON instead, one for each source and one for the run.",
)
@click.pass_context
def run(
    ctx: click.Context,
    *,
    as_json: bool,
    names: tuple[str, ...],
    strict: bool,
    log: str | None,
) -> int:
    """Poll the sources, recognise the stories, publish."""
    from syndicate.cli import running  # noqa: PLC0415 -- start-up

    if as_json and log:
        raise click.UsageError("--json and --log do not go together", ctx)
    form = "log" if log else "json" if as_json else "table"
    return running.run(Session.of(ctx.meta), names, form=form, strict=strict)


@program.command()
@common
@as_json
@click.option(
    "--since",
    metavar="ISO8601",
    callback=as_instant(earliest),
    help="Only stories first seen or changed at or after it: a day or an instant.",
)
@click.option(
    "--limit",
    metavar="NUMBER",
    type=click.IntRange(1),
    help="No more stories than that.",
)
@click.pass_context
def stories(
    ctx: click.Context, *, as_json: bool, since: datetime | None, limit: int | None
) -> int:
    """List the stories, newest first."""
    from syndicate.cli import reading  # noqa: PLC0415 -- start-up

    session = Session.of(ctx.meta)
    return reading.list_stories(session, since, limit, as_json=as_json)


@program.command()
@common
@as_json
@click.argument("story")
@click.pass_context
def explain(ctx: click.Context, *, as_json: bool, story: str) -> int:
    """Show where STORY ran, and the rule that attached each place.

    STORY is an id, a short id or the address of any of its appearances.
    """
    from syndicate.cli import explaining  # noqa: PLC0415 -- start-up

    return explaining.explain(Session.of(ctx.meta), story, as_json=as_json)


@program.command()
@common
@as_json
@click.argument("story")
@click.pass_context
def near(ctx: click.Context, *, as_json: bool, story: str) -> int:
    """List what is possibly the same as STORY, and why it is apart."""
    from syndicate.cli import explaining  # noqa: PLC0415 -- start-up

    return explaining.near(Session.of(ctx.meta), story, as_json=as_json)


@program.command()
@common
@as_json
@click.option("--apply", is_flag=True, help="Change it; without it, only show.")
@click.option(
    "--engine",
    type=click.Choice(["spark"]),
    help="Judge on an engine what was exported to FOLDER.",
)
@click.option("--master", metavar="URL", help="Where the engine runs: local[2].")
@click.argument("folder", required=False)
@click.pass_context
def rematch(ctx: click.Context, /, *, as_json: bool, **asked: Any) -> int:
    """After an upgrade: show what judging all anew would change."""
    from syndicate.cli import rematching  # noqa: PLC0415 -- start-up

    session = Session.of(ctx.meta)
    return rematching.rematch(session, rematching.Wanted(**asked), as_json=as_json)


@program.command(name="export")
@common
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_context
def send_releases(ctx: click.Context, *, folder: Path) -> int:
    """Write what matching needs of each release, as Parquet."""
    from syndicate.cli import rematching  # noqa: PLC0415 -- start-up

    return rematching.export(Session.of(ctx.meta), folder)


@program.command()
@common
@as_json
@click.argument("words", nargs=-1, required=True)
@click.pass_context
def search(ctx: click.Context, *, as_json: bool, words: tuple[str, ...]) -> int:
    """List the stories that hold all the WORDS, best first."""
    from syndicate.cli import reading  # noqa: PLC0415 -- start-up

    return reading.search(Session.of(ctx.meta), " ".join(words), as_json=as_json)


@program.group(cls=Program, invoke_without_command=True)
@common
@as_json
@click.pass_context
def sources(ctx: click.Context, *, as_json: bool) -> int:
    """List the sources, and what each gave in its last poll."""
    if ctx.invoked_subcommand is None:
        from syndicate.cli import reading  # noqa: PLC0415 -- start-up

        return reading.list_sources(Session.of(ctx.meta), as_json=as_json)
    if as_json:
        raise click.UsageError(f"--json stands behind {ctx.invoked_subcommand}", ctx)
    return 0


trust = click.option(
    "--trust",
    type=click.Choice([each.value for each in Trust]),
    default=Trust.OPEN.value,
    show_default=True,
    help="How far it is believed.",
)


@sources.command()
@common
@as_json
@click.argument("place", metavar="URL")
@click.option("--name", default="", help="Its name (default: made of the address).")
@click.option("--kind", default="", help="Take this kind, not the best.")
@trust
@click.option("--clinic", default="", metavar="NAME", help="The clinic whose it is.")
@click.option("--yes", is_flag=True, help="Add it without asking.")
@click.option("--dry-run", is_flag=True, help="Look only; write nothing.")
@click.pass_context
def add(ctx: click.Context, /, *, as_json: bool, **wanted: Any) -> int:
    """Show what URL offers, and add the best to config.toml.

    URL may also be a file, a folder or a pattern on this machine.
    """
    from syndicate.cli import adding  # noqa: PLC0415 -- start-up

    session = Session.of(ctx.meta)
    return adding.add(session, adding.Wanted(**wanted), as_json=as_json)


@sources.command()
@common
@as_json
@click.argument("name", shell_complete=complete_source)
@click.pass_context
def check(ctx: click.Context, *, as_json: bool, name: str) -> int:
    """Fetch the source NAME, show all it tells, keep nothing."""
    from syndicate.cli import checking  # noqa: PLC0415 -- start-up

    return checking.check(Session.of(ctx.meta), name, as_json=as_json)


@sources.command(name="import")
@common
@as_json
@click.argument("file", type=click.Path(path_type=Path))
@trust
@click.option("--dry-run", is_flag=True, help="Show the sources; write nothing.")
@click.pass_context
def bring_in(
    ctx: click.Context, *, as_json: bool, file: Path, trust: str, dry_run: bool
) -> int:
    """Add every feed that the OPML file FILE lists to config.toml."""
    from syndicate.cli import outlines  # noqa: PLC0415 -- start-up

    session = Session.of(ctx.meta)
    return outlines.bring_in(session, file, trust, dry_run=dry_run, as_json=as_json)


@sources.command()
@common
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.pass_context
def export(ctx: click.Context, *, file: Path | None) -> int:
    """Write the sources as OPML to FILE, or to standard output."""
    from syndicate.cli import outlines  # noqa: PLC0415 -- start-up

    return outlines.send_out(Session.of(ctx.meta), file)


@program.command()
@common
@as_json
@click.argument("document", metavar="PATH_OR_URL")
@click.option("--url", default="", metavar="URL", help="Where it was found.")
@click.option("--as", "kind", default="", metavar="KIND", help="Read it as this kind.")
@click.pass_context
def read(
    ctx: click.Context, *, as_json: bool, document: str, url: str, kind: str
) -> int:
    """Show what would be made of one document; keep nothing."""
    from syndicate.cli.document import Wish, tell  # noqa: PLC0415 -- start-up

    return tell(Session.of(ctx.meta), Wish(document, url, kind), as_json=as_json)


@program.command()
@common
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.pass_context
def serve(ctx: click.Context, *, host: str, port: int) -> int:
    """Preview the public folder and the digest on this machine."""
    from syndicate.cli.serving import serve  # noqa: PLC0415 -- start-up

    return serve(Session.of(ctx.meta), host, port)


for command in (*OUTSET, *DECIDING, *TELLING, *KEEPING, desk):
    program.add_command(command)
for command in PAUSING:
    sources.add_command(command)
show_examples(program)
