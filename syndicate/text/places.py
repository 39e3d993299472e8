"""Names of places as they stand in datelines: what may be one, and how it is cased."""

from __future__ import annotations

import re


def _names(told: str, apart: str | None = None) -> frozenset[str]:
    return frozenset(told.split(apart))


_STATES = _names(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida "
    "Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine "
    "Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska "
    "Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia "
    "Washington Wisconsin Wyoming Ontario Quebec Manitoba Saskatchewan Alberta "
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. "
    "Mich. Minn. Miss. Mo. Mont. Neb. Nev. Okla. Ore. Pa. Tenn. Tex. Vt. Va. Wash. "
    "Wis. Wyo. Ont. Que. Alta. Sask. Man. "
    "Australia Austria Belgium Brazil Canada China Cyprus Denmark Dubai England "
    "Estonia Finland France Germany Greece India Indonesia Ireland Israel Italy Japan "
    "Kenya Luxembourg Malaysia Malta Mexico Netherlands Nigeria Norway Panama "
    "Philippines Poland Portugal Scotland Seychelles Singapore Slovenia Spain Sweden "
    "Switzerland Taiwan Thailand Turkey Ukraine Vietnam Wales"
)
_CODES = _names(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE "
    "NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU "
    "AB BC MB NB NL NS NT NU ON PE QC SK YT UK US USA UAE EU NSW SAR"
)
_PHRASES = _names(
    "New Hampshire;New Jersey;New Mexico;New York;North Carolina;North Dakota;"
    "Rhode Island;South Carolina;South Dakota;West Virginia;British Columbia;"
    "Nova Scotia;New Brunswick;United States;United Kingdom;Hong Kong;South Africa;"
    "South Korea;New Zealand;Saudi Arabia;United Arab Emirates;Costa Rica;"
    "Czech Republic;N.H.;N.J.;N.M.;N.Y.;N.C.;N.D.;R.I.;S.C.;S.D.;W.Va.;W. Va.;D.C.;"
    "B.C.;N.S.;N.B.;U.S.;U.S.A.;U.K.;U.A.E.;P.R.",
    apart=";",
)
_REGIONS = frozenset(name.lower() for name in (*_STATES, *_CODES, *_PHRASES))
# Cities that stand alone in a dateline (The Associated Press Stylebook, "datelines").
_CITIES = _names(
    "atlanta;baltimore;boston;chicago;cincinnati;cleveland;dallas;denver;detroit;"
    "honolulu;houston;indianapolis;las vegas;los angeles;miami;milwaukee;"
    "minneapolis;new orleans;new york;oklahoma city;philadelphia;phoenix;"
    "pittsburgh;st. louis;salt lake city;san antonio;san diego;san francisco;"
    "seattle;washington;toronto;montreal;vancouver;london;paris;berlin;tokyo;"
    "singapore;hong kong;dubai;zurich;geneva;vienna;amsterdam;brussels;sydney",
    apart=";",
)
_SMALL = _names(
    "of the and de la del du des sur upon am an der di do da dos el y e le les et "
    "on in by"
)
# "Am 3. November 2026 – dem Tag …" has no place.
_NO_NAMES = _SMALL | _names("ab seit vom zum bis il du au dès depuis desde hasta pour")
# Words that open a phrase which is no place: "AT LA FASHION WEEK -- MARCH 16, 2025".
_NO_PLACE = re.compile(
    r"(?:at|in|on|from|for|the|this|to|by|with|about|after|as|release|date|dated|"
    r"updated?|embargoed|contact|media|press|news|published|posted|week|join|why|how|"
    r"what|when|where|source|image|photo|video|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:inc|llc|ltd|corp|corporation|week|conference|announces?|is|are|was|has|"
    r"will|until|release)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


_BETWEEN = re.compile(r"\s(?:and|&)\s|\s?/\s?")


def is_place(name: str, *, lower_case: bool = False) -> bool:
    """Whether a phrase can be the place of a dateline: few words, all like names.

    >>> is_place("EUGENE, OR"), is_place("AT LA FASHION WEEK"), is_place("We opened")
    (True, False, False)
    >>> is_place("Le Mans"), is_place("Le")
    (True, False)
    """
    words = _WORD.findall(name)
    if not 1 <= len(words) <= 9 or len(name) > 80:
        return False
    if _NO_PLACE.match(name) or _INSIDE.search(name):
        return False
    if all(word.lower() in _NO_NAMES for word in words):
        return False
    return lower_case or all(
        word[0].isupper() or word.lower() in _SMALL for word in words
    )


def is_known(name: str) -> bool:
    """Whether a phrase ends in a region we know, or is of cities that stand alone.

    >>> is_known("Tiny Town, Ore."), is_known("ACME"), is_known("BOSTON")
    (True, False, True)
    >>> is_known("DALLAS and WASHINGTON"), is_known("DALLAS and ACME")
    (True, False)
    """
    parts = [part.strip().lower() for part in name.split(",")]
    if len(parts) == 1:
        return all(city in _CITIES for city in _BETWEEN.split(parts[0]))
    return parts[-1] in _REGIONS


def write_place(told: str) -> str:
    """A place conventionally cased, whatever the wire made of it.

    >>> write_place("EUGENE, OR"), write_place("SPOKANE, Wash.")
    ('Eugene, OR', 'Spokane, Wash.')
    >>> write_place("LEEDS, UK")
    'Leeds, UK'
    >>> write_place("san diego, United States"), write_place("WASHINGTON, D.C.")
    ('San Diego, United States', 'Washington, D.C.')
    """
    parts = [part.strip(" -–—/|") for part in told.split(",")]
    parts = [part for part in parts if part]
    return ", ".join(
        _write_part(part, first=place == 0) for place, part in enumerate(parts)
    )


def _write_part(part: str, *, first: bool) -> str:
    if part != part.upper() and part != part.lower():
        # "PALM BEACH, FL and BELLEVUE": each word by itself.
        return re.sub(r"[^\W\d_]{4,}", _soften, part)
    if not first and (part.upper() in _CODES or re.fullmatch(r"(?:\w\.)+\w?\.?", part)):
        return part.upper()
    words = _WORD.sub(_capitalise, part.lower())
    return words[:1].upper() + words[1:]


def _soften(word: re.Match[str]) -> str:
    return word.group().capitalize() if word.group().isupper() else word.group()


def _capitalise(word: re.Match[str]) -> str:
    name = word.group()
    if name.upper() in {"DC", "USA", "UK", "UAE", "SAR", "US"}:
        return name.upper()
    inside = word.start() > 0 and name in _SMALL
    return name if inside else name[:1].upper() + name[1:]
