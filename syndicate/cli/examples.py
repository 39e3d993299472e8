"""What each command is called like: the examples under its --help and in the docs."""

from __future__ import annotations

import click

# What a call that names no command is told.
START = """\
Recognise one clinic announcement wherever it ran, and publish it once.

  syndicate init     begin a project: write config.toml, run once
  syndicate run      poll the sources, recognise the stories, publish
  syndicate --help   every command, with examples"""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "": ("syndicate init", "syndicate run", "syndicate stories --since 2026-10-01"),
    "init": (
        "syndicate init",
        'syndicate init --yes --clinic "Larkfield Clinic" --site larkfield.example.org',
        "syndicate init --yes --clinic Larkfield --site - --clinic Ridgeway --site -",
    ),
    "run": (
        "syndicate run",
        "syndicate run --source larkfield-blog --strict",
        "syndicate --config clinic/config.toml run --json",
    ),
    "stories": ("syndicate stories", "syndicate stories --since 2026-10-01 --json"),
    "explain": (
        "syndicate explain 7c2f91",
        "syndicate explain https://larkfield.example.org/news/new-hours",
    ),
    "near": ("syndicate near 7c2f91",),
    "rematch": (
        "syndicate rematch",
        "syndicate rematch --apply",
        "syndicate rematch --engine spark --master local[2] exported",
        "syndicate rematch --engine spark --apply exported",
    ),
    "export": ("syndicate export exported",),
    "search": ("syndicate search evening hours",),
    "sources": ("syndicate sources", "syndicate sources --json"),
    "sources add": (
        "syndicate sources add https://larkfield.example.org/ --trust owned",
        "syndicate sources add r/ClinicNews --dry-run",
    ),
    "sources check": ("syndicate sources check larkfield-blog",),
    "sources pause": ("syndicate sources pause larkfield-blog",),
    "sources resume": ("syndicate sources resume larkfield-blog",),
    "sources import": ("syndicate sources import feeds.opml --trust wire --dry-run",),
    "sources export": ("syndicate sources export sources.opml",),
    "read": (
        "syndicate read release.docx",
        "syndicate read https://larkfield.example.org/news/new-hours --json",
    ),
    "backup": ("syndicate backup", "syndicate backup /mnt/backups"),
    "forget": (
        "syndicate forget",
        'syndicate forget --person "Ada Moss"',
        "syndicate forget --item larkfield-blog 4711 --apply",
    ),
    "doctor": ("syndicate doctor", "syndicate doctor --repair"),
    "serve": ("syndicate serve --port 8080",),
    "desk": ("syndicate desk", "syndicate desk --port 8020"),
    "desk adduser": (
        "syndicate desk adduser mara --role editor --mail mara@larkfield.example.org",
        "syndicate desk adduser tomas --sign-on",
    ),
    "desk passwd": ("syndicate desk passwd mara",),
    "desk removeuser": ("syndicate desk removeuser tomas",),
    "desk users": ("syndicate desk users --json",),
    "digest": (
        "syndicate digest",
        "syndicate digest --series weekly --send",
        "syndicate digest --edition daily-12 --form markdown",
    ),
    "report": (
        'syndicate report --clinic "Larkfield Clinic" --since 2026-10-01',
        "syndicate report --form html > report.html",
    ),
    "merge": ('syndicate merge 7c2f91 a04b7e --why "same opening"',),
    "apart": ('syndicate apart 7c2f91 a04b7e --why "two openings"',),
    "split": ("syndicate split 7c2f91 https://wire.example.com/20260914",),
    "original": ("syndicate original 7c2f91 larkfield-blog",),
    "not-ours": ('syndicate not-ours 7c2f91 --why "another Larkfield"',),
    "hide": ("syndicate hide 7c2f91",),
    "unhide": ("syndicate unhide 7c2f91",),
    "retract": ('syndicate retract 7c2f91 --why "the study was withdrawn"',),
    "approve": ("syndicate approve 7c2f91 --as mara",),
    "dismiss": ("syndicate dismiss 7c2f91 dead-link",),
    "note": ("syndicate note 7c2f91 ask Mara for the photograph",),
    "summarise": ("syndicate summarise 7c2f91 The clinic in Bend opens on Monday.",),
    "decisions": ("syndicate decisions", "syndicate decisions --json"),
    "undo": ("syndicate undo 12",),
    "completion": (
        'eval "$(syndicate completion bash)"',
        "syndicate completion fish > ~/.config/fish/completions/syndicate.fish",
    ),
}


def show_examples(group: click.Group, name: str = "") -> None:
    """Put its examples under the help of each command, those of inner groups too."""
    _show(group, name)
    for inner, command in group.commands.items():
        whole = f"{name} {inner}".strip()
        if isinstance(command, click.Group):
            show_examples(command, whole)
        else:
            _show(command, whole)


def _show(command: click.Command, name: str) -> None:
    told = EXAMPLES.get(name, ())
    if told:
        lines = (f"  {each}" for each in told)
        command.epilog = "\n".join(["\b", "Examples:", *lines])
