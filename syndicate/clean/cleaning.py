"""Posting in, release out: the order of the steps, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from syndicate.clean.body import Body, read_body
from syndicate.clean.head import Head, read_head, read_on
from syndicate.clean.links import collect_links
from syndicate.clean.moments import choose_published, choose_updated
from syndicate.clean.record import add_record
from syndicate.clean.rules import Rules
from syndicate.clean.sections import split_sections
from syndicate.clean.shape import cut_length, set_text, settle, tidy
from syndicate.clean.strip import strip_edges, strip_furniture, strip_rows
from syndicate.errors import SourceError
from syndicate.html.blocks import Block, read_blocks
from syndicate.html.gate import refuse
from syndicate.html.sanitize import write_html
from syndicate.model import Embargo, Form, Part, Posting, Release
from syndicate.text.embargo import find_embargo, find_over_title
from syndicate.text.repair import repair, repair_line
from syndicate.text.titles import (
    LONGEST,
    make_title,
    shorten,
    split_kicker,
    tidy_title,
)

_LONGEST_SUMMARY = 2_000
_LONGEST_AUTHOR = 200
_SHORTEST_TITLE = 10


def clean(posting: Posting, rules: Rules) -> Release:
    """The release that a posting tells: exactly the words of the announcement.

    Pure, and cleaning a release's own text again gives the same text.

    Raises:
        SourceError: markup no parser may see, a page without an article, or a
            posting with neither title nor text.
    """
    body = read_body(posting, rules.layouts)
    title = _told_title(posting, body, rules)
    blocks, mended = tidy(body.blocks, title=title.text, merged=body.merged)
    whole = blocks
    blocks, furniture = strip_furniture(blocks)
    if not title.text:
        blocks, rows = strip_rows(whole, blocks)
        furniture = [*rows, *furniture]
    head = read_head(blocks, rules.zone)
    moved = len(head.blocks) < len(blocks)
    head, title, sections, settled = _cut_out(head, title, rules.zone, moved=moved)
    blocks, cut = cut_length(head.blocks)
    parts = (*title.parts, *head.parts, *furniture, *sections)
    repairs, notes = (*title.repairs, *mended, *settled), (*title.notes, *cut)
    found = _Found(title, blocks, head, parts, repairs, notes)
    release = _release(posting, body, rules, found)
    return add_record(release, posting, body, rules, head.issuer)


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    made: bool = False
    repairs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    embargo: Embargo | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What cutting the body up gave."""

    title: _Title
    blocks: list[Block]
    head: Head
    parts: tuple[Part, ...]
    repairs: tuple[str, ...]
    notes: tuple[str, ...]


def _release(posting: Posting, body: Body, rules: Rules, found: _Found) -> Release:
    text = set_text(found.blocks)
    form, empty = _form(posting, found.title.text, text)
    links, link_notes = collect_links(posting, body)
    summary = _summary_lines(posting.summary or body.page.description)
    said = (found.head.embargo, found.title.embargo, _embargo(summary, rules))
    published, date_notes = choose_published(
        posting, body.page, found.head.dateline, rules.zone
    )
    return Release(
        source=posting.source,
        item=posting.item,
        title=found.title.text,
        text=text,
        form=form,
        html=write_html(found.blocks),
        title_made=found.title.made,
        url=posting.url or _http(body.page.canonical),
        locator=posting.locator,
        published=published,
        updated=choose_updated(posting, body.page, rules.zone),
        dateline=found.head.dateline,
        embargo=_choose_embargo(*said),
        author=_author(posting, body, found.parts),
        summary=shorten(repair_line(" ".join(summary)).text, _LONGEST_SUMMARY),
        links=links,
        topics=_topics(posting),
        parts=found.parts,
        repairs=tuple(dict.fromkeys((*body.repairs, *found.repairs))),
        notes=(*empty, *found.head.notes, *link_notes, *date_notes, *found.notes),
    )


def _choose_embargo(*said: Embargo | None) -> Embargo | None:
    """The first embargo of the text, the title, the summary that says its end."""
    told = [each for each in said if each]
    return next((each for each in told if each.until), told[0] if told else None)


def _embargo(summary: list[str], rules: Rules) -> Embargo | None:
    """The embargo of a summary, which often goes on in the line of the notice."""
    found = find_embargo(summary, rules.zone)
    if found is None:
        return None
    over = find_over_title(summary[found.line], rules.zone)
    return _choose_embargo(found.embargo, over.embargo if over else None)


