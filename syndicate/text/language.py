"""Which language a text is in, out of those it may be in.

Plain English shows in its commonest words, which is cheap. What does not is told by
py3langid, which is imported only then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndicate.config.languages import KNOWN_LANGUAGES, LANGUAGES

_LENGTH = 2_000
_LEAST = 12  # letters that tell anything
_LONG = 200  # and that tell a language that is none of the set, for which too little
_STRANGE = 0.1  # speaks for all of these
_SURE = 0.95  # as sure as anybody may be of a language
_BELIEVED = 0.6  # how sure we must be of a language that nobody told
_CONTRADICTED = 0.9  # and of another one than was told
_TOLD = 0.7  # what a claim is worth that the text neither bears out nor contradicts

# The commonest words of English and of its neighbours, to see that it is plain.
_COMMON = {
    "en": "the and of to in is for with that on are was by from this has have it its",
    "es, pt": "el la los las de que y un una por con para del se al o os da do dos em",
    "fr, it": "le les et est du dans qui au avec il di che per della sono una",
    "de, nl": "der die das und ist mit den von zu im auf ein eine het een van dat op",
}
_ENGLISH = frozenset(_COMMON["en"].split())
_FOREIGN = frozenset(" ".join(_COMMON.values()).split()) - _ENGLISH
# A text of so many words is plainly English where so many different ones of these stand
# in it, and they are that share of all its words.
_PLAIN_LENGTH = 30
_PLAIN = 5
_PLAIN_SHARE = 0.1
_WORD = re.compile(r"[^\W\d_]+")
# Scripts in which a letter is a syllable or a word.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Language:
    """A language, whether it is the one that was told, and how sure that is, 0 to 1."""

    code: str = ""
    told: bool = False
    confidence: float = 0.0


def read_language(
    text: str, told: str = "", languages: Sequence[str] = LANGUAGES
) -> Language:
    """The language: as told if the text agrees, else what the text shows.

    Looks at the first 2,000 characters. What is told without a text to tell more is
    kept, less sure; without either the language is "".

    >>> read_language("La clínica abrió para los pacientes de la ciudad", "en-US").code
    'es'
    >>> read_language("The clinic opened its doors to all of the city", "en-GB")
    Language(code='en-GB', told=True, confidence=0.95)
    >>> read_language("Ketamine", "en-GB").confidence
    0.7
    >>> read_language("Ketamine").code
    ''
    """
    tag = told.strip().replace("_", "-")
    main = tag.partition("-")[0].lower()
    text = text[:_LENGTH]
    if "en" in languages and _is_plain_english(text):
        return Language(tag if main == "en" else "en", main == "en", _SURE)
    if main in KNOWN_LANGUAGES and main not in languages:
        languages = (*languages, main)
    found, sure = _identify(text, languages)
    if main and (found == main or sure < _CONTRADICTED):
        return Language(tag, True, max(_TOLD, sure) if found == main else _TOLD)
    return Language(found, False, sure) if sure >= _BELIEVED else Language()


def _is_plain_english(text: str) -> bool:
    words = text.lower().split()
    english = [word for word in words if word in _ENGLISH]
    if len(words) < _PLAIN_LENGTH or len(set(english)) < _PLAIN:
        return False
    if len(english) < _PLAIN_SHARE * len(words):
        return False
    return len(english) > 4 * sum(map(_FOREIGN.__contains__, words))


def _identify(text: str, languages: Sequence[str]) -> tuple[str, float]:
    """The likeliest of the languages, "" when a long text is in none of them."""
    letters = sum(map(len, _WORD.findall(text))) + 2 * len(_DENSE.findall(text))
    if letters < _LEAST:
        return "", 0.0
    from syndicate.text.identifying import IDENTIFIER  # noqa: PLC0415 - it is large

    every = dict(IDENTIFIER.rank(text))
    chances = {code: float(every.get(code, 0)) for code in languages}
    known = sum(chances.values())
    if known < _STRANGE and letters > _LONG:
        return "", 0.0
    code = max(chances, key=lambda code: chances[code])
    return code, min(_SURE, round(chances[code] / known, 2)) if known else 0.0
