"""Speakers: a name, a role and what parts them, in the words beside a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

HONORIFIC = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Rep|Sen|Gov|Rev|Hon|Capt|Lt|Col|Gen|Sgt|DR|MR|MS)\.|Dr|Mr|Ms|"
    r"Mrs|Professor|Sir|Dame)"
)
WORD = r"(?:[JS]r\.|St\.|[A-Z][\w’'-]*\w)"
NAME = (
    rf"(?:{HONORIFIC}\s)?(?:{WORD}|[A-Z]\.)"
    rf"(?:\s(?:{WORD}|[A-Z]\.?|[“\"(][A-Z]\w+[”\")]|van|von|de|den|der|del|della|di|da|"
    r"dos|du|la|le|el|al|bin|ibn|ter|ur|y)){0,5}(?![.’'-]?\w)"
)

_ANYBODY = re.compile(
    r"(?:(?:a|an|the|one|our|its|another)\s|(?:several|some|many)\s)[a-z]",
    re.IGNORECASE,
)
# What a role in small letters ends with: "the study's lead author".
OFFICE = (
    r"(?:(?:co-)?authors?|researcher|investigator|scientist|(?:vice[ -])?president|"
    r"director|officer|(?:co-)?founder|chair(?:man|woman|person)?|manager|partner|owner|"
    r"spokes(?:person|man|woman)|physician|surgeon|dentist|psychiatrist|psychologist|"
    r"therapist|nurse|pharmacist|professor|attorney|lawyer|executive|coordinator|"
    r"C[EFOTMI]O|Chief [A-Z][a-z]+ Officer|President|Director|Founder|Chair|Executive)"
)
# Letters behind a name that are no name: "Ada Reed, RN, MPH, chair of the board".
_DEGREE = re.compile(r"[A-Z]{2,6}(?:-[A-Z]{1,3})?|(?:[A-Z][a-z]?\.){2,3}")
_WHOSE = re.compile(r"(?P<firm>.{2,60})[’']s\s(?P<who>\S+(?:\s\S+){1,3})")
# Words that make what stands before a name a role: "CEO Jane Doe".
_ROLE = re.compile(
    r"\b(?:C[EFOTMI]O|CSO|CMO|President|Chairman|Chairwoman|Chair|Officer|Director|"
    r"Founder|Co-Founder|Cofounder|Manager|Partner|Head|Secretary|Commissioner|Mayor|"
    r"Governor|Senator|Coach|Editor|Spokesperson|Spokesman|Spokeswoman|Owner|Author|"
    r"Principal|Attorney|Executive|VP|Analyst|Artist|Producer|Minister|Superintendent|"
    r"Bartender)\b"
)
_NO_TITLE = re.compile(
    r",?\s(?:who|which|whose|as|adding|noting|referring|when|while|after|during|where|"
    r"in (?:an?|the|his|her)\b|at (?:a|the)\b|regarding|about|following|speaking|"
    r"echo(?:es|ed)|agree[sd])\b.*",
    re.DOTALL,
)
_NO_TITLE_START = re.compile(
    r"(?:who|which|as|adding|noting|referring|when|while|after|during|where|in|and|but|"
    r"speaking|on|with|at|discussing|reflecting|describing)\b"
)
_NOBODY = re.compile(
    r"(?:The|A|An|It|This|That|He|She|They|We|I|In|As|But|And|When|Our|For|There|These|"
    r"Another|Others|(?:His|Her)(?! (?:Excellency|Highness|Majesty|Holiness)\b)|Their|"
    r"Its|These|Those|Such|Both|After|While|Still|One|Some|However|Additionally|"
    r"Furthermore|Moreover|According|Also|On|At|With|Today|To|You)\b"
)
_ALONE = re.compile(rf"(?P<who>{NAME})\Z")
# What a role may go on with, up to the end of its clause.
_GOES_ON = re.compile(
    r"\s(?P<by>of|for|at|and|&)\s(?:[^,.;:\"“”\n]|\bDr\.){3,100}?"
    r"(?=[,;:\"“”\n]|(?<!\bDr)\.|\Z)"
)
_LAST_WORDS = re.compile(
    rf"(?P<of>(?:of|for|at)\s(?:[\w’'&-]+\s){{1,6}}?)"
    rf"(?P<who>(?P<dr>{HONORIFIC}\s)?{WORD}(?:\s[A-Z]\.)?\s{WORD})"
)
# A firm, a role in lower case and whose it is: "Quiet Rooms president and CEO Jo Park".
_FIRMS = re.compile(
    rf"\s(?P<role>(?:(?:[a-z][a-z-]+|C[EFOTMI]O),?\s){{1,6}})"
    rf"(?P<who>(?:{HONORIFIC}\s)?{WORD}(?:\s[A-Z]\.)?\s{WORD})"
)
_LOWER_ROLE = re.compile(
    r"\b(?:president|chairman|chairwoman|chair|officer|director|founder|co-founder|"
    r"manager|partner|head|owner|spokesperson|spokesman|spokeswoman|C[EFOTMI]O)\b"
)
# Words that a person's name does not hold.
_BODY = re.compile(
    r"\b(?:Clinic|Hospital|Cent(?:er|re)|Inc|LLC|Ltd|Corp|Corporation|Company|Group|"
    r"University|College|School|Association|Society|Foundation|Institute|Partners|"
    r"Services|Systems|Technolog(?:y|ies)|Health|Care|Medicine|Marketing|Sales|"
    r"Operations|Development|Relations|Communications|Affairs|Research|America|Labs|"
    r"International|Global|Bank|Capital|Department|Office|Board|States|City|County)\b"
)
_END = re.compile(r",$|(?<!\b[A-Z])(?<!\b[JS]r)\.$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; without a name `title` describes them. `guess`: so we take it."""

    name: str
    title: str = ""
    guess: bool = False


