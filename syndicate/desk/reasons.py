"""Why the machine thinks that two stories may be one, in words that anybody reads."""

from __future__ import annotations

import re

from syndicate.model import Evidence
from syndicate.publish.plain import line

RULES = {
    "told anew": "Much of what the one says is told again in the other.",
    "same text, edited": "The two texts are almost word for word the same.",
    "guard": "The texts are alike, but something speaks against it.",
    "same text, titles contradict": "The text is the same, the headlines are not.",
    "same key, other text": "Both give one address, and their texts differ in part.",
    "same key, other language": "Both give one address, in two languages.",
    "texts contradict": "Both give one address, and their texts contradict.",
    "same headline": "The headline of the one fits the other, and it has no text.",
    "headline": "The headline of the one fits the other, and it has no text.",
}
WORDS = (
    (r"core text (\d+%) equal", r"\1 of the text is the same, boilerplate aside"),
    (r"(\d+%) of a lead in the other", r"\1 of one opening stands in the other"),
    (r"weighed words (\d+%) alike", r"the words that are rare are \1 alike"),
    (r"(\d+%) of the titles' words borne out", r"\1 of each headline is in the other"),
    (r"(\d+) words equal", r"\1 words are the same"),
    (r"the text bears out (\d+%)", r"the text bears out \1 of the headlines"),
    (r"titles share (\d+%)", r"the headlines share \1 of their words"),
)
_KEY = re.compile(r"^(?:url|[a-z-]+):\S+; ")


def say_reasons(evidence: Evidence) -> tuple[str, tuple[str, ...]]:
    """A sentence, and what decided, each a few words.

    >>> say_reasons(Evidence("told anew", "core text 61% equal, same day", 0.7))
    ('Much of what the one says is told again in the other.', \
('61% of the text is the same, boilerplate aside', 'same day'))
    """
    rule = line(evidence.rule, 120)
    told = RULES.get(rule, f"{rule[:1].upper()}{rule[1:]}.")
    detail = _KEY.sub("", line(evidence.detail, 600))
    for pattern, words in WORDS:
        detail = re.sub(pattern, words, detail)
    # "boilerplate aside" has a comma of its own.
    pieces = re.split(r"; |, (?!boilerplate)", detail)
    return told, tuple(piece.strip() for piece in pieces if piece.strip())
