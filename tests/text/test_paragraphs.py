"""Paragraphs that were torn apart are joined; whatever only looks so stays apart."""

from __future__ import annotations

import pytest

from syndicate.clean import Rules, clean
from syndicate.model import Posting
from syndicate.text.paragraphs import is_torn

TORN = "Links form anew each night. This process, which is called growth, is thought to"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TORN, "contribute to the effect."),
        (TORN + " be,", "as some say, the effect itself."),
        (
            "It opens on Monday, Tuesday and, if the river lets it, on Wednesday,",
            "too.",
        ),
        (TORN.replace(". This", "? “This"), "contribute (as we say) to it."),
        ("x" * 141, "goes on though no sentence ended within so long a paragraph."),
    ],
)
def test_a_blank_line_in_mid_sentence_is_mended(first: str, second: str) -> None:
    assert is_torn(first, second)
    told = Posting("s", "i", "A Room", f"{first}\n\n{second}", "text/plain")
    release = clean(told, Rules())
    assert release.text == f"{first} {second}"
    assert release.repairs == ("torn-paragraph",)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(TORN + " work.", "contribute to it.", id="the sentence is over"),
        pytest.param(TORN, "Contribute to it.", id="a sentence begins"),
        pytest.param("This is thought to", "contribute to it.", id="a short line"),
        pytest.param(
            "What the new rooms by the river are going to look like for our guests",
            "rooms will be ready in June.",
            id="a heading: no sentence in it",
        ),
        pytest.param(TORN, "a) the effect", id="a list by letters"),
        pytest.param(TORN, "ii) the effect", id="a list by numerals"),
        pytest.param(TORN, "• the effect", id="a bullet"),
        pytest.param(TORN, "- the effect", id="a dash"),
        pytest.param(TORN, "https://clinic.example.org/effect", id="an address"),
        pytest.param(TORN, "www.clinic.example.org", id="a bare address"),
        pytest.param(TORN, "press@clinic.example.org for more", id="an e-mail"),
        pytest.param(TORN, "calmMe, a network of rooms, opens.", id="a brand"),
        pytest.param(TORN, "san diego, California – We opened.", id="a dateline"),
    ],
)
def test_what_only_looks_torn_stays(first: str, second: str) -> None:
    assert not is_torn(first, second)