def read_speaker(hit: re.Match[str]) -> Speaker | None:
    """The speaker of a match with groups `who` and `title`, the role parted off.

    None where what was matched is nobody, or a role whose name is not found.
    """
    who = " ".join(hit["who"].split())
    title = _tidy_title(hit.groupdict().get("title") or "")
    following = hit.string[hit.end("who") :]
    degree = _DEGREE.fullmatch(who) and not _ROLE.search(who)
    if _NOBODY.match(who) or (degree and following.startswith(",")):
        return None
    behind = _read_whose(who, title) or _read_behind(who, following)
    if behind:
        return behind
    roles = list(_ROLE.finditer(who))
    if not roles:
        return Speaker(_END.sub("", who), title)
    role, name = who[: roles[-1].end()], who[roles[-1].end() :].strip(" ,-–")
    if name:
        return Speaker(_END.sub("", name), title or role)
    named = _ALONE.match(title)  # "said Quiet Clinic CEO, Dana Reed"
    if named is None and following.startswith((" of ", " for ", " at ")):
        return None  # a role, and somewhere behind it a name
    return Speaker(_END.sub("", named["who"]), role) if named else Speaker("", who)


def _read_whose(who: str, title: str) -> Speaker | None:
    """The speaker of "Alder Bank's Dana Reed", without the firm."""
    whose = _WHOSE.fullmatch(who)
    if whose is None or _ROLE.search(who) or _BODY.search(whose["who"]):
        return None
    return Speaker(_END.sub("", whose["who"]), title)


def _read_behind(who: str, following: str) -> Speaker | None:
    """The speaker whose role takes more than the words it begins with.

    "President and CEO Jo Park" says where the name begins; "Director of Quiet Rooms
    Jo Park" does not: there the last two words are taken for it, which is a guess.
    """
    firms = _FIRMS.match(following)
    if firms and _LOWER_ROLE.search(firms["role"]):
        return Speaker(firms["who"], f"{who} {firms['role'].strip(' ,')}")
    goes_on = _GOES_ON.match(following)
    if goes_on is None or (goes_on["by"] in ("and", "&") and not _ROLE.search(who)):
        return None
    whole = " ".join(f"{who}{goes_on[0]}".split())
    roles = list(_ROLE.finditer(whole))
    if not roles:
        return None
    role, name = whole[: roles[-1].end()], whole[roles[-1].end() :].strip()
    if _ALONE.match(name):
        return Speaker(name, role)
    last = _LAST_WORDS.fullmatch(name)
    if last is None or _BODY.search(last["who"]):
        return None
    return Speaker(last["who"], f"{role} {last['of'].strip()}", guess=not last["dr"])


def _tidy_title(told: str) -> str:
    title = " ".join(told.split()).strip(" ,.–—-")
    if _NO_TITLE_START.match(title):
        return ""
    title = _NO_TITLE.sub("", title).strip(" ,–—-")
    return "" if _ANYBODY.fullmatch(title) else title
