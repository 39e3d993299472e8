"""The record: contacts, quotes, About blocks, tickers, pictures and their origins."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from syndicate.brief import brief
from syndicate.clean import Rules, clean
from syndicate.clean.abouts import read_abouts
from syndicate.clean.contacts import read_contacts
from syndicate.clean.forms import FORMS, Attribution
from syndicate.clean.quotes import find_quotes
from syndicate.clean.strip import strip_furniture
from syndicate.clean.tails import TAILS, Tail
from syndicate.html.plain import read_plain
from syndicate.model import (
    About,
    Contact,
    Fact,
    Image,
    Part,
    Posting,
    Provenance,
    Quote,
    Release,
)
from syndicate.store import columns, records

SAID = "We opened a room that is quiet at all hours"
HOUSE = "The house for rest by the river is open to all who come to the valley."
LEAD = (
    "Dana Reed is known in the valley. For years she kept the doors of the old house. "
)


def quotes(text: str) -> list[Quote]:
    return [found.quote for found in find_quotes(text)]


# --------------------------------------------------------------------- quotes


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("marks", ["“”", '""'], ids=["curly", "straight"])
def test_each_form_tells_the_speaker_it_was_seen_with(
    form: Attribution, marks: str
) -> None:
    said = f"{marks[0]}{SAID},{marks[1]}"
    seen = form.seen.removesuffix('"')
    named = f"“{SAID} and day,” said Dana Reed, head nurse. "
    text = f"{named}{said} {seen}" if form.after else f"{named}{seen}{said}"
    if form.name not in ("pronoun", "she-said"):
        text = text.removeprefix(named)
    last = quotes(text)[-1]
    assert last.text == f"{SAID},"
    if form.name.startswith("described"):
        assert (last.speaker, last.anonymous) == ("", True)
        assert last.title in seen
    else:
        assert last.speaker == "Dana Reed"


@pytest.mark.parametrize(
    ("after", "speaker", "title"),
    [
        ("said Dr. Ada van der Berg, chief of Quiet Clinic.", "Dr. Ada van der Berg",
         "chief of Quiet Clinic"),
        ("said Quiet Clinic CEO Dana Reed.", "Dana Reed", "Quiet Clinic CEO"),
        ("said Quiet Clinic CEO, Dana Reed.", "Dana Reed", "Quiet Clinic CEO"),
        ("said Dana Reed, who leads the office.", "Dana Reed", ""),
        ("said Dana Reed, head nurse at Calm, Inc. It is new.", "Dana Reed",
         "head nurse at Calm, Inc"),
        ("said Dana J. Reed Jr., its founder.", "Dana J. Reed Jr.", "its founder"),
        ("said Calm President and CEO Dana Reed.", "Dana Reed",
         "Calm President and CEO"),
        ("said Director of Quiet Rooms Dana Reed.", "Dana Reed",
         "Director of Quiet Rooms"),
        ("said Head of Research Dr. Dana Reed.", "Dr. Dana Reed", "Head of Research"),
        ("said City of Salem Mayor Dana Reed.", "Dana Reed", "City of Salem Mayor"),
        ("said study lead author Dana May Reed, M.D., of Salem.", "Dana May Reed",
         "study lead author"),
        ("said the house’s Chief Nursing Officer, Dana Reed.", "Dana Reed",
         "the house’s Chief Nursing Officer"),
        ("says the president for the Guild of Nurses in Salem, Dana Reed.",
         "Dana Reed", "the president for the Guild of Nurses in Salem"),
        ("said DR. DANA REED, founder of Alder Rooms.", "DR. DANA REED",
         "founder of Alder Rooms"),
    ],
)  # fmt: skip
def test_speakers_and_their_titles(after: str, speaker: str, title: str) -> None:
    (quote,) = quotes(f"“{SAID},” {after}")
    assert (quote.speaker, quote.title) == (speaker, title)


@pytest.mark.parametrize(
    ("before", "speaker", "title"),
    [
        ("Dana Reed, CEO, Alder Rooms: ", "Dana Reed", "CEO, Alder Rooms"),
        ("Dana Reed, RN, MPH: ", "Dana Reed", "RN, MPH"),
        ("Dana Reed, RN, MPH, FACHE, chair of the board, added, ", "Dana Reed",
         "RN, MPH, FACHE, chair of the board"),
        ("Dana Reed, head of rest, praised the new room, stating, ", "Dana Reed",
         "head of rest"),
        ("Dana Reed, head of rest, echoed this, stating, ", "Dana Reed",
         "head of rest"),
        ("Asked about rest, Dana Reed of 9 Rooms said, ", "Dana Reed", "9 Rooms"),
        ("Alder Bank's Dana Reed commented, ", "Dana Reed", ""),
        ("The house in Salem, by the river: ", "", ""),
        ("Open, all day: ", "", ""),
    ],
)  # fmt: skip
def test_speakers_before_their_words(before: str, speaker: str, title: str) -> None:
    (quote,) = quotes(f"{before}“{SAID}.”")
    assert (quote.speaker, quote.title) == (speaker, title)


def test_a_body_with_dots_in_its_name_does_not_speak() -> None:
    told = (
        f"Dana Reed, a nurse, wrote on the U.S. Food Agency’s rule, stating: “{SAID}.”"
    )
    (quote,) = quotes(told)
    assert quote.speaker in ("", "Dana Reed")


def test_a_word_that_points_to_somebody_is_no_name() -> None:
    (quote,) = quotes(f"“{SAID}.” His remarks noted that it rained.")
    assert quote.speaker == ""


@pytest.mark.parametrize(
    ("text", "described"),
    [
        (f"“{SAID},” one patient shared.", "one patient"),
        (f"One patient shared: “{SAID}.”", "One patient"),
        (f"“{SAID},” said a nurse at the house.", "a nurse at the house"),
        (f"“{SAID},” several of its guests said.", "several of its guests"),
    ],
)
def test_who_is_only_described_is_anonymous(text: str, described: str) -> None:
    (quote,) = quotes(text)
    assert (quote.speaker, quote.title, quote.anonymous) == ("", described, True)


def test_a_name_that_is_guessed_is_marked() -> None:
    (found,) = find_quotes(f"“{SAID},” said Director of Quiet Rooms Dana Reed.")
    assert found.form == "role-of-name"
    (found,) = find_quotes(f"“{SAID},” said the director of Quiet Valley Clinic.")
    assert found.quote.speaker == ""


def test_a_quote_goes_on_after_its_speaker_and_over_paragraphs() -> None:
    told = quotes(
        f"“{SAID},” said Dana Reed, a nurse. “All who need it may rest in it.\n\n"
        "“It has a view of the river, too.”\n\nThe room is new."
    )
    assert told == [
        Quote(f"{SAID},", "Dana Reed", "a nurse"),
        Quote(
            "All who need it may rest in it.\n\nIt has a view of the river, too.",
            "Dana Reed",
            "a nurse",
        ),
    ]


def test_a_surname_stands_for_whom_it_was_told_of() -> None:
    told = quotes(f'"{SAID}," said Dr. Dana Reed, a nurse.\n\n"{SAID}," Reed added.')
    assert [quote.speaker for quote in told] == ["Dr. Dana Reed", "Dr. Dana Reed"]


@pytest.mark.parametrize(
    "text",
    [
        "The clinic won the “Quiet Room of the Year in the Valley” prize.",
        'In "The Long Road Home to the Valley," Reed tells of her youth.',
        'The tube is 12" long and 9" wide, which is all that is needed here.',
        f"“{SAID} and nobody ever closes the mark of this quote.",
    ],
)
def test_titles_inches_and_open_marks_are_no_quotes(text: str) -> None:
    assert quotes(text) == []


ECHOED = "Jo Park, a nurse, echoed this, stating,"
ADDS = "Jo Park, a nurse, adds,"


@pytest.mark.parametrize(
    ("told", "speakers"),
    [
        (
            f"“{SAID},” said Ada Lee, head of Calm. {ECHOED} “{SAID}.”",
            ["Ada Lee", "Jo Park"],
        ),
        (f"“{SAID},” said Mr. Lee, “and {SAID}.”", ["Mr. Lee", "Mr. Lee"]),
        (f"“{SAID}.” {ADDS} “{SAID}.”", ["", "Jo Park"]),
        (f"{ADDS} “{SAID}.” Ada Lee, a nurse, agrees, as “{SAID}.”", ["Jo Park", ""]),
        (f"“{SAID},” said Calm Rooms president and CEO Jo Park.", ["Jo Park"]),
        (f"“{SAID},” says Zia ur Rehman, a nurse.", ["Zia ur Rehman"]),
        (f"“{SAID},” says Bartender, Jo Park.", ["Jo Park"]),
    ],
)
def test_who_leads_up_to_the_next_quote_did_not_say_the_last(
    told: str, speakers: list[str]
) -> None:
    assert [quote.speaker for quote in quotes(told)] == speakers


def test_a_firm_before_a_role_is_no_speaker() -> None:
    (quote,) = quotes(f"“{SAID},” said Calm Rooms founder, president and CEO Jo Park.")
    assert (quote.speaker, quote.title) == (
        "Jo Park",
        "Calm Rooms founder, president and CEO",
    )


def test_nobody_is_named_who_is_not_named_beside_the_quote() -> None:
    told = quotes(f"{LEAD}“{SAID} and nobody says so.”")
    assert told == [Quote(f"{SAID} and nobody says so.")]
    told = quotes(f"{LEAD}\n\nThe rest is new. “{SAID},” she said.")
    assert told == [Quote(f"{SAID},")]


# ------------------------------------------------------------------- contacts


@pytest.mark.parametrize(
    ("passage", "contact"),
    [
        (
            "Contact DetailsDana Reed\n\n+1 541-555-0142\n\ndana@calm.example.org",
            Contact("Dana Reed", "", "+15415550142", "dana@calm.example.org"),
        ),
        (
            "Media Contact:\nQuiet Inc.\nDana Reed, Director of Rest\n(541) 555-0142",
            Contact("Dana Reed", "Director of Rest", "+15415550142"),
        ),
        (
            "Media Contact:\nDana ReedChief Nursing Officerdana@calm.example.org",
            Contact("Dana Reed", "Chief Nursing Officer", "", "dana@calm.example.org"),
        ),
        (
            "Media Contact:\nDana Reed541-555-0142dana@calm.example.org",
            Contact(
                "Dana Reed", "Media contact", "+15415550142", "dana@calm.example.org"
            ),
        ),
        (
            (
                "Media Contact\n\nName: Dana Reed\n\nEmail:dana@calm.example.org"
                "Company: Calm RoomsWebsite: https://calm.example.org"
            ),
            Contact(
                "Dana Reed",
                "Media contact",
                "",
                "dana@calm.example.org",
                "https://calm.example.org",
            ),
        ),
        (
            "Press contact: Dana Reed, press@calm.example.orgAddress: 1 Oak St",
            Contact("Dana Reed", "Press contact", "", "press@calm.example.org"),
        ),
        (
            "Contact Details:\n\nQuiet\n\nDr. Dana Reed +44 20 7946 0958 www.a.example",
            Contact("Dr. Dana Reed", "", "+442079460958", "", "www.a.example"),
        ),
    ],
)
def test_contacts_glued_and_labelled(passage: str, contact: Contact) -> None:
    assert read_contacts([Part("contact", "rule", passage)]) == (contact,)


def test_a_website_belongs_to_the_contact_before_it() -> None:
    parts = [
        Part("contact", "contact-glued", "Contact DetailsDana Reed\n541-555-0142"),
        Part("contact", "website-glued", "Company Websitehttps://calm.example.org/"),
    ]
    (contact,) = read_contacts(parts)
    assert contact.url == "https://calm.example.org/"


def test_buttons_places_and_firms_are_no_names() -> None:
    glued = (
        "ContactDana Reed Calm Rooms Email Us Here\n\nSalem, OR\n\nUnited States\n\n"
        "5415550142\n\nVisit Our Website"
    )
    told = read_contacts([Part("contact", "contact-glued", glued)], "", ["Calm Rooms"])
    assert told == (Contact("Dana Reed", "", "+15415550142"),)
    firm = "Contact:\n\nCalm Rooms, Inc.\n\n541-555-0142"
    (contact,) = read_contacts([Part("contact", "contact-line", firm)])
    assert contact.name == "Calm Rooms, Inc."


def test_one_person_is_one_contact_and_two_are_two() -> None:
    parts = [
        Part("contact", "a", "Media Contact\n\nDana Reed\n\ndana@calm.example.org"),
        Part("contact", "b", "Contact DetailsDana Reed\n\ndana@calm.example.org"),
        Part("contact", "c", "Contact DetailsJo Park\n\njo@calm.example.org"),
    ]
    told = [(each.name, each.role) for each in read_contacts(parts)]
    assert told == [("Dana Reed", "Media contact"), ("Jo Park", "")]


def test_an_address_ends_where_the_next_name_begins() -> None:
    text = "Contact:\nDana Reed\ndana@calm.example.orgJo Park jo@calm.example.org"
    told = read_contacts([Part("contact", "contact-line", text)])
    assert [(each.name, each.email) for each in told] == [
        ("Dana Reed", "dana@calm.example.org"),
        ("Jo Park", "jo@calm.example.org"),
    ]


def test_numbers_are_dialled_where_the_dateline_is() -> None:
    parts = [Part("contact", "a", "Contact: Dana Reed\n020 7946 0958")]
    assert read_contacts(parts, "GB")[0].phone == "+442079460958"
    assert read_contacts(parts)[0].phone != "+442079460958"


# ---------------------------------------------------------------- About, tails


@pytest.mark.parametrize(
    ("passage", "about"),
    [
        ("About Quiet Clinic\n\nIt is calm.", About("Quiet Clinic", "It is calm.")),
        (
            "About Quiet Clinic Quiet Clinic is a practice of nine rooms in Salem.",
            About("Quiet Clinic", "Quiet Clinic is a practice of nine rooms in Salem."),
        ),
        (
            "About Quiet ClinicQuiet Clinic is a practice of nine rooms in Salem.",
            About("Quiet Clinic", "Quiet Clinic is a practice of nine rooms in Salem."),
        ),
        (
            "About Quiet Clinic: Since 1990, all have rested in its nine rooms here.",
            About(
                "Quiet Clinic", "Since 1990, all have rested in its nine rooms here."
            ),
        ),
        ("About Us\n\nWe are calm.", About("", "We are calm.")),
        (
            "About CalmRooms Ltd:CalmRooms Ltd is a practice of nine rooms in Salem.",
            About(
                "CalmRooms Ltd", "CalmRooms Ltd is a practice of nine rooms in Salem."
            ),
        ),
        (
            "About Calm.example: Calm.example is a page of nine rooms in Salem, Ore.",
            About(
                "Calm.example", "Calm.example is a page of nine rooms in Salem, Ore."
            ),
        ),
        (
            "About Dr. Jo: Salem-based Dr. Jo Reed is a nurse and keeps nine rooms.",
            About("Dr. Jo", "Salem-based Dr. Jo Reed is a nurse and keeps nine rooms."),
        ),
    ],
)
def test_whom_an_about_block_is_about(passage: str, about: About) -> None:
    assert read_abouts([Part("about", "rule", passage)]) == (about,)


@pytest.mark.parametrize("tail", TAILS, ids=lambda tail: tail.name)
def test_a_house_tail_goes_as_a_run_and_the_issuers_about_stays(tail: Tail) -> None:
    own = "About Quiet Clinic\n\nQuiet Clinic is a practice of nine rooms in Salem."
    text = "\n\n".join(("The room is open.", own, *tail.seen))
    blocks, parts = strip_furniture(read_plain(text))
    assert "\n\n".join(block.text for block in blocks) == f"The room is open.\n\n{own}"
    (part,) = [part for part in parts if part.name == "house"]
    assert part.text == "\n\n".join(tail.seen)


def test_what_a_house_tail_disclaims_stays_with_the_text() -> None:
    told = "DISCLAIMER: CalmNewsWire is paid for this, and it is no advice to anybody."
    text = "\n\n".join(
        ("The room is open.", *TAILS[0].seen, told, "It holds no shares.")
    )
    _, parts = strip_furniture(read_plain(text))
    (part,) = [part for part in parts if part.name == "disclaimer"]
    assert part.text == f"{told}\n\nIt holds no shares."


def test_without_its_signature_a_tails_words_are_anybodys() -> None:
    text = "The room is open.\n\nFor more information, please visit https://a.example"
    blocks, _ = strip_furniture(read_plain(text))
    assert len(blocks) == 2


# ------------------------------------------------------------------ the whole

RELEASE = """SALEM, Ore. - January 12, 2026 (NEWMEDIAWIRE) - Quiet Clinic \
(NASDAQ: QUIE) today opened a room. ![The room](https://a.example.org/room.jpg)

“It is open at all hours of the day,” said Dana Reed, head nurse.

About Quiet Clinic

Quiet Clinic is an outpatient practice that was founded in 2014.

Media Contact

Dana Reed

541-555-0142
"""
POSTING = Posting("s", "i", "Quiet Clinic opens a room", RELEASE, "text/markdown")


def test_a_release_tells_what_it_says_of_itself_and_where() -> None:
    release = clean(POSTING, Rules())
    assert release.issuer == "Quiet Clinic"
    assert release.contacts == (Contact("Dana Reed", "Media contact", "+15415550142"),)
    assert [quote.speaker for quote in release.quotes] == ["Dana Reed"]
    assert [about.name for about in release.about] == ["Quiet Clinic"]
    assert release.tickers == ("NASDAQ: QUIE",)
    assert release.images == (Image("https://a.example.org/room.jpg", "The room"),)
    told = {each.field: each for each in release.provenance}
    assert set(told) == (
        {"title", "published", "language", "issuer", "place", "wire", "released"}
        | {"contacts", "quotes", "about", "tickers"}
    )
    assert told["place"].origin == "dateline: date-wire"
    assert told["place"].told.startswith("SALEM, Ore. - January 12")
    assert told["issuer"] == Provenance("issuer", "about", "", 0.85)


@pytest.mark.parametrize(
    "pixel",
    [
        '<img src="https://a.example.org/1.gif" width="1" height="1">',
        '<img src="https://a.example.org/seen.gif" style="display: none">',
        '<img src="https://a.example.org/track/7.gif">',
    ],
)
def test_what_nobody_is_meant_to_see_is_no_picture(pixel: str) -> None:
    room = '<img src="https://a.example.org/room.jpg" alt="The room">'
    body = f"<p>The clinic opened a room for its patients today.</p>{pixel}{room}"
    release = clean(Posting("s", "i", "A room", body), Rules())
    assert release.images == (Image("https://a.example.org/room.jpg", "The room"),)


def test_what_a_release_does_not_say_is_absent() -> None:
    release = clean(Posting("s", "i", "A walk", "We walk.", "text/plain"), Rules())
    assert release == replace(
        Release("s", "i", "A walk", "We walk."),
        notes=release.notes,
        provenance=(Provenance("title", "source"),),
    )


def test_the_record_is_stored_whole_and_older_ones_can_be_read() -> None:
    release = clean(POSTING, Rules())
    row = {
        "source_name": "s",
        **{name: getattr(release, name) for name in ("item", "title", "text", "html")},
        **{name: getattr(release, name) for name in ("url", "locator", "language")},
        "form": release.form.value,
        "record": records.pack_release(release),
    }
    assert records.unpack_release(row, release.links) == release
    older = json.loads(row["record"])
    for name in ("site", "contacts", "quotes", "about", "tickers", "images"):
        del older[name]
    del older["provenance"]
    row["record"] = columns.dump(older)
    assert records.unpack_release(row, release.links).contacts == ()


class Even:
    def weight(self, word: str) -> float:
        return 1.0


def test_the_brief_names_people_and_where_to_reach_them() -> None:
    facts = brief(clean(POSTING, Rules()), Even()).facts
    said = "It is open at all hours of the day,"
    assert Fact("speaker", "Dana Reed, head nurse", said) in facts
    reached = "Dana Reed, Media contact, +15415550142"
    assert Fact("contact", reached, "Dana Reed") in facts
    assert Fact("ticker", "NASDAQ: QUIE", "NASDAQ: QUIE") in facts
    about = "Quiet Clinic is an outpatient practice that was founded in 2014."
    assert Fact("about", "Quiet Clinic", about) in facts


def test_a_dateline_told_twice_and_a_glued_disclaimer() -> None:
    text = (
        "SALEM, OR / PR Karma / June 2, 2025 10:00\n\nSalem, OR — Quiet Clinic opened "
        "a room.\n\nMedia Contact:Dana Reedhttps://calm.example.org/"
        "dana@calm.example.orgDisclaimer: This is for information only, and it is no "
        "advice to anybody."
    )
    release = clean(Posting("s", "i", "A room", text, "text/plain"), Rules())
    assert release.text == "Quiet Clinic opened a room."
    (contact,) = release.contacts
    assert contact == Contact(
        "Dana Reed",
        "Media contact",
        "",
        "dana@calm.example.org",
        "https://calm.example.org/",
    )
    names = [part.name for part in release.parts]
    assert names == ["dateline", "dateline", "disclaimer", "contact"]


# ------------------------------------------------------------- glued contacts


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Media Contact:Dana ReedCo-Founder & COOdana@alder.example.org",
         Contact("Dana Reed", "Co-Founder & COO", "", "dana@alder.example.org")),
        (
            ("Contact Details\nRepresentative: Dana Reed\nDesignation: Director\n"
            "Email: dana@alder.example.org"),
            Contact("Dana Reed", "Director", "", "dana@alder.example.org"),
        ),
        (
            ("For Media Inquiries and Alder Expert Perspective: 541-555-0142\n"
            "Dana Reed: dana@alder.example.org"),
            Contact("Dana Reed", "", "+15415550142", "dana@alder.example.org"),
        ),
        ("Dana Reed: dana@alder.example.org\nFor the public: 1-800-REST (555-0142)",
         Contact("Dana Reed", "", "", "dana@alder.example.org")),
    ],
)  # fmt: skip
def test_contacts_are_told_apart_from_their_labels(text: str, contact: Contact) -> None:
    found = read_contacts([Part("contact", "contact-line", text)])[0]
    assert replace(found, role="") == replace(contact, role="")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "ABOUT ALDER ROOMS A member of the guild, Alder Rooms is a house.",
            "ALDER ROOMS",
        ),
        ("ABOUT ALDER ROOMS:Alder Rooms is a house for rest.", "ALDER ROOMS"),
        (f"About Alder Rooms -- {HOUSE}", "Alder Rooms"),
    ],
)
def test_about_blocks_in_capitals_and_with_a_dash(text: str, name: str) -> None:
    (about,) = read_abouts([Part("about", "about-inline", text)])
    assert about.name == name
    assert about.text[:1].isupper()


def test_an_about_that_is_most_of_a_release_tells_its_news() -> None:
    lead = "Quiet Clinic is thrilled to announce its Calm Steps Program in Salem."
    told = "Calm Steps lets patients come back for a year without another fee."
    about = f"About Calm Steps Program: {told} {told} {told}"
    more = " ".join([told] * 24)

    def read(*blocks: str) -> Release:
        text = "\n\n".join(blocks)
        return clean(Posting("s", "1", "Calm Steps", text, "text/plain"), Rules())

    short = read(lead, about)
    assert short.text == lead
    assert [each.name for each in short.about] == ["Calm Steps Program"]
    long = read(lead, about, more)
    assert long.text == f"{lead}\n\n{about}\n\n{more}"
    assert not long.about
