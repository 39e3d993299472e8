"""A headline finds the release it is of, and is left alone where it is of none."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

import pytest

from syndicate.match.base import Member
from syndicate.match.headline import (
    ATTACHED,
    FACTORS,
    HeadlineScore,
    Shares,
    choose,
    headline_score,
    read_headline,
    read_offer,
)
from syndicate.match.wording import (
    glossary,
    headline_terms,
    is_foreign,
    read_words,
    release_terms,
    split,
)
from syndicate.model import Form, Moment, Precision, Trust
from syndicate.store import shipped

TABLE = shipped()

WING = (
    "Juniper Hollow Clinic opened a wing for people who live with chronic pain. The "
    "county and the Okonkwo Foundation gave a grant of $2.4 million. Dr. Adaeze "
    "Okonkwo will lead eight nurses in ten rooms beside a garden. Patients can be "
    "seen from Monday, and the first visit is free of charge for veterans."
)
DEPRESSION = (
    "Juniper Hollow Clinic starts a trial of low-cost ketamine treatment with sixty "
    "patients whose depression other drugs did not relieve. Dr. Tobias Wrenfield "
    "expects results within a year. The state university will count the scores."
)
HOTEL = (
    "Brightwater Hotels raised 14 million dollars from three investors for a house of "
    "ninety rooms in Newport. Building begins in May, said founder Lena Marsh, and "
    "the doors should open in two summers. The city council agreed last week."
)
SCHOOL = (
    "Forty teachers were honored at a dinner in the town hall of Salem. The mayor "
    "handed a medal to Ruth Pemberly, who has taught chemistry for forty years, and "
    "the choir of the middle school sang two songs that it had written."
)
RELEASES = {
    "wing": (
        "Juniper Hollow Clinic Opens Pain Wing in Salem With $2.4 Million Grant",
        WING,
    ),
    "depression": (
        "Juniper Hollow Clinic to Study Low-Cost Ketamine Treatment for Depression",
        DEPRESSION,
    ),
    "hotel": (
        "Brightwater Hotels Raises 14 Million to Build on the Oregon Coast",
        HOTEL,
    ),
    "school": (
        "Salem Schools Honor Forty Teachers at Spring Dinner",
        SCHOOL,
    ),
}
# Headlines as other places write them: (headline, language as told, release).
FAMILY = (
    ("Salem's Juniper Hollow opens pain wing after $2.4M grant", "en", "wing"),
    ("juniper hollow clinic offers ten rooms for chronic", "en", "wing"),  # cut
    ("FAQ: Juniper Hollow Clinic's New Pain Wing in Salem", "en", "wing"),
    ("La clínica Juniper Hollow abre un ala contra el dolor en Salem", "es", "wing"),
    ("La clinique Juniper Hollow ouvre une aile contre la douleur", "fr", "wing"),
    ("Juniper Hollow eröffnet in Salem neue Klinik für Schmerzen", "de", "wing"),
    ("Clínica Juniper Hollow abre ala para dor crônica em Salem", "pt", "wing"),
    ("juniper hollow to test lowcost ketamine", "en", "depression"),
    (
        "Juniper Hollow investiga tratamiento con ketamina contra la depresión",
        "fr",  # outlets mix languages up
        "depression",
    ),
    ("Brightwater sammelt 14 Millionen für Hotels an der Küste", "de", "hotel"),
    ("Brightwater Hotels to expand on Oregon coast with 14 million", "", "hotel"),
)
# Headlines of releases that are not here.
STRANGERS = (
    ("Cedar Loop Clinic Opens Pain Wing in Bend With $1.1 Million Grant", "en"),
    ("Larkfield Wellness to Study Ketamine Treatment for Depression", "en"),
    ("Juniper Hollow Clinic names Priya Castellan as chief financial officer", "en"),
    ("Clínica Arroyo Seco abre nueva sede en Fresno", "es"),
    ("Bozeman Schools Honor Thirty Teachers at Autumn Dinner", "en"),
    ("Seven tips for a good night of sleep this winter", "en"),
)


def a_release(title: str, text: str = "", day: int = 10, language: str = "") -> Member:
    return Member(
        ref=1,
        source="wire",
        item=title,
        trust=Trust.WIRE,
        form=Form.ARTICLE if text else Form.HEADLINE,
        title=title,
        text=text,
        text_digest="",
        words=len(text.split()),
        published=Moment(datetime(2025, 3, day, tzinfo=UTC), Precision.DATE, "feed"),
        language=language,
    )


def scored(
    headline: str, release: tuple[str, str], day: int = 10, language: str = ""
) -> HeadlineScore:
    read = read_headline(a_release(headline), language, TABLE)
    return headline_score(read, read_offer(a_release(*release, day=day), TABLE))


def found(headline: str, language: str = "") -> str | None:
    return choose(
        {
            name: scored(headline, release, language=language).score
            for name, release in RELEASES.items()
        }
    )


@pytest.mark.parametrize(("headline", "language", "release"), FAMILY)
def test_a_headline_finds_its_release(
    headline: str, language: str, release: str
) -> None:
    assert found(headline, language) == release


@pytest.mark.parametrize(("headline", "language"), STRANGERS)
def test_a_headline_of_another_release_stays_alone(
    headline: str, language: str
) -> None:
    assert found(headline, language) is None


def test_two_editions_of_a_series_are_no_choice() -> None:
    text = "The clinic wrote to its friends about what it did, as in every month."
    series = {
        month: (f"Juniper Hollow Clinic Letter to Friends for {month}", text)
        for month in ("April", "May")
    }
    headline = "Juniper Hollow Clinic letter to friends is out"
    told = {name: scored(headline, each).score for name, each in series.items()}
    assert min(told.values()) >= ATTACHED
    assert choose(told) is None


def test_near_equal_titles_of_two_clinics_are_told_apart_by_their_names() -> None:
    text = "Ketamine infusions for depression are offered from Monday, by appointment."
    title = "{} Now Offers Ketamine Infusions for Depression in Oregon"
    told = {
        name: scored(
            "Larkfield Wellness now offering ketamine infusions in Oregon",
            (title.format(name), f"{name} told its patients. {text}"),
        ).score
        for name in ("Larkfield Wellness", "Cedar Loop Clinic")
    }
    assert choose(told) == "Larkfield Wellness"
    assert choose({"Cedar Loop Clinic": told["Cedar Loop Clinic"]}) is None


def test_few_words_are_no_evidence() -> None:
    release = ("Pain Wing Opens", RELEASES["wing"][1])
    told = scored("Pain Wing Opens the a of", release)
    assert told.score >= ATTACHED
    told = scored("Pain Wing", release)
    assert told.score == 0.0
    assert "few" in told.detail


@pytest.mark.parametrize("headline", ["", "!!!", "the of and", "新しい診療所を開設"])
def test_a_headline_without_words_scores_nothing(headline: str) -> None:
    assert all(scored(headline, each).score == 0.0 for each in RELEASES.values())


def test_a_headline_far_from_the_day_is_of_no_release() -> None:
    headline = FAMILY[0][0]
    near = [scored(headline, RELEASES["wing"], day=day).score for day in (10, 11, 17)]
    assert near[0] == near[1] > near[2] > 0
    assert scored(headline, RELEASES["wing"], day=18).score == 0.0
    assert scored(headline, RELEASES["wing"], day=18).detail == "8 days apart"


def test_the_detail_says_what_decided() -> None:
    told = scored("La clínica Juniper Hollow abre un ala zafia", RELEASES["wing"])
    assert "juniper" in told.detail
    assert "clinica = clinic" in told.detail
    assert "nowhere: " in told.detail
    assert "zafia" in told.detail
    assert "within a day" in told.detail


def test_a_number_that_differs_lowers_the_score() -> None:
    same = scored("Brightwater raises 14 million for hotels", RELEASES["hotel"])
    other = scored("Brightwater raises 19 million for hotels", RELEASES["hotel"])
    assert other.score < same.score


def test_every_share_has_a_factor() -> None:
    assert set(FACTORS) == {field.name for field in fields(Shares)}


def test_what_a_sign_holds_together_counts_both_ways() -> None:
    assert split("HR.com’s low-cost")[1] == ["hrcoms", "lowcost"]
    whole = scored("ascend hrcom reports fall", ("Ascend HR.com Reports Fall", "x. y"))
    assert "nowhere" not in whole.detail


def test_a_language_is_read_from_what_is_said() -> None:
    assert is_foreign(split("la clinica abre en salem para el dolor")[0], "en")
    assert not is_foreign(split("The Clinic of Los Angeles is open")[0], "es")
    assert not is_foreign(split("El Segundo clinic opens pain wing")[0], "")


def test_the_glossary_is_folded_and_leads_to_words_that_releases_use() -> None:
    assert len(glossary()) > 1_500
    for word, english in glossary().items():
        assert split(word)[0] == [word]
        assert english
        assert any(TABLE.weight(each) < TABLE.weight("") for each in english), word


def test_a_release_offers_what_its_headlines_look_for() -> None:
    offers = {
        name: frozenset(release_terms(a_release(*each), TABLE))
        for name, each in RELEASES.items()
    }
    assert all(len(offered) <= 30 for offered in offers.values())
    for headline, language, release in FAMILY:
        look = headline_terms(headline, language, TABLE)
        shared = {
            name: sum(weight for word, weight in look if word in offered)
            for name, offered in offers.items()
        }
        assert max(shared, key=lambda name: shared[name]) == release


def test_words_are_read_once_and_in_order() -> None:
    told = read_words("Clinic, clinic and more clinic news at 7", "", TABLE)
    assert [word.text for word in told] == ["clinic", "news", "7"]
