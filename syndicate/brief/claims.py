"""What a text states exactly: its numbers, days, amounts, addresses, by their value.

Two ways to write one value give one key: 1,000 and 1000, $5M and $5 million, 40 % and
forty percent, Dec. 21 and 21 December. Every pattern is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from syndicate.brief.details import EMAIL, URL, digits

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A value and where it stands.

    It is held by a text with all keys of one of its `ways`; `told` are the keys by
    which a text that states it holds the statements of others.
    """

    sort: str  # number, date, money, percent, phone, url, email
    text: str
    start: int
    ways: tuple[tuple[Key, ...], ...]
    told: tuple[Key, ...]


# English first, its short form second; then Spanish, French, German, Portuguese.
_MONTH_TABLE = """
january jan enero janvier januar janeiro
february feb febrero février februar fevereiro
march mar marzo mars märz março
april apr abril avril
may mayo mai maio
june jun junio juin juni junho
july jul julio juillet juli julho
august aug agosto août
september sept sep septiembre septembre setembro
october oct octubre octobre oktober outubro
november nov noviembre novembre novembro
december dec diciembre décembre dezember dezembro
"""
MONTH_NAMES = tuple(map(str.split, _MONTH_TABLE.strip().splitlines()))
_MONTHS = {name: at for at, names in enumerate(MONTH_NAMES, 1) for name in names}
_SHORT = frozenset(name for name in _MONTHS if len(name) < 5 and name != "may")
_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905 - read as a list
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WRITTEN = {name: at for at, name in enumerate(_UNITS)} | {
    name: at * 10 for at, name in enumerate(_TENS, 2)
}
_NTH = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh
    twelfth""".split()  # noqa: SIM905 - read as a list
_ORDINALS = {name: at for at, name in enumerate(_NTH, 1)}
# "one" is more often no number than one: "no one", "one of the first".
_NOT_STATED = frozenset({"one", "zero"})
_SCALES = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "mm": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
}
_CURRENCIES = {
    "us$": "$",
    "usd": "$",
    "dollars": "$",
    "dollar": "$",
    "eur": "€",
    "euros": "€",
    "euro": "€",
    "gbp": "£",
}


def _either(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_MONTH = (
    rf"(?:(?:{_either(set(_MONTHS) - _SHORT)})|(?:{_either(_SHORT)})\.?)(?![^\W\d_])"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_AMOUNT = r"\d{1,15}(?:,\d{3}(?!\d)){0,4}(?:\.\d{1,6})?"
_SCALE = r"(?:[ -]?(?:thousand|million|billion|trillion|mm|mn|bn)\b|[kmb]\b| [MB]\b)"
_NAMED = rf"(?:(?:{_either(_TENS)})(?:-(?:{_either(_UNITS[1:10])}))?|{_either(_UNITS)})"
_BIG = r"(?:[ -](?:thousand|million|billion|trillion)\b)"
_PER = r"(?: ?%|[ -]percent(?:age)?\b| per cent\b)"
_TO = rf"(?= ?(?:to|and|or|-|–) ?{_AMOUNT}{_PER})"
_CLAIM = re.compile(
    rf"(?P<url>{URL.pattern}|(?<![\w@.-])(?:[a-z\d][a-z\d-]{{0,60}}\.){{1,4}}"
    r"(?:com|org|net|ai|io|co|us|uk|gov|edu|info|health|clinic)\b(?!\.?[\w@])"
    r"(?:/[^\s|<>()\[\]\"“”]{0,300})?)"
    rf"|(?P<email>{EMAIL.pattern})"
    rf"|(?P<date>\b(?P<m1>{_MONTH}) (?P<d1>{_DAY})(?: ?[-–] ?(?P<last>{_DAY}))?"
    rf"(?:,? (?P<y1>{_YEAR}))?"
    rf"|(?<![\w.,:/$-])(?P<d2>{_DAY})\.? (?:de |of )?(?P<m2>{_MONTH})"
    rf"(?:,? (?:de )?(?P<y2>{_YEAR}))?"
    rf"|\b(?P<m3>{_MONTH}),? (?:de |of )?(?P<y3>{_YEAR})"
    r"|(?<![\w/-])(?P<y4>(?:19|20)\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)(?!\d)"
    r"|(?<![\w/-])(?P<m5>\d{1,2})/(?P<d5>\d{1,2})/(?P<y5>(?:19|20)\d\d)(?!\d))"
    r"|(?P<phone>(?<![\w@/.$€£-])(?:\+?\d{1,3}[ .-]?)?"
    r"(?:\(\d{2,4}\) ?|\d{2,4}[ .-])\d{3,4}[ .-]\d{3,4}(?![\w/-]|[.,]\d)"
    r"|(?<![\w-])\d{3}-\d{4}(?![\w-]))"
    rf"|(?P<money>(?P<before>US\$|USD ?|EUR ?|GBP ?|[A-Z]{{1,2}}\$|[$€£]) ?"
    rf"(?P<sum1>{_AMOUNT})(?P<scale1>{_SCALE})?"
    rf"|(?<!\w)(?P<sum2>{_AMOUNT})(?P<scale2>{_SCALE})?[ -]"
    r"(?P<after>dollars?|USD|euros?|EUR|GBP)\b)"
    rf"|(?P<percent>(?<![\w.])(?P<share>{_AMOUNT}|\b{_NAMED})(?:{_PER}|{_TO}))"
    r"|(?P<time>(?<![\w:/])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?!\d))"
    rf"|(?P<number>(?<![^\W\d_][-–])(?<![\w])(?<!\d[.,:/])(?P<plain>{_AMOUNT})"
    rf"(?P<scale3>{_SCALE})?)"
    rf"|(?P<named>\b(?P<name>{_NAMED})(?P<scale4>{_BIG})?\b)"
    rf"|(?P<ordinal>\b(?:{_either(_ORDINALS)}|dozen)\b)",
    re.IGNORECASE,
)
_TRACKED = re.compile(r"[?&#]utm_.*|#.*", re.DOTALL)


def find_claims(text: str) -> Iterator[Claim]:
    """The values that a text states, in order.

    >>> [(claim.sort, claim.text) for claim in find_claims("Two of 1,000 paid $5M.")]
    [('number', 'Two'), ('number', '1,000'), ('money', '$5M')]
    """
    for hit in _CLAIM.finditer(text):
        yield from _READERS[str(_sort(hit))](hit)


def day_keys(day: date) -> tuple[Key, ...]:
    """The keys of a day, whole and in part."""
    return (
        ("date", f"{day:%Y-%m-%d}"),
        ("date", f"{day:%m-%d}"),
        ("date", f"{day:%Y-%m}"),
        ("number", f"{day:%Y}"),
    )


def address_keys(url: str) -> tuple[Key, ...]:
    """The keys of an address: itself, and its host.

    >>> address_keys("https://www.Alder.example.org/book/?utm_source=x")
    (('url', 'alder.example.org/book'), ('url', 'alder.example.org'))
    """
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower())
    bare = _TRACKED.sub("", bare).rstrip("/.,;:!?)'’*")
    return ("url", bare), ("url", bare.split("/")[0])


def phone_keys(told: str) -> tuple[Key, ...]:
    """The keys of a telephone number: its last ten digits, and its last seven."""
    number = digits(told)
    return ("phone", number[-10:]), ("phone", number[-7:])


def _sort(hit: re.Match[str]) -> str | None:
    return next((sort for sort in _READERS if hit[sort] is not None), None)


def _read_url(hit: re.Match[str]) -> Iterator[Claim]:
    text = hit[0].rstrip(".,;:!?)'’*")
    keys = address_keys(text)
    yield Claim("url", text, hit.start(), ((keys[0],),), keys)


def _read_email(hit: re.Match[str]) -> Iterator[Claim]:
    key = ("email", hit[0].casefold())
    yield Claim("email", hit[0], hit.start(), ((key,),), (key,))


def _read_date(hit: re.Match[str]) -> Iterator[Claim]:
    groups = hit.groupdict()
    names = next(at for at in "12345" if groups[f"m{at}"])
    month = _month(groups[f"m{names}"])
    told_year = groups[f"y{names}"]
    told_day = groups.get(f"d{names}")
    days = [told_day, groups["last"]] if groups["last"] else [told_day]
    for place, told in enumerate(days):
        text = hit[0] if not place else str(told)
        start = hit.start() if not place else hit.start("last")
        day = int(digits(told)) if told else None
        yield _dated(text, start, (told_year, month, day))


def _dated(text: str, start: int, told: tuple[str | None, int, int | None]) -> Claim:
    year, month, day = told
    if day is None:
        key = ("date", f"{year}-{month:02}")
        return Claim("date", text, start, ((key,),), (key, ("number", str(year))))
    short = ("date", f"{month:02}-{day:02}")
    if year is None:
        # Told beside a date, so that a whole date is held by "May 4" and its year.
        return Claim("date", text, start, ((short,),), (short, ("yearless", short[1])))
    whole = ("date", f"{year}-{month:02}-{day:02}")
    parts = (("yearless", short[1]), ("number", year))
    keys = (whole, short, ("date", f"{year}-{month:02}"), ("number", year))
    return Claim("date", text, start, ((whole,), parts), keys)


def _month(told: str) -> int:
    return int(told) if told.isdigit() else _MONTHS[told.lower().rstrip(".")]


def _read_phone(hit: re.Match[str]) -> Iterator[Claim]:
    keys = phone_keys(hit[0])
    number = ("number", digits(hit[0]))
    yield Claim("phone", hit[0], hit.start(), ((keys[0],), (number,)), (*keys, number))


def _read_money(hit: re.Match[str]) -> Iterator[Claim]:
    sort = (hit["before"] or hit["after"]).lower().strip()
    currency = _CURRENCIES.get(sort, sort)
    values = _values(hit["sum1"] or hit["sum2"], hit["scale1"] or hit["scale2"])
    keys = tuple(("money", f"{currency}{value}") for value in values)
    plain = tuple(("number", value) for value in values)
    yield Claim(
        "money", hit[0], hit.start(), tuple((key,) for key in keys), (*keys, *plain)
    )


def _read_percent(hit: re.Match[str]) -> Iterator[Claim]:
    told = hit["share"]
    values = _values(told) if told[0].isdigit() else [str(_named(told))]
    keys = tuple(("percent", value) for value in values)
    plain = tuple(("number", value) for value in values)
    yield Claim(
        "percent", hit[0], hit.start(), tuple((key,) for key in keys), (*keys, *plain)
    )


def _read_time(hit: re.Match[str]) -> Iterator[Claim]:
    hour = str(int(hit["hour"]))
    key = ("time", f"{hour}:{hit['minute']}")
    on_the_hour = (("number", hour),) if hit["minute"] == "00" else ()
    ways = ((key,), on_the_hour) if on_the_hour else ((key,),)
    yield Claim("number", hit[0], hit.start(), ways, (key, *on_the_hour))


def _read_number(hit: re.Match[str]) -> Iterator[Claim]:
    keys = tuple(("number", value) for value in _values(hit["plain"], hit["scale3"]))
    told = keys + tuple(("phone", value[-10:]) for _, value in keys if len(value) > 9)
    yield Claim("number", hit[0], hit.start(), tuple((key,) for key in keys), told)


def _read_named(hit: re.Match[str]) -> Iterator[Claim]:
    value = _named(hit["name"])
    key = ("number", _values(str(value), hit["scale4"])[0])
    ways = () if hit[0].lower() in _NOT_STATED else ((key,),)
    yield Claim("number", hit[0], hit.start(), ways or ((),), (key,))


def _read_ordinal(hit: re.Match[str]) -> Iterator[Claim]:
    """What states a number without claiming one: "third" holds a "3rd" of others."""
    key = ("number", str(_ORDINALS.get(hit[0].lower(), 12)))
    yield Claim("number", hit[0], hit.start(), ((),), (key,))


def _named(told: str) -> int:
    return sum(_WRITTEN[part] for part in told.lower().split("-"))


def _values(told: str, scale: str | None = None) -> list[str]:
    """What an amount may mean: 1.000 is one, and a thousand as others write it."""
    power = _SCALES[scale.lower().strip(" -")] if scale else 0
    readings = [told.replace(",", "")]
    if re.fullmatch(r"\d{1,3}\.\d{3}", told):
        readings.append(told.replace(".", ""))
    return [_plain(Decimal(each).scaleb(power)) for each in readings]


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


_READERS = {
    "url": _read_url,
    "email": _read_email,
    "date": _read_date,
    "phone": _read_phone,
    "money": _read_money,
    "percent": _read_percent,
    "time": _read_time,
    "number": _read_number,
    "named": _read_named,
    "ordinal": _read_ordinal,
}
