"""How About, contact and disclaimer sections open: a table of the words, each seen."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """How a section opens. `alone`: the opening is a line by itself, text follows."""

    name: str
    rule: str
    words: re.Pattern[str]
    seen: str
    alone: bool = False


def _opening(name: str, rule: str, words: str, seen: str) -> Opening:
    return Opening(name, rule, re.compile(words), seen)


def _line(name: str, rule: str, words: str, seen: str) -> Opening:
    return Opening(name, rule, re.compile(rf"(?:{words})\s?:?\Z"), seen, alone=True)


NAME = (
    r"(?!(?:this|these|our|your|how|why|what|it|that|half)\b)"
    r"(?:[A-Z0-9“\"]|[a-z]{1,3}[A-Z])"
)
# "ABOUT QUIET CLINIC The clinic is …": a name in capitals, and what it goes on with.
CAPITALS = re.compile(
    r"ABOUT (?:THE )?(?P<name>[A-Z0-9][A-Z0-9&’'.,-]*(?: [A-Z0-9&’'.,()-]+){0,8}?)"
    r"(?:: ?|\s)(?=[A-Z][a-z’']|An? [a-z])"
)
PARAGRAPHS = (
    _opening(
        "disclaimer",
        "disclaimer-paragraph",
        r"(?i:(?:legal |medical |health |important )?(?:disclaimer|disclosure)s?"
        r"(?: notice)?\s?[:–—-])",
        "Disclaimer: This post is for information only.",
    ),
    _opening(
        "disclaimer",
        "forward-looking-paragraph",
        r"(?i:(?:cautionary (?:note|statement)s?.{0,60})?forward[- ]looking "
        r"(?:statements?|information)\b.{0,40}[:.–—-]?\s)"
        r"|(?i:(?:this|(?:certain|some)(?: of the)? (?:statements|information|matters)"
        r" .{0,40}in this) "
        r"(?:press |news )?(?:release|announcement|communication) .{0,60}"
        r"forward[- ]looking)"
        r"|(?i:safe harbor (?:statement|act|provision)s?\b)",
        "This press release contains forward-looking statements.",
    ),
    _opening(
        "disclaimer",
        "risk-paragraph",
        r"(?i:(?:important safety information|safety information|boxed warning|"
        r"risk (?:disclosure|statement|warning|factor)s?)\s?[:–—-]\s)",
        "Important Safety Information: Rest may cause drowsiness.",
    ),
    _opening(
        "disclaimer",
        "sponsored-paragraph",
        r"(?i:this (?:post|article|content|release) (?:contains|is) "
        r"(?:sponsored|paid)\b(?! by))",
        "This post contains sponsored content. It is for information only.",
    ),
    _opening(
        "contact",
        "contact-glued",
        r"(?:(?:Media|Press|Company|PR) )?Contact(?: (?:Details|Information))?"
        r"(?=[A-Z][^\W\d_]|[a-z][\w.-]{1,40}@)",
        "Contact DetailsAda Quiet",
    ),
    _opening(
        "contact",
        "contact-inline",
        r"(?i:(?:(?:for )?(?:media|press|pr|company|investor|business|further|more) "
        r"(?:relations )?(?:information,? )?)?(?:contacts?|inquiries|enquiries)"
        r"(?: (?:details|information|info|us)| and [^\n:]{2,60})?)"
        r"\s?:\s?(?=[^\n]{0,160}(?:@[\w-]{1,60}\.|\+?\d[\d() .-]{8}))",
        "Contact: Ada Quiet, press@clinic.example.org",
    ),
    _opening(
        "contact",
        "website-glued",
        r"Company Website\s?(?=https?://)",
        "Company Websitehttps://clinic.example.org/",
    ),
)
LINES = (
    _line(
        "about",
        "about-line",
        r"(?:About|ABOUT) "
        r"(?!the (?:Study|Research|Survey|Data|Report|Findings|Trial)\b)"
        rf"(?:the |THE )?{NAME}[^.!?\n]{{1,90}}(?:\.|Inc\.|Ltd\.)?",
        "About Quiet Clinic",
    ),
    _line(
        "about",
        "about-dotted-line",
        r"(?:About|ABOUT) [A-Z]?[\w-]{0,30}\.[A-Za-z]{2,12}",
        "About Calm.example",
    ),
    _line("about", "about-us-line", r"(?i:about us)", "About Us"),
    _line(
        "disclaimer",
        "disclaimer-line",
        r"(?i:(?:legal |medical |health )?disclaimers?"
        r"|(?:(?:cautionary|notice|note|statement|information)\b.{0,60})?"
        r"forward[- ]looking (?:statements?|information)(?: disclaimer)?"
        r"|safe harbor(?: statement)?|risk (?:disclosure|warning|statement)"
        r"|(?:important )?safety information|boxed warning"
        r"|indications?(?: and usage)? and important safety information)",
        "Forward-Looking Statements",
    ),
    _line(
        "contact",
        "contact-line",
        r"(?i:(?:media|press|pr|investor|company|public relations|business|for media|"
        r"media & press|editorial)?[ ]?(?:relations )?(?:contacts?|inquiries|enquiries)"
        r"(?: (?:details|information|info|person|us)| and [^\n:.]{2,60} perspective)?)",
        "Media Contact",
    ),
    _line(
        "contact",
        "contact-request",
        r"(?i:for (?:more|further|additional|media|press) (?:information|inquiries|"
        r"enquiries|details)[^.\n]{0,40}?,? (?:please )?(?:contact|reach out to))",
        "For more information, please contact:",
    ),
)
