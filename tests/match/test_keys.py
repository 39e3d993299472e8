"""Which identities a release bears, and in which role."""

from __future__ import annotations

import hashlib

import pytest

from syndicate.match import Role, keys, url_keys
from syndicate.model import Form, Link, Purpose, Release

PAGE = "https://newsworthy.ai/news/202609141187/river-clinic-opens"


def release(**fields: object) -> Release:
    known: dict[str, object] = {"source": "s", "item": "1", "title": "T", "text": "x"}
    return Release(**(known | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (PAGE, "http://www.newsworthy.ai/news/202609141187/another-slug"),
        (PAGE, "https://newsworthy.ai/news/es/202609141187/abre-la-clinica"),
        (
            "https://www.reddit.com/r/Clinics/comments/1avcv9n/opens_doors/",
            "https://redd.it/1avcv9n",
        ),
        (
            "https://fishervista.com/en/clinic-opens/20264244",
            "https://newsworthy.ai/curated/other-slug/20264244",
        ),
        (
            "https://clinic.example.org/news/opening/?utm_source=feed#top",
            "http://www.clinic.example.org/news/opening",
        ),
    ],
)
def test_two_addresses_of_one_page_share_a_key(one: str, two: str) -> None:
    assert set(url_keys(one)) & set(url_keys(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (PAGE, "https://newsworthy.ai/news/202609141188/river-clinic-opens"),
        (
            "https://clinic.example.org/?p=101",
            "https://clinic.example.org/?p=102",
        ),
        (
            "https://burstable.news/news/202609/4244-a",
            "https://faqstaq.news/news/202609/4244-a",
        ),
    ],
)
def test_look_alike_addresses_share_none(one: str, two: str) -> None:
    assert not set(url_keys(one)) & set(url_keys(two))


@pytest.mark.parametrize(
    "url", ["None", "", "https://newsramp.comNone", "https://newsramp.com/None", "/x"]
)
def test_a_broken_link_bears_no_key(url: str) -> None:
    assert url_keys(url) == ()
    assert keys(release(links=(Link(Purpose.ORIGINAL, url),))) == ()


def test_the_tldr_key_is_the_md5_of_the_exact_original_url() -> None:
    exact = hashlib.md5(PAGE.encode(), usedforsecurity=False).hexdigest()
    told = keys(release(links=(Link(Purpose.ORIGINAL, PAGE),)))
    tldr = f"https://newsramp.com/curated-news/a-slug/{exact}"
    page = keys(release(url=tldr, form=Form.REWRITE))
    assert {key.value: key.role for key in told}[f"tldr:{exact}"] is Role.TRAIL
    assert {key.value: key.role for key in page}[f"tldr:{exact}"] is Role.OWN


def test_its_own_address_is_own_and_what_it_names_is_a_claim() -> None:
    told = {
        key.value: key.role
        for key in keys(
            release(
                url="https://clinic.example.org/news/1",
                links=(
                    Link(Purpose.ORIGINAL, PAGE),
                    Link(Purpose.DISCUSSION, "https://redd.it/1avcv9n"),
                    Link(Purpose.MENTION, "https://elsewhere.example.net/"),
                ),
            )
        )
    }
    assert told["url:clinic.example.org/news/1"] is Role.OWN
    assert told["newsworthy:1187"] is Role.ORIGINAL
    assert told["reddit:1avcv9n"] is Role.TRAIL
    assert "url:elsewhere.example.net" not in told
