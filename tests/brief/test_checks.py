"""Every rule fires on its own example and rests on the other; none is ever slow."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.brief.base import Known
from syndicate.brief.checks import check
from syndicate.brief.finders import FINDERS, Reading, find, read
from syndicate.brief.rules import Rule, check_ids, products, rules
from syndicate.brief.vocabulary import vocabulary
from syndicate.brief.wording import LONGEST, split_text
from syndicate.clean import Rules, clean
from syndicate.config import Clinic, Drug
from syndicate.model import Check, Posting, Release

SIZE = 200_000
LIMIT = 0.020  # seconds that one rule may take on any document of 200 kB
ALDER = Clinic("Alder Room", aliases=("The Room",), phones=("541-555-0142",))
ALL = {rule.id: rule for rule in rules()}


def told(body: str, **more: str) -> Release:
    posting = Posting("s", "1", "Alder Room", body, "text/markdown", **more)  # type: ignore[arg-type]
    return clean(posting, Rules())


def fired(release: Release, drugs: tuple[Drug, ...] = ()) -> list[Check]:
    return list(check(release, Known((ALDER,), drugs)))


def of(rule: Rule, release: Release) -> list[Check]:
    return [each for each in fired(release) if each.id.startswith(rule.id)]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_fires_on_its_example_and_rests_on_the_other(rule: Rule) -> None:
    found = of(rule, told(rule.fires, published="2026-03-01"))
    assert found
    assert not of(rule, told(rule.rests, published="2026-03-01"))
    for each in found:
        assert each.message.startswith("Check: ")
        assert not re.search(r"illegal|violat|unlawful|forbidden", each.message)
        assert each.source


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("We do not offer ketamine for depression.", False),
        ("The clinic stopped giving ketamine for chronic pain.", False),
        ("Ketamine is not a treatment for depression, the nurse says.", False),
        ("Ketamine does not cure depression.", False),
        ("We do not offer ketamine alone for depression.", True),
        ("We never give ketamine without a talk about depression.", True),
        ("Ketamine is not only for depression.", True),
        ("Patients no longer need pills: ketamine treats depression.", True),
    ],
)
def test_what_is_denied_is_not_asked_about(sentence: str, asked: bool) -> None:
    found = of(ALL["offlabel"], told(sentence))
    assert bool(found) is asked


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Call 541-555-0124 for a visit.", True),
        ("Call 555-0142 for a visit.", False),
        ("Call +1 (541) 555-0142 for a visit.", False),
        ("Fax your form to 541-555-0124.", False),
        ("Whoever needs help now calls the crisis line, 541-555-0188.", False),
        ("The librarian, whose number is 541-555-0188, keeps the list.", False),
        ("The room has 1,200 books and can be reached since 2024.", False),
    ],
)
def test_a_number_that_is_none_of_the_clinics_is_asked_about(
    sentence: str, asked: bool
) -> None:
    release = told(f"Alder Room announced that evening visits begin. {sentence}")
    assert release.issuer == "Alder Room"
    assert bool(of(ALL["other-phone"], release)) is asked
    elsewhere = replace(release, issuer="Quarry Room")
    assert not of(ALL["other-phone"], elsewhere)
    assert bool(of(ALL["other-phone"], replace(release, issuer="the room"))) is asked


def test_a_number_told_twice_is_asked_about_once() -> None:
    call = "To come, call 541-555-0124, and again: 541-555-0124."
    release = told(f"Alder Room announced that evening visits begin. {call} {call}")
    assert len(of(ALL["other-phone"], release)) == 1
    unreadable = Known((replace(ALDER, phones=("ask at the desk", *ALDER.phones)),))
    assert "other-phone" in {each.id for each in check(release, unreadable)}
    nobody = Known((replace(ALDER, phones=()),))
    assert "other-phone" not in {each.id for each in check(release, nobody)}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_says_where_it_is_from_and_holds_for(rule: Rule) -> None:
    assert rule.severity in ("red", "amber", "info")
    assert rule.source.startswith(("https://", "house rule: ", "drugs.toml"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", rule.since)
    assert rule.finder in FINDERS
    assert all(word == word.lower() for word in (*rule.near, *rule.unless))
    assert not rule.languages or not rule.holds_for("de-AT")
    assert rule.holds_for("en-US")
    assert rule.holds_for("")


def test_ids_are_unique_and_all_are_told() -> None:
    assert len(set(check_ids())) == len(check_ids())
    assert {"offlabel-ketamine", "absolute", "hype", "source-note"} <= set(check_ids())


def test_a_check_shows_the_sentence_and_the_words_in_it() -> None:
    body = "We opened on Monday. Alder Room offers ketamine for depression. Rest."
    (found,) = of(ALL["offlabel"], told(body))
    assert found.id == "offlabel-ketamine"
    assert found.severity == "red"
    assert found.sentence == "Alder Room offers ketamine for depression."
    assert found.words == ("ketamine", "depression")
    assert "ketamine for depression" in found.message
    assert found.source.startswith("https://www.fda.gov/")


@pytest.mark.parametrize(
    "body",
    [
        "Alder Room offers ketamine as anesthesia.",
        "Alder Room offers Spravato (esketamine) for treatment-resistant depression.",
        "A phase 2 trial of ketamine for depression began.",
        "Ketamine has not been approved for depression. We offer ketamine for anxiety.",
        "Ketamine came up. Depression did too.",
        "Alder Room ofrece ketamina para la depresión.",
        "TMS is cleared for depression and for OCD.",
    ],
)
def test_approved_uses_answers_and_research_are_not_asked_about(body: str) -> None:
    assert not of(ALL["offlabel"], told(body))


@pytest.mark.parametrize(
    ("body", "id_"),
    [
        ("Spravato now helps patients with OCD.", "offlabel-esketamine"),
        ("Our exosome injections end knee pain.", "offlabel-exosomes"),
        ("TMS for depression, and TMS for tinnitus as well.", "offlabel-tms"),
        ("Stem cell therapy for arthritis is here.", "offlabel-stem-cells"),
    ],
)
def test_other_products_are_asked_about_too(body: str, id_: str) -> None:
    assert [each.id for each in of(ALL["offlabel"], told(body))] == [id_]


def test_config_adds_uses_and_drugs() -> None:
    release = told("Alder Room offers ketamine for chronic pain and zorbine for acne.")
    assert [each.id for each in of(ALL["offlabel"], release)] == ["offlabel-ketamine"]
    drugs = (Drug("ketamine", approved=("Chronic Pain",)), Drug("Zorbine"))
    found = [each for each in fired(release, drugs) if each.id.startswith("offlabel")]
    assert [(each.id, each.severity) for each in found] == [
        ("offlabel-zorbine", "amber")
    ]
    assert "offlabel-zorbine" in check_ids(drugs)


def test_every_group_a_product_asks_of_is_known() -> None:
    groups = {term.group for term in vocabulary().conditions} | {"all"}
    assert all(product.asks <= groups for product in products())


def test_a_day_to_come_is_kept_with_its_year_and_one_before_is_not() -> None:
    body = "Registration ends January 9. The house opened on November 3."
    release = told(body, published="2025-12-20")
    (found,) = of(ALL["expired-date"], release)
    assert found.due == "2026-01-09"
    assert found.words == ("January 9",)


def test_what_cleaning_noted_is_told_once() -> None:
    found = fired(told("Book [a visit](None) with us on any day of the week."))
    assert [each.id for each in found if "None" in each.message] == ["dead-link"]
    noted = fired(replace(told("A text of ours."), notes=("no date",)))
    assert noted[-1] == Check("source-note", "info", "Check: no date")


def test_no_more_than_three_sentences_of_one_rule() -> None:
    body = " ".join(f"A revolutionary room, number {number}." for number in range(9))
    assert len(of(ALL["hype"], told(body))) == 3


@given(st.text(alphabet=st.sampled_from('ab .\n?!İ"“”é'), max_size=400))
def test_sentences_are_pieces_of_the_text(text: str) -> None:
    wording = split_text(text)
    pieces = [wording.sentence(place) for place in range(len(wording.starts))]
    assert all(piece and piece in text and len(piece) <= LONGEST for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert len(wording.folded) == len(text)


# ------------------------------------------------------------------------ speed

# What patterns are made of, and what makes them look far: their own words, quotes,
# spaces, digits, in whatever order.
BAIT = sorted(
    {word for rule in rules() for word in (*rule.near, *rule.unless)}
    | {word for product in products() for word in product.words}
    | {word for term in vocabulary().conditions for word in term.words}
    | {
        "treats",
        "reducing ",
        "guaranteed ",
        "no ",
        "you ",
        "any side effect",
        "[insert ",
    }
    | {
        " ",
        ".",
        ". ",
        "\n",
        "\n\n",
        "a",
        "A",
        '"',
        "“",
        "1",
        "100 ",
        "%",
        "(",
        "[",
        "{{",
    }
    | {
        "January 1",
        "May ",
        "5-",
        "541-",
        "555",
        "@",
        "a@b",
        "http://",
        "me.",
        "$1,000,",
    }
)


def slowest(text: str) -> tuple[float, str]:
    reading = read(Release("s", "1", "Alder Room", text, language="en"), Known())
    health = replace(reading, health=True)
    return max((_seconds(rule, health), rule.id) for rule in rules())


def _seconds(rule: Rule, reading: Reading) -> float:
    """CPU, the best of three: this machine does other things too."""
    best = 9.0
    for _ in range(3):
        began = time.process_time()
        list(find(rule, reading))
        best = min(best, time.process_time() - began)
        if best < LIMIT:
            break
    return best


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(BAIT), min_size=1, max_size=8),
    st.sampled_from(["", " ", ". ", "\n\n"]),
)
def test_no_rule_is_slow_on_any_document(pieces: list[str], between: str) -> None:
    bait = between.join(pieces) + between
    text = (bait * (SIZE // len(bait) + 1))[:SIZE]
    seconds, id_ = slowest(text)
    assert seconds < LIMIT, id_


OFFERED = "Our clinic treats patients with chronic pain by ketamine infusion."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Study finds relief in infusions", OFFERED),
        ("Alder Labs raises $4 million for its caps", OFFERED),
        (
            "Caps regrow hair",
            "Our clinic treats hair loss of patients by laser therapy.",
        ),
        (
            "Alder Room joins a group",
            "A nurse who led vaccine work for flu patients joins.",
        ),
        (
            "Alder Room hires a nurse",
            "She trained in surgery for pain patients and joins.",
        ),
        (
            "Alder Room opens",
            "Our clinic offers counseling to patients with depression.",
        ),
    ],
)
def test_a_release_that_offers_no_treatment_needs_no_disclaimer(
    title: str, text: str
) -> None:
    release = replace(
        told(f"{text} A nurse and a doctor see each patient."), title=title
    )
    assert not of(ALL["missing-disclaimer"], release)


def test_a_release_that_offers_one_is_asked_and_shown_the_sentence() -> None:
    release = told(f"A nurse and a doctor see each patient. {OFFERED}")
    (check,) = of(ALL["missing-disclaimer"], release)
    assert check.sentence == OFFERED
    assert check.words == ("ketamine",)


def test_a_vaccine_is_no_treatment_that_somebody_offers() -> None:
    names = {term.name for term in vocabulary().treatments}
    assert "vaccine" not in names


CLINIC = "The clinic sees patients for therapy, and a nurse is with each patient."


@pytest.mark.parametrize(
    ("sentence", "id_"),
    [
        ("“This place has given me my life back,” says Ada Moss.", "testimonial"),
        ("The treatment is painless and free of side effects.", "absolute"),
        ("Our program of therapy reverses cognitive decline.", "benefit-no-risk"),
    ],
)
def test_promises_in_other_words_are_asked_about(sentence: str, id_: str) -> None:
    told = Release("s", "1", "Open", f"{CLINIC} {sentence}", language="en")
    assert id_ in [each.id for each in check(told, Known())]


def test_what_a_study_found_is_no_promise() -> None:
    found = "Participants in therapy were seven times more likely to reduce their pain."
    told = Release("s", "1", "Open", f"{CLINIC} {found}", language="en")
    assert "benefit-no-risk" not in [each.id for each in check(told, Known())]
