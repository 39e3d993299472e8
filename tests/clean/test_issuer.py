"""Who announces: whom a release names where, and the clinics that staff named."""

from __future__ import annotations

import pytest

from syndicate.clean import Rules, clean, make_rules
from syndicate.clean.issuer import Issuer, Said, find_issuer
from syndicate.config import Clean, Clinic, Settings, Site
from syndicate.model import About, Posting

CLINICS = (("Quiet Clinic of Salem", "Quiet Clinic", "QCS"), ("Calm",))
BOOK = About("Rest", "Rest is a memoir by a nurse of the valley, told in nine nights.")
HOUSE = About("Alder Press", "Alder Press is a book publisher in the valley.")


@pytest.mark.parametrize(
    ("title", "lead", "issuer"),
    [
        ("Quiet Clinic opens a room", "It is open.",
         Issuer("Quiet Clinic of Salem", "clinic", 0.9)),
        ("A room of rest", "Today, QCS opened a room.",
         Issuer("Quiet Clinic of Salem", "clinic", 0.9)),
        ("A room of rest", "The doctors at Quiet Clinic have a room.",
         Issuer("Quiet Clinic of Salem", "clinic", 0.9)),
        ("A prize for Quiet Clinic", "It is a prize.",
         Issuer("Quiet Clinic of Salem", "clinic", 0.6)),
        ("Alder Bank honors Quiet Clinic", "Alder Bank announced its prize.",
         Issuer("Alder Bank", "lead", 0.6)),
        ("Quiet Clinical Trials", "They are quiet.", Issuer()),
        ("Stay calm", "One may be calm.", Issuer()),
    ],
)  # fmt: skip
def test_clinics_that_were_named_to_us(title: str, lead: str, issuer: Issuer) -> None:
    assert find_issuer(Said(title, lead), CLINICS) == issuer


def test_the_settings_name_clinics_to_cleaning() -> None:
    settings = Settings(
        file=None,  # type: ignore[arg-type] # no file is read
        site=Site(url="https://a.example.org/"),
        clean=Clean(languages=("en", "es")),
        clinic=(Clinic("Quiet Clinic of Salem", ("QCS",)),),
    )
    rules = make_rules(settings)
    assert rules.told != Rules().told
    release = clean(Posting("s", "i", "Hours", "QCS has hours.", "text/plain"), rules)
    assert release.issuer == "Quiet Clinic of Salem"
    (told,) = [each for each in release.provenance if each.field == "issuer"]
    assert (told.origin, told.confidence) == ("clinic", 0.9)


def test_a_firm_is_told_by_its_name() -> None:
    lead = "The law firm of Reed and Park announces a new office in Salem."
    assert find_issuer(Said("A new office", lead)).name == "Reed and Park"


def test_a_work_issues_nothing() -> None:
    said = Said("Rest is told anew", "Alder Press has it.", abouts=(BOOK, HOUSE))
    assert find_issuer(said).name == "Alder Press"
    quoted = About("“Nine Nights”", "It came out in May.")
    assert find_issuer(Said("“Nine Nights” is here", "x", abouts=(quoted,))).name == ""


def test_whoever_deals_in_works_issues() -> None:
    film = About("Reed Valley", "Reed Valley is the first all-night film festival.")
    assert find_issuer(Said("Reed Valley is back", "x", abouts=(film,))).name
    actor = About("Jo Reed", "Jo Reed is an actor known for her roles in film.")
    assert find_issuer(Said("Jo Reed is back", "x", abouts=(actor,))).name == "Jo Reed"


def test_an_about_block_is_known_without_its_legal_form() -> None:
    about = About("Quiet Rooms, Inc.", "Quiet Rooms builds rooms.")
    said = Said("Rooms", "In May, Quiet Rooms built nine.", abouts=(about,))
    assert find_issuer(said) == Issuer("Quiet Rooms, Inc.", "about", 0.85)


@pytest.mark.parametrize(
    ("title", "lead", "name"),
    [
        ("Calm Labs (NASDAQ: CALM) to Show Rest", "So Calm Labs can.", "Calm Labs"),
        ("Calm Labs Inc.’s (NYSE: CALM) Rest", "Calm Labs Inc. is.", "Calm Labs Inc."),
        ("Alder Rooms in Salem, OR Launches a Bed", "Alder Rooms did.", "Alder Rooms"),
        ("Alder Rooms Secures a Prize", "At last Alder Rooms has one.", "Alder Rooms"),
        ("Rest Helps Patients Sleep", "We know that rest helps.", ""),
        ("ALDER ROOMS: HOUSE OF REST", "Alder Rooms is a quiet clinic.", "Alder Rooms"),
        ("Alder Rooms and Rest", "Winter is here. Alder Rooms, a house, is open.",
         "Alder Rooms"),
        ("Ada Reed Rests", "Ada Reed, founder of Alder Rooms, joins us.", ""),
        ("The River and Alder Rooms", "Alder Rooms, a house, is open.", ""),
    ],
)  # fmt: skip
def test_who_is_told_by_title_and_lead(title: str, lead: str, name: str) -> None:
    assert find_issuer(Said(title, lead)).name == name


def test_of_two_who_opens_the_text_announces() -> None:
    told = (About("Guild of Nurses", "It is a guild."), About("calmRest", "It rests."))
    lead = "calmRest Inc (OTC: CALM) told of a pact with the Guild of Nurses."
    said = Said("Guild of Nurses Endorses calmRest", lead, abouts=told)
    assert find_issuer(said).name == "calmRest"
