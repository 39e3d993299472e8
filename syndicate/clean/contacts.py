"""Contacts: whom to ask, read line by line out of the passages that say so.

Lines come glued ("Contact DetailsAda Reed", "Chairmaninfo@clinic.example.org"), with
labels or without. What a line is shows in the line: an address, a number, a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from syndicate.model import Contact, Part
from syndicate.text.places import is_known
from syndicate.text.regions import is_country

_EMAIL = re.compile(
    r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}"
    r"(?:[a-z]{2,24}?(?=https?://|www\.)|[a-z]{2,24}|[A-Z]{2,24})"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s|<>()\[\]]{3,300}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w@/.])(?:\+|\(|\d)[\d() ./–-]{6,22}\d"
    r"(?:\s?(?:x|ext\.?|extension)\s?\d{1,6})?(?!\d)"
)
# What stands before a value and is none itself.
_LABEL = re.compile(
    r"(?:(?:for|company|media|press|pr|news|investor|investors|public|business|general|"
    r"further|more|editorial|public relations|investor relations|media relations|and|"
    r"&|/)\s?){0,5}(?:contacts?|inquiries|enquiries|relations|information|details|"
    r"website|web|site|e-?mail|phone|telephone|tel|mobile|cell|office|url|name|"
    r"person|address|position|representative|designation|organi[sz]ation)(?:\s(?:us|details|information|info|person|name|number|at))?"
    r"\s?(?:[:.]|\Z|(?-i:(?=[A-Z+(\d])))",
    re.IGNORECASE,
)
# A heading that says what the contact is for.
_PURPOSE = re.compile(
    r"(?P<role>media|press|pr|investor|public relations|investor relations|"
    r"media relations|business|sales|editorial)\s(?:relations\s)?"
    r"(?:contacts?|inquiries|enquiries|relations)\b",
    re.IGNORECASE,
)
_PURPOSES = {"pr": "PR contact"}
_GLUE = re.compile(
    r"(?:(?:(?:Media|Press|PR|Investor) )?Contact(?: (?:Details|Information|Person))?|"
    r"Company Website|Website):?"
    r"(?=[A-Z+(\d]|https?:|www\.|[a-z][\w.-]{1,40}@)"
)
# A word of office, and an address that was glued to it.
_OFFICE = re.compile(
    r"\b(Chairman|Director|Manager|Founder|Relations|Officer|President|Partner|Inc\.|"
    r"LLC|Ltd\.|C[EFOTM]O|Editor|Marketing|Communications)(?=[a-z][\w.-]*@)"
)
# A name, and the word of office that was glued to it; a number, and an address.
_TITLED = re.compile(
    r"(?<=[a-z])(?=(?:Website|E-?mail|Phone|Company|Contact Person|Address|Position):)|"
    r"(?<=\d{4})(?=[A-Za-z][\w.-]{2,40}@)|"
    r"(?<=[a-z.])(?=\d{3}[-. ]?\d{3}[-. ]?\d{4}(?!\d))|"
    r"(?<=[a-z])(?=(?:Chief|President|Director|Founder|Co-Founder|Manager|CEO|Head|Vice|"
    r"Chairman)\b)"
)
# A firm, the number of a town or an address, and what was glued to it.
_FIRM = re.compile(
    r"((?:LLP|LLC|Inc\.|Ltd\.|Corp\.)(?=[A-Z][a-z])|\b[A-Z]{2} \d{5}(?=[a-z])"
    r"|@(?:[\w-]{1,63}\.){1,4}[a-z]{2,10}(?=[A-Z]))"
)
# Between two people who are told in one line, each with an address.
_NEXT = re.compile(
    rf"(?P<mail>{_EMAIL.pattern})\s?(?:[;,/]|and|or|&)\s(?=[^@\n]{{0,80}}@)"
)
# Lines that tell of whom they stand under, and of nobody else.
_BESIDE = re.compile(
    r"(?:company|organi[sz]ation|business|city|state|country|address)(?: name)?\s?:",
    re.IGNORECASE,
)
_ITS_PERSON = re.compile(r"contact (?:person|name)\s?:", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:Chief|President|Director|Founder|Manager|CEO|Head|Vice|Chairman|Officer|"
    r"Editor|Specialist|Coordinator|Executive|Partner|Owner|Spokesperson)\b"
)
_COMPANY = re.compile(
    r"\b(?:Inc|LLC|Ltd|Corp|Corporation|Company|Group|Media|Communications|Relations|"
    r"Solutions|Press|Team|Clinic|Center|Centre|Association|Foundation|Institute|"
    r"University|Agency|Marketing|Partners|News|PR|Network|Services|Health|Labs|"
    r"Technologies|Global|International|Department|Office|Desk|Support)\b"
)
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s)?[A-Z][\w’'-]+(?:\s[A-Z]\.?)?"
    r"(?:\s(?:[A-Z][\w’'-]+|van|von|de|der|del|di|da|la|bin|al)){1,3}"
    r"(?:,\s(?:Jr\.?|Ph\.?D\.?|M\.?D\.?|RN|APR|J\.?D\.?|MBA|DO|NP|PA-C)){0,3}"
)
# What a page's buttons said, before they were text.
_BUTTON = re.compile(
    r"\b(?:(?:e-?mail|call|contact|visit|message)\s(?:us|me|our\s(?:web\s?)?site)"
    r"(?:\shere)?|click here)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"for (?:\w+ ){0,2}(?:information|details|inquir(?:y|ies)|enquir(?:y|ies))\b"
    r"[^:\n]*?(?:contact|reach out to|please|:?\s*$)",
    re.IGNORECASE,
)
_LEGAL = re.compile(r",?\s(?:Inc|LLC|Ltd|Corp|LLP|PLLC|Co|PLC|Limited|GmbH)\b\.?")
_SHORT = re.compile(r"(?:Inc|Esq|Ltd|Corp|Co|Jr)\.$|\b(?:Dr|Mr|Mrs|Ms|Prof|St|[A-Z])\.")
_STREET = re.compile(
    r"\s#?\d|(?<=[a-z])\d{2,5}\s"
)  # a house number, and what follows it
_LONGEST_NAME = 80
_MOST = 12


def read_contacts(
    parts: Iterable[Part], country: str = "", bodies: Sequence[str] = ()
) -> tuple[Contact, ...]:
    r"""The contacts that a release's contact passages name, each once.

    `country` is where its numbers are dialled without a prefix, "" when nobody says.
    `bodies` are names of firms that may stand behind a person's.

    >>> glued = Part("contact", "glued", "Contact DetailsAda Reed\n+1 541-555-0142")
    >>> read_contacts([glued])
    (Contact(name='Ada Reed', role='', phone='+15415550142', email='', url=''),)
    """
    found: list[Contact] = []
    for part in parts:
        if part.name == "contact":
            for contact in _read_passage(part.text, country):
                _join(found, replace(contact, name=_cut_body(contact.name, bodies)))
    return tuple(found[:_MOST])


def _cut_body(name: str, bodies: Sequence[str]) -> str:
    """A person's name without the firm's behind it."""
    for body in bodies:
        at = len(name) - len(body)
        if at > 0 and name.casefold().endswith(f" {body.casefold()}"):
            return name[:at].rstrip(" ,-–—")
    return name


def _read_passage(text: str, country: str) -> Iterator[Contact]:
    """The contacts of one passage; a name after an address begins another."""
    contact, purpose = Contact(), ""
    labelled = _ITS_PERSON.search(text) is not None
    for line in _lines(text):
        heading = _PURPOSE.match(line)
        if heading:
            told = heading["role"].lower()
            purpose = _PURPOSES.get(told, f"{told.capitalize()} contact")
        read, words = _read_values(line, country)
        name, role = _read_name(words)
        if (contact.name or labelled) and _BESIDE.match(line):
            name = role = ""
        reachable = contact.email or contact.phone
        if name and reachable and (contact.name or (contact.email and not labelled)):
            yield _give(contact, purpose)
            contact = Contact()
        if name and contact.name and _is_role(name):
            contact = replace(contact, role=contact.role or name)
        elif name and contact.name and _is_person(name):
            contact = replace(contact, name=name, role=role)  # first its company
        elif name and not contact.name:
            contact = replace(contact, name=name, role=role)
        if contact.email and read.email and contact.email != read.email:
            yield _give(contact, purpose)
            contact = Contact()
        contact = _fill(contact, read)
    yield _give(contact, purpose)


def _is_person(name: str) -> bool:
    return bool(_PERSON.fullmatch(name)) and not _COMPANY.search(name)


def _is_role(words: str) -> bool:
    return bool(_ROLE.search(words)) and len(words) <= _LONGEST_NAME


def _give(contact: Contact, purpose: str) -> Contact:
    has = contact.name or contact.email or contact.phone
    return replace(contact, role=purpose) if has and not contact.role else contact


def _lines(text: str) -> Iterator[str]:
    for raw in _NEXT.sub(r"\g<mail>\n", text).split("\n"):
        line = _FIRM.sub(r"\1\n", _GLUE.sub("\n", _BUTTON.sub("\n", raw)))
        line = _TITLED.sub("\n", _OFFICE.sub(r"\1 ", line))
        heading = _PURPOSE.match(raw)
        if heading and not _PURPOSE.match(line):  # its label was cut: it says for what
            yield heading[0]
        for piece in re.split(r"\n|\s[|•·]\s|\t", line):
            if piece.strip():
                yield piece.strip()


def _read_values(line: str, country: str) -> tuple[Contact, str]:
    """The addresses and the number of a line, and the words that are left."""
    email, phone = _EMAIL.search(line), None
    rest = _EMAIL.sub("\n", line)
    url = _URL.search(rest)
    rest = _URL.sub("\n", rest)
    if sum(map(str.isdigit, rest)) >= 7:
        phone = _PHONE.search(rest)
        rest = _PHONE.sub("\n", rest)
    number = _dial(phone[0], country) if phone else ""
    values = Contact(
        phone=number,
        email=email[0].strip(".") if email else "",
        url=url[0].rstrip(".,;") if url else "",
    )
    return values, rest


def _dial(told: str, country: str) -> str:
    """A number in E.164 (ITU-T) if it is a valid one, else as told."""
    import phonenumbers  # noqa: PLC0415 - start-up

    try:
        number = phonenumbers.parse(told, country or "US")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        begun = told[0] == "+" or (told[0] == "(" and ")" in told)
        return " ".join(told.split()) if begun else ""
    whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return str(whole)


def _read_name(words: str) -> tuple[str, str]:
    """A name and the role behind it, out of what a line says beside its values."""
    for piece in words.split("\n"):
        told = _REQUEST.sub("", piece.strip())
        while True:
            cut = _LABEL.sub("", told.strip(" \t,;:|–—-/*•()"), count=1)
            if cut == told:
                break
            told = cut
        told = told.strip(" \t,;:|–—-/*•()")
        told = _STREET.split(told)[0].strip(" ,")
        if not told or not told[0].isupper() or len(told) > _LONGEST_NAME:
            continue
        if is_country(told) or is_known(told):
            continue
        if _PERSON.fullmatch(told):
            return told, ""
        person = _PERSON.match(told)
        if person and _LEGAL.match(told, person.end()):
            return told, ""
        if person and told[person.end() : person.end() + 1] in (
            ",",
            ":",
            "-",
            "–",
            "|",
        ):
            role = told[person.end() :].strip(" ,:|–-")
            return person[0], role if _ROLE.search(role) else ""
        if not re.search(r"[.!?]\s+[A-Z]|[.!?]$", _SHORT.sub("", told)):
            return told, ""
    return "", ""


def _fill(contact: Contact, read: Contact) -> Contact:
    return replace(
        contact,
        phone=contact.phone or read.phone,
        email=contact.email or read.email,
        url=contact.url or read.url,
    )


def _join(found: list[Contact], new: Contact) -> None:
    """Add a contact, or what it adds to one that is there."""
    if not (new.name or new.email or new.phone):
        if new.url and found and not found[-1].url:
            found[-1] = replace(found[-1], url=new.url)
        elif new.url and not found:
            found.append(new)
        return
    for place, old in enumerate(found):
        same_mail = old.email and old.email.casefold() == new.email.casefold()
        same_name = old.name and old.name.casefold() == new.name.casefold()
        if same_mail or (same_name and not (old.email and new.email)):
            merged = _fill(old, new)
            found[place] = replace(
                merged, name=old.name or new.name, role=old.role or new.role
            )
            return
    if new.email or new.phone or not found:
        found.append(new)
