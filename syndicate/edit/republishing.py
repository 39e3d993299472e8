"""Which texts are ours to print whole: the clinic's own, and what config.toml says."""

from __future__ import annotations

from syndicate.config import Republish, Settings
from syndicate.model import Relation, Story, Trust


def in_full(story: Story, settings: Settings) -> bool:
    """Whether readers may have the whole text of what a story shows.

    A clinic's own text, always, and our own notice that a release was retracted. Of
    any other source the summary and a link, unless its `[[source]]` says
    `republish = "full"`: printing a text is for whoever has the right to it.
    """
    if story.retracted:
        return True
    shown = story.original.source
    if any(
        place.trust is Trust.OWNED
        and place.source == shown
        and place.relation is Relation.ORIGINAL
        for place in story.appearances
    ):
        return True
    source = next((each for each in settings.source if each.name == shown), None)
    return source is not None and source.republish is Republish.FULL
