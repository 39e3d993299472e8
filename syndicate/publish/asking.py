"""What the digest asks of staff: commands to type next, and doubts about sources."""

from __future__ import annotations

from syndicate.model import Exodus, Story
from syndicate.publish.plain import line


def to_look_at(story: Story) -> tuple[str, ...]:
    """What ends a hold, if staff can, and what tells more."""
    explain = f"explain {story.short_id}"
    return (f"approve {story.short_id}", explain) if story.approvable else (explain,)


# What staff can decide of any story: the command, and what it does.
DECISIONS = (
    ("near {name}", "what is possibly the same"),
    ("merge {name} OTHER", "the two are one"),
    ("split {name} APPEARANCE", "this place does not belong to it"),
    ("original {name} APPEARANCE", "show this place's title and text"),
    ("not-ours {name}", "no clinic of ours is meant"),
    ("hide {name}", "take it out of what readers see"),
    ("retract {name}", "take it back before its readers"),
    ("approve {name}", "let it go out"),
    ("dismiss {name} CHECK", "this check is settled"),
    ('note {name} "text"', "keep a note with it"),
)


def to_decide(name: str) -> tuple[tuple[str, str], ...]:
    """Every command that staff can give of a story, and what it does.

    >>> to_decide("3f2a")[5]
    ('syndicate hide 3f2a', 'take it out of what readers see')
    """
    return tuple(
        (f"syndicate {command.format(name=name)}", does) for command, does in DECISIONS
    )


def to_withdraw(story: Story) -> tuple[str, ...]:
    """What takes a story back whose original is gone, or says why it stays."""
    name = story.short_id
    return (f"retract {name}", f'note {name} "why it stays"', f"explain {name}")


def doubt(exodus: Exodus) -> str:
    """What to think of a source of which many items are gone.

    >>> doubt(Exodus("larkfield-blog", 50, 52))
    '50 of 52 items of larkfield-blog vanished at once: has it moved?'
    """
    told = f"{exodus.items:,} of {exodus.known:,} items of {line(exodus.source, 120)}"
    return f"{told} vanished at once: has it moved?"
