"""Furniture: lines that stand around a text and are no part of it, as a table.

A rule matches a whole line, says where it may act and what the line becomes: a part of
the record with the rule's name, for nothing is thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Characters beyond which only few rules can fit: a paragraph is tried against those.
LONG = 150


class Where(StrEnum):
    """Where a rule may act."""

    ANYWHERE = "anywhere"
    HEAD = "head"  # the first blocks
    TAIL = "tail"  # the last blocks


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of furniture. `part` is what it is; `seen` is such a line."""

    name: str
    part: str
    where: Where
    words: str
    seen: str
    cased: bool = False  # its capitals are part of the sign
    long: bool = False  # such a line may be longer than LONG


def _any(name: str, part: str, words: str, seen: str, *, long: bool = False) -> Rule:
    return Rule(name, part, Where.ANYWHERE, words, seen, long=long)


def _head(name: str, part: str, words: str, seen: str) -> Rule:
    return Rule(name, part, Where.HEAD, words, seen)


def _tail(name: str, part: str, words: str, seen: str, *, long: bool = False) -> Rule:
    return Rule(name, part, Where.TAIL, words, seen, long=long)


_CLICK = r"(?:click|tap) (?:here )?to (?:read|learn|find out|see) more"
_MORE = rf"{_CLICK}|learn more|read more|find out more"
_CALL = (
    rf"{_MORE}|register (?:now|today|here)|sign up (?:now|today|here)|"
    r"book (?:now|today)|reserve your (?:spot|seat)(?: today| now)?"
)
RULES = (
    _any("hash-marks", "end-mark", r"(?:#\s?){2,5}", "###"),
    _any("thirty", "end-mark", r"[-–—]\s?30\s?[-–—]", "-30-"),
    _any("stars", "end-mark", r"(?:\*\s?){3,}", "* * *"),
    _tail("ends", "end-mark", r"[-–—\s]*ends?[-–—.\s]*", "ENDS"),
    _head(
        "immediate-release",
        "release-line",
        r"[*_-]{0,3}(?:news\s|press\s)?(?:for\s)?immediate\srelease[:.!*_-]{0,3}",
        "FOR IMMEDIATE RELEASE",
    ),
    _head(
        "release-word",
        "release-line",
        r"(?:press|news|media)\srelease:?|news\sprovided\sby:?",
        "PRESS RELEASE",
    ),
    _any(
        "view-source",
        "source-link",
        r"view (?:the )?(?:source|original)"
        r"(?: (?:content|version|press release|release))*(?: to download multimedia)?"
        r"(?: (?:on|at|with|here)\b.{0,300})?[:.]?(?:\shttps?://\S+)?",
        "View source version on newsdirect.com: https://a.example/news/1",
        long=True,
    ),
    _tail(
        "full-release",
        "source-link",
        r"to (?:view|read) the full (?:press release|article|release|story),? "
        r"(?:please )?(?:visit|click)[^\n]{0,20}\shttps?://\S{3,200}",
        "To view the full press release, visit https://a.example/x1",
        long=True,
    ),
    _any(
        "appeared-first",
        "source-link",
        r"the post .{1,300} (?:appeared|was) first (?:appeared |published )?on "
        r".{1,100}",
        "The post We open appeared first on Quiet Clinic.",
        long=True,
    ),
    _any(
        "originally-published",
        "source-link",
        r"(?:this (?:article|post|release|story) )?(?:was )?originally "
        r"(?:published|posted|appeared) (?:at|on|by|in) .{1,160}",
        "Originally published at https://clinic.example.org/open",
        long=True,
    ),
    _tail(
        "original-source",
        "source-link",
        r"original source:?\s{0,3}https?://\S{1,500}",
        "Original Source: https://clinic.example.org/open",
        long=True,
    ),
    Rule(
        "source-line",
        "source",
        Where.TAIL,
        r"SOURCE:?\s(?!https?:).{2,90}",
        "SOURCE Quiet Clinic",
        cased=True,
    ),
    _tail(
        "curated-from",
        "source-link",
        r"(?:curated|syndicated|republished) from\b.{0,120}",
        "Curated from Newsworthy.ai",
    ),
    _tail(
        "unsubscribe",
        "mail-foot",
        r"(?:(?:click here|if you|to|you can)\b.{0,80} )?unsubscribe\b.{0,120}",
        "Unsubscribe from this list | Update your preferences",
    ),
    _any(
        "browser-view",
        "mail-head",
        r"(?:having trouble .{0,60}\? )?(?:click (?:here )?to )?(?:view|open|read|see)"
        r" (?:(?:this|the) (?:e-?mail|message|newsletter) )?in (?:your|a|the) "
        r"(?:web )?browser\W{0,3}",
        "View this email in your browser",
    ),
    _any(
        "registration",
        "registration",
        r"(?:this (?:news )?(?:story|article|release)\b.{0,160})?"
        r"blockchain registration\b.{0,300}",
        "Blockchain Registration, Verification & Enhancement provided by NewsRamp",
        long=True,
    ),
    _tail(
        "amplified",
        "registration",
        r"this (?:article|release) has been amplified by .{2,120}",
        "This article has been amplified by NewsRamp in collaboration with a studio.",
        long=True,
    ),
    _tail(
        "distributed-by",
        "registration",
        r"(?:distributed by|news provided by|"
        r"press release distribut\w+ by):?\s.{2,80}",
        "Distributed by: Reportable, Inc.",
    ),
    _any(
        "share",
        "share",
        r"share (?:this(?: (?:article|post|story|page|release|entry))?"
        r"|on|to|via)(?: (?:on|via|to)?\s?(?:x|twitter|facebook|linkedin|e-?mail|"
        r"reddit|pinterest|whatsapp))*[:!.]?",
        "Share this article",
    ),
    _tail(
        "networks",
        "share",
        r"(?:(?:facebook|twitter|x|linkedin|pinterest|instagram|youtube|tiktok|e-?mail|"
        r"print|whatsapp|reddit|tumblr)(?:[\s,|/•·]+|$)){2,}",
        "Facebook Twitter LinkedIn Email",
    ),
    _tail(
        "hosting",
        "hosting",
        r"(?:proudly )?(?:powered|hosted|designed|developed|website|site|web design) by"
        r" .{2,120}",
        "Powered by Quiet Hosting™. Because you rest.",
    ),
    _tail(
        "copyright",
        "copyright",
        r"(?:©|\(c\)|copyright\b).{0,140}|all rights reserved\.?",
        "Copyright © 2025 Quiet Clinic. All rights reserved.",
    ),
    _any(
        "promotion",
        "promotion",
        rf"(?!about )(?:.{{0,400}}[.!?]\s(?:{_CLICK})|.{{0,120}}[.!?]\s(?:{_MORE}))"
        r"\s?[.!»>→]*",
        "Next Calm Circle starts March 3rd. Learn More.",
        long=True,
    ),
    _tail(
        "call-link",
        "promotion",
        r"(?:learn|read|find out|see) more (?:on|at|here)(?: at)?:?\s{1,3}https?://\S{3,300}",
        "Learn more on https://clinic.example.org/",
        long=True,
    ),
    _any(
        "picture-credit",
        "caption",
        r"\(?(?:featured|cover|lead|header)? ?(?:photo|photograph|image|picture)s?"
        r"(?: credits?)?(?: ?: ?| by | courtesy of | courtesy: ?| from | via )"
        r"(?:[^.!?\n]|\.(?=\w)){2,80}\.?\)?",
        "Featured photo by Ada Quiet on Calmsplash.",
    ),
    _any(
        "caption-credit",
        "caption",
        r"[^.!?\n]{10,220}[.]? ?\((?:photo|image|picture)s?(?: credits?)?"
        r"(?: ?: ?| by | courtesy of | courtesy: ?)[^()\n]{2,80}\)\.?",
        "The new room by the river (Photo credit: Ada Quiet, Quiet Clinic)",
        long=True,
    ),
    _any("call", "promotion", rf"(?:{_CALL})\s?[.!»>→]*", "Click here to read more."),
    _any("skip", "navigation", r"skip to (?:main )?content", "Skip to content"),
    _any(
        "listen",
        "navigation",
        r"listen to this (?:release|article|post)\b.{0,40}",
        "Listen to this release",
    ),
    _tail(
        "related",
        "navigation",
        r"(?:related|recent|you (?:may|might) also like|more from this newsroom|"
        r"more releases|previous post|next post)"
        r"(?: (?:posts?|articles?|news|stories))?:?",
        "You may also like",
    ),
    Rule(
        "byline",
        "byline",
        Where.HEAD,
        r"(?:By|BY|by):? [A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|of|the|and|&)){0,5}"
        r"(?:(?<=[a-z]),(?: [A-Z][\w.&’'-]+){1,4}|,?)(?:\s?[•|–—-]\s?.{4,40})?",
        "By Ada Quiet • March 3, 2025",
        cased=True,
    ),
    _any(
        "posted-on",
        "byline",
        r"(?:posted|published)(?: on)? \w+ \d{1,2}, \d{4}(?: (?:by|in) .{2,60})?",
        "Posted on March 3, 2025 by Quiet Staff",
    ),
    _tail(
        "reddit-frame",
        "navigation",
        r"submitted by\s.{1,60}|\[link\]|\[comments\]|\[link\]\s*\[comments\]",
        "submitted by /u/quiet_river [link] [comments]",
    ),
    # The lines of a trail footer, where it lost its links and so was not read as one.
    _tail(
        "trail-original",
        "trail",
        r"\[?original/source (?:press release|link)\]?",
        "Original/Source Press Release",
    ),
    _tail("trail-tldr", "trail", r"newsramp(?:\.com)? tldr", "Newsramp.com TLDR"),
    _tail(
        "trail-pickup",
        "trail",
        r"pickup [-–—] [\w-]{1,60}(?:\.[\w-]{2,20}){1,3}",
        "Pickup - calm.example.org",
    ),
    _tail("trail-reddit", "trail", r"reddit post", "Reddit Post"),
    _any("tldr-word", "navigation", r"tl;?dr:?", "TL;DR"),
)
