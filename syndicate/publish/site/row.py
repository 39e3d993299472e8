"""A story as the lists of the site tell it."""

from __future__ import annotations

from syndicate.model import Listed, Story
from syndicate.publish.dates import stamp
from syndicate.publish.item import Item, date_told
from syndicate.publish.plain import cut
from syndicate.publish.site.frame import Site
from syndicate.publish.site.places import CLINICS, TOPICS, Shelf, lists_of

SUMMARY_LENGTH = 320


def list_row(item: Item, story: Story, site: Site) -> Listed:
    """The row of a story that is out; `item` is what readers see of it."""
    told = date_told(story)
    day = (told.at if told else item.published).date().isoformat()
    folders = _folders(story, site)
    return Listed(
        page=item.page,
        day=day,
        published=stamp(item.published),
        updated=stamp(item.updated),
        title=item.title,
        summary=cut(item.summary, SUMMARY_LENGTH),
        written=cut(item.written, SUMMARY_LENGTH),
        issuer=item.issuer,
        place=item.place,
        language=site.language(item.language),
        link=item.link if item.link != item.page_url else "",
        outlets=item.outlets,
        topics=item.topics,
        shelves=folders,
        lists=lists_of(day, folders),
    )


def _folders(story: Story, site: Site) -> tuple[str, ...]:
    wanted = [Shelf(CLINICS, story.clinic)] if story.clinic else []
    wanted += [Shelf(TOPICS, name) for name in story.topics]
    known = site.shelves
    return tuple(dict.fromkeys(s.folder for s in wanted if s.folder in known))