def _form(posting: Posting, title: str, text: str) -> tuple[Form, tuple[str, ...]]:
    """The form, and a note if the body had markup and no word.

    Raises:
        SourceError: there is nothing that could be published.
    """
    if not text and not title:
        raise SourceError(posting.source, "neither title nor text", posting.item)
    if not text and not posting.full:
        reason = "no article text found in the page"
        raise SourceError(posting.source, reason, posting.item)
    if text or posting.form is not Form.ARTICLE:
        return posting.form, ()
    notes = ("the body holds no text",) if posting.body.strip() else ()
    return Form.HEADLINE, notes


def _told_title(posting: Posting, body: Body, rules: Rules) -> _Title:
    told = posting.title
    page = body.page.title
    if (
        (page and body.page.title_set)
        or not told.strip()
        or (told.endswith(("…", "...")) and page.startswith(told.rstrip("….")[:40]))
    ):
        told = page or told
    repaired = repair_line(told)
    host = urlsplit(posting.url or body.page.canonical).hostname or ""
    whole, kicker = split_kicker(tidy_title(repaired.text, body.page.site, host))
    parts = [Part("kicker", "title-kicker", kicker)] if kicker else []
    over = find_over_title(whole, rules.zone)
    if over and len(whole) - over.end >= _SHORTEST_TITLE:
        parts.append(Part("embargo", "title-embargo", whole[: over.end].strip()))
        whole = whole[over.end :]
    title = _Title(
        shorten(whole, LONGEST),
        repairs=repaired.rules,
        parts=tuple(parts),
        embargo=over.embargo if over else None,
    )
    if len(whole) <= LONGEST:
        return title
    note = (
        f"title cut: {len(whole):,} characters, the rest began {whole[LONGEST:][:60]!r}"
    )
    return replace(title, notes=(note,))


def _cut_out(
    head: Head, title: _Title, zone: ZoneInfo | None, *, moved: bool
) -> tuple[Head, _Title, list[Part], tuple[str, ...]]:
    """As `_cut_down`, with what opens the text once that is done."""
    taken: list[Part] = []
    mended: tuple[str, ...] = ()
    while True:
        title, blocks, sections, repairs = _cut_down(head.blocks, title, moved=moved)
        taken, mended = [*sections, *taken], (*mended, *repairs)
        shorter = len(blocks) < len(head.blocks)
        head, moved = replace(head, blocks=blocks), True
        head = read_on(head, zone) if shorter else head
        if head.blocks is blocks:
            return head, title, taken, mended


def _cut_down(
    blocks: list[Block], title: _Title, *, moved: bool
) -> tuple[_Title, list[Block], list[Part], tuple[str, ...]]:
    """Title, running text, its sections, and what was mended around what was cut.

    What goes brings furniture near the edge, and furniture may have hidden a section:
    so until nothing is left, for a clean text has nothing more to lose. `moved` says
    that something above went already.
    """
    taken: list[Part] = []
    mended: dict[str, None] = {}
    while True:
        blocks, sections = split_sections(blocks)
        furniture: list[Part] = []
        if sections or moved:
            blocks, furniture = strip_edges(blocks)
        taken = [*sections, *furniture, *taken]
        if not title.text:
            title = _Title(make_title([block.text for block in blocks]), made=True)
        before = len(blocks)
        if not title.made or before > 1:  # of a text of one line the line stays
            blocks, repairs = settle(blocks, title.text)
            mended |= dict.fromkeys(repairs)
        moved = bool(furniture) or len(blocks) != before
        if not moved:
            return title, blocks, taken, tuple(mended)


def _author(posting: Posting, body: Body, parts: tuple[Part, ...]) -> str:
    byline = next((part.text for part in parts if part.name == "byline"), "")
    told = posting.author or body.page.author
    if not told and byline:
        told = byline.split("•")[0].split("|")[0].removeprefix("By").lstrip(" :")
    return shorten(repair_line(told).text, _LONGEST_AUTHOR)


def _summary_lines(told: str) -> list[str]:
    if "<" in told and not refuse(told):
        blocks = read_blocks(told, mend=lambda piece: repair(piece).text)
        told = "\n".join(block.text for block in strip_furniture(blocks)[0])
    return told.splitlines()


def _topics(posting: Posting) -> tuple[str, ...]:
    topics = (repair_line(topic).text for topic in posting.topics)
    return tuple(dict.fromkeys(topic for topic in topics if topic))


def _http(url: str) -> str | None:
    return url if url.lower().startswith(("http://", "https://")) else None
