"""Which identities a release bears, and in which role."""

from __future__ import annotations

import hashlib

import pytest

from syndicate.match import Role, keys, url_keys
from syndicate.match.keys import continues, other_slug, slug_key
from syndicate.match.sites import SITES, Site
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


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.host)
def test_a_number_stands_for_a_release_whatever_its_title(site: Site) -> None:
    key = url_keys(site.seen)[-1]
    assert key.startswith(f"site:{site.host}/")
    assert url_keys(site.seen.replace("opens", "has-opened"))[-1] == key
    assert url_keys(site.seen.replace("12345", "12346"))[-1] != key


@pytest.mark.parametrize(
    "amp",
    [
        "https://clinic.example.org/news/opening/amp/",
        "https://amp.clinic.example.org/news/opening",
        "https://clinic.example.org/news/opening?amp=1",
        "https://clinic.example.org/news/opening?outputType=amp",
        "https://www.google.com/amp/s/clinic.example.org/news/opening/amp",
        "https://clinic-example-org.cdn.ampproject.org/c/s/clinic.example.org/news/opening",
        "https://clinic.example.org/news/opening/index.html",
        "https://www.clinic.example.org/news//opening/?gclid=x&utm_medium=y",
    ],
)
def test_a_page_and_its_other_spellings_share_a_key(amp: str) -> None:
    assert url_keys(amp) == url_keys("https://clinic.example.org/news/opening")


@pytest.mark.parametrize(
    "url",
    [
        "https://clinic.example.org/amplifying-care",
        "https://amp.example/news",  # a host of its own, not a prefix
        "https://clinic.example.org/camp",
    ],
)
def test_what_only_looks_like_amp_is_as_written(url: str) -> None:
    assert url_keys(url) == (f"url:{url.removeprefix('https://')}",)


TLDR = (
    "https://newsramp.com/curated-news/river-clinic-opens-a-wing-for-chronic-pain/"
    + ("0" * 32)
)


@pytest.mark.parametrize(
    ("thread", "same"),
    [
        ("river_clinic_opens_a_wing_for_chro", True),
        ("river_clinic_opens_a_wing_for_children", False),
        ("river_clinic", False),  # too short to be told from others
    ],
)
def test_a_reddit_title_that_is_cut_is_the_beginning_of_the_summary_s(
    thread: str, same: bool
) -> None:
    post = f"https://www.reddit.com/r/Clinics/comments/1avcv9n/{thread}/"
    sought = other_slug(slug_key(TLDR))
    assert (sought == slug_key(post) and continues(post, TLDR)) is same
    assert continues(post, TLDR) == continues(TLDR, post)
    borne = {key.value for key in keys(release(url=post, form=Form.DISCUSSION))}
    assert (sought in borne) == (len(thread) > 20)
