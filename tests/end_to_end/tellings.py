"""Announcements of invented clinics, in the formats that sources have."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from html import escape

WING = """River Clinic in Salem has opened a wing for people who live with chronic \
pain. It has eight rooms, two nurses at every hour and a garden that former patients \
planted in the spring.

The first week brought forty visits, said Ada Moss, who leads the wing. Appointments \
can be made at 503-555-0142 on every weekday between eight and five."""
HOURS = """Harbor Light Clinic will stay open until eight in the evening on Tuesdays \
and Thursdays. The change follows a survey in which patients asked for visits after \
work, and it adds sixteen appointments to each week.

Two therapists who used to work mornings have moved to the new shift. Questions are \
answered at 360-555-0177."""
SKIN = """Marigold Dermatology sees worrying spots within five working days. Whoever \
calls before ten gets a short visit in the same week, and a photograph of the spot is \
kept so that the next visit can compare.

The office in Osprey bought a second microscope for the purpose. The number to call is \
941-555-0178."""
LETTERS = """Summit Vale Clinic will hand back the sealed letters that its patients \
wrote to themselves a year ago. Ninety envelopes have lain in a safe behind the front \
desk since the day they were written.

Nobody has to read a letter aloud, said Tomas Reyes, who had the thought on a train \
from Flagstaff. Coffee is served from nine."""

NOUNS = """garden ladder river kettle window bicycle orchard lantern harbor blanket
station pepper violin market bridge pencil meadow teapot cellar anchor bakery canyon
feather glacier hammock island jacket kitchen library museum needle oven piano quarry
ribbon saddle tunnel umbrella valley workshop""".split()  # noqa: SIM905 - a list
VERBS = """painted carried counted repaired opened measured borrowed cleaned planted
folded moved numbered polished rented sorted tested warmed watered weighed
wrapped""".split()  # noqa: SIM905 - a list


def announce(number: int) -> str:
    """An announcement like no other: its words are drawn by its number."""
    drawn = random.Random(number)

    def sentence() -> str:
        one, two, three = drawn.sample(NOUNS, 3)
        done, also = drawn.sample(VERBS, 2)
        count, day = drawn.randrange(2, 900), drawn.randrange(1, 29)
        return (
            f"By day {day} the {one} had been {done} {count} times, {also} beside a "
            f"{two} and left with the {three}."
        )

    paragraphs = (" ".join(sentence() for _ in range(3)) for _ in range(2))
    return "\n\n".join(paragraphs)


def archive_file(
    title: str, text: str, original: str, tldr: str = "None", *trail: str
) -> str:
    """A file of the press-release archive; `trail` are more lines of its footer."""
    lines = [
        f"# {title}\n",
        f"{text}\n",
        "---\n",
        f"[Original/Source Press Release]({original})\n",
        f"[Newsramp.com TLDR]({tldr})\n",
        *trail,
    ]
    return "\n".join(lines)


def tldr_of(original: str, name: str = "a-clinic-tells-something") -> str:
    """The address of the rewriting that a network makes of an original."""
    digest = hashlib.md5(original.encode(), usedforsecurity=False).hexdigest()
    return f"https://newsramp.com/curated-news/{name}/{digest}"


def item(title: str, text: str, url: str, day: str = "2026-10-01") -> str:
    """An item of an RSS feed; `title` and `text` are put in as markup."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f"<item><guid>{url}</guid><link>{url}</link><title>{title}</title>"
        f"<dc:date>{day}T09:00:00Z</dc:date>"
        f"<description>{escape(paragraphs)}</description></item>\n"
    )


def rss(items: Sequence[str]) -> bytes:
    """An RSS feed."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A clinic</title>'
        "<link>https://clinic.example.org/</link><description>News</description>\n"
    )
    return (head + "".join(items) + "</channel></rss>\n").encode()


def reddit(post: str, title: str, about: str) -> bytes:
    """A subreddit's Atom feed with one link post."""
    thread = f"https://www.reddit.com/r/ClinicNewsExample/comments/{post}/a_title/"
    content = escape(
        '<table><tr><td>submitted by <a href="https://www.reddit.com/user/someone">'
        f'/u/someone</a><br><span><a href="{about}">[link]</a></span> '
        f'<span><a href="{thread}">[comments]</a></span></td></tr></table>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        "<title>r/ClinicNewsExample</title><id>/r/ClinicNewsExample/new/.rss</id>"
        "<updated>2026-10-02T09:00:00+00:00</updated><entry>"
        f"<author><name>/u/someone</name></author><id>t3_{post}</id>"
        f'<content type="html">{content}</content><link href="{thread}"/>'
        "<updated>2026-10-02T09:00:00+00:00</updated>"
        "<published>2026-10-02T09:00:00+00:00</published>"
        f"<title>{title}</title></entry></feed>"
    ).encode()
