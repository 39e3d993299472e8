"""No source replaces, deletes, back-dates, buries or impersonates the clinic's own."""

from __future__ import annotations

import hashlib
from html import escape

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import archive_file, rss
from tests.guarantees.siege import HOST, Attack, Make, Own, Siege, besiege, speak

ELSEWHERE = "https://forger.example.com"
LIE = "River Clinic has closed for good, and its patients are asked to pay at once."


def at(own: Own, path: str = "copy") -> str:
    return f"{ELSEWHERE}/{own.number}/{path}"


def lie(own: Own) -> str:
    """Other words under the clinic's name, long enough to be a text of its own."""
    return f"{LIE}\n\n{speak(1_000 + own.number)}"


def altered(own: Own) -> str:
    return own.text.replace(own.phone, "900-555-0199")


def same_guid_later(own: Own) -> Attack:
    return Attack(after=own.item(title="Closed", text=lie(own), url=at(own)))


def same_guid_first(own: Own) -> Attack:
    told = own.item(title="Closed", text=lie(own), url=at(own))
    return Attack(before=told, after=told)


def same_guid_and_link_first(own: Own) -> Attack:
    told = own.item(title="River Clinic is closed", text=lie(own))
    return Attack(before=told, after=told)


def same_link_later(own: Own) -> Attack:
    return Attack(after=own.item(title="Closed", text=lie(own), guid="x"))


def permalinks_of_other_spelling(own: Own) -> Attack:
    url = own.url.replace("https://c", "http://www.C") + "/?utm_source=x#top"
    told = own.item(title="Closed", text=lie(own), url=url, guid="y")
    return Attack(before=told, after=told)


def canonical_at_the_clinic(own: Own) -> Attack:
    page = (
        f"<!doctype html><html><head><title>Closed</title>"
        f"<link rel=canonical href='{own.url}'>"
        f"<meta property=og:url content='{own.url}'>"
        f"<meta property=og:site_name content='River Clinic'></head><body><article>"
        + "".join(f"<p>{part}</p>" for part in lie(own).split("\n\n"))
        + "</article></body></html>"
    )
    return Attack({"page.html": page}, {"page.html": page + " "}, kind="files")


def a_stub_with_our_link(own: Own) -> Attack:
    return Attack(after=own.item(title="Closed", text="", guid="stub"))


def a_forged_trail(own: Own) -> Attack:
    forged = archive_file(
        "River Clinic Closes",
        lie(own),
        own.url,
        "https://newsramp.com/curated-news/closed/"
        + hashlib.md5(own.url.encode(), usedforsecurity=False).hexdigest(),
        "[Reddit Post](https://www.reddit.com/r/Scam/comments/1abcd1/river_clinic/)",
    )
    return Attack({"a.md": forged}, {"a.md": forged + "\n"}, kind="archive")


def a_forged_newsramp_hash(own: Own) -> Attack:
    digest = hashlib.md5(own.url.encode(), usedforsecurity=False).hexdigest()
    url = f"https://newsramp.com/curated-news/river-clinic-closes/{digest}"
    return Attack(after=own.item(title="Closed", text=lie(own), guid=url, url=url))


def a_forged_newsworthy_number(own: Own) -> Attack:
    url = f"https://newsworthy.ai/news/20261003900{own.number}/river-clinic-closes"
    first = own.item(title="Closed", text=lie(own), guid=url, url=url)
    again = own.item(title="Closed again", text=altered(own), guid=f"{url}x", url=url)
    return Attack(before=first, after=first + again)


def near_copy_with_another_phone_and_earlier_date(own: Own) -> Attack:
    told = own.item(
        text=altered(own), url=at(own), guid=at(own), date="2026-09-20T09:00:00Z"
    )
    return Attack(before=told, after=told, joins=True)


def near_copy_under_a_scandalous_title(own: Own) -> Attack:
    title = "Fraud at River Clinic: patients speak"
    told = own.item(
        title=title, text=own.text + "\n\n" + LIE, url=at(own), guid=at(own)
    )
    return Attack(before=told, after=told)


def verbatim_copy_dated_years_back(own: Own) -> Attack:
    told = own.item(url=at(own), guid=at(own), date="2019-01-01T00:00:00Z")
    return Attack(before=told, after=told, joins=True)


def copy_dated_in_the_future(own: Own) -> Attack:
    told = own.item(url=at(own), guid=at(own), date="2031-01-01T00:00:00Z")
    return Attack(before=told, after=told)


def lie_dated_in_the_future(own: Own) -> Attack:
    told = own.item(
        title=own.title,
        text=lie(own),
        url=at(own),
        guid=at(own),
        date="2031-01-01T00:00:00Z",
    )
    return Attack(before=told, after=told)


def an_embargo_in_a_copy(own: Own) -> Attack:
    text = f"EMBARGOED UNTIL 1 JANUARY 2031\n\n{own.text}"
    told = own.item(text=text, url=at(own), guid=at(own))
    return Attack(before=told, after=told)


def a_copy_that_says_retracted(own: Own) -> Attack:
    text = f"RETRACTED: River Clinic has withdrawn this release.\n\n{own.text}"
    told = own.item(
        title=f"Retracted: {own.title}", text=text, url=at(own), guid=at(own)
    )
    return Attack(after=told)


def a_copy_then_emptied(own: Own) -> Attack:
    return Attack(before=own.item(url=at(own), guid=at(own)), after=rss([]))


def a_copy_then_a_bot_wall(own: Own) -> Attack:
    wall = b"<!doctype html><html><title>Just a moment...</title><body></body></html>"
    return Attack(before=own.item(url=at(own), guid=at(own)), after=wall)


def a_copy_then_turned_into_a_lie(own: Own) -> Attack:
    return Attack(
        before=own.item(url=at(own), guid=at(own)),
        after=own.item(title="Closed", text=lie(own), url=at(own), guid=at(own)),
    )


def a_lie_then_turned_into_a_copy(own: Own) -> Attack:
    return Attack(
        before=own.item(title="Closed", text=lie(own), url=at(own), guid=at(own)),
        after=own.item(url=at(own), guid=at(own)),
        joins=True,
    )


def a_round_up(own: Own) -> Attack:
    both = "\n\n".join([own.text, Own(own.number - 1).text, lie(own)])
    told = own.item(title="The week in clinics", text=both, url=at(own), guid=at(own))
    return Attack(before=told, after=told)


def a_chain_through_a_third(own: Own) -> Attack:
    half, other = own.text.split("\n\n")[0], lie(own).split("\n\n")[1]
    one = own.item(title="Half", text=f"{half}\n\n{other}", url=at(own), guid="half")
    two = own.item(title="Closed", text=f"{LIE} {other}", url=at(own, "2"), guid="two")
    return Attack(after=one + two)


def a_host_that_looks_alike(own: Own) -> Attack:
    url = own.url.replace("clinic.", "clіnic.")  # a Cyrillic letter
    told = own.item(text=altered(own), url=url, guid=url)
    return Attack(before=told, after=told, joins=True)


def a_host_as_user_name(own: Own) -> Attack:
    url = f"https://{HOST}@forger.example.com/news/{own.number}"
    told = own.item(text=altered(own), url=url, guid=url)
    return Attack(before=told, after=told)


def a_claim_to_be_the_clinic(own: Own) -> Attack:
    more = (
        "<dc:creator>River Clinic</dc:creator><author>press@clinic.example.org</author>"
        "<source url='https://clinic.example.org/feed/'>River Clinic</source>"
    )
    text = (
        f"SALEM, Ore., Oct. 4, 2026 /River Clinic/ -- {lie(own)}\n\nSOURCE River Clinic"
    )
    told = own.item(title="Closed", text=text, url=at(own), guid=at(own), more=more)
    return Attack(before=told, after=told)


def a_feed_that_lies_about_itself(own: Own) -> Attack:
    whole = (
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>"
        f"<id>https://{HOST}/feed/atom/</id><title>River Clinic</title>"
        f"<link rel='self' href='https://{HOST}/feed/atom/'/>"
        f"<link href='https://{HOST}/'/><author><name>River Clinic</name>"
        f"<uri>https://{HOST}/</uri></author><updated>2031-01-01T00:00:00Z</updated>"
        f"<entry><id>{own.guid}</id><title>Closed</title><link href='{own.url}'/>"
        "<updated>2031-01-01T00:00:00Z</updated><published>2001-01-01T00:00:00Z"
        f"</published><content type='html'>{escape(lie(own))}</content></entry></feed>"
    ).encode()
    return Attack(before=whole, after=whole + b"\n")


def a_stolen_pickup(own: Own) -> Attack:
    pickup = f"https://outlet.example.net/?rkey=2026100390{own.number}SF1&filter=1"
    told = own.item(title="Closed", text=lie(own), url=pickup, guid=pickup)
    return Attack(before=told, after=told)


def squatting_on_reddit(own: Own) -> Attack:
    thread = f"https://www.reddit.com/r/Scam/comments/1abz{own.number:02}/closed/"
    content = escape(
        f'<a href="{own.url}">[link]</a> <a href="{thread}">[comments]</a>'
    )
    whole = (
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>"
        "<title>r/Scam</title><id>/r/Scam/.rss</id><entry>"
        f"<author><name>/u/x</name></author><id>t3_1abz{own.number:02}</id>"
        f"<title>{own.title}: a scam</title><link href='{thread}'/>"
        f"<content type='html'>{content}</content>"
        "<updated>2026-10-02T09:00:00+00:00</updated></entry></feed>"
    ).encode()
    return Attack(before=whole, after=whole + b"\n")


def a_translation_that_is_none(own: Own) -> Attack:
    text = (
        "La clínica ha cerrado para siempre y los pacientes deben pagar hoy mismo.\n\n"
        "No habrá más consultas, dijo una persona que no quiso dar su nombre. El dinero"
        " debe enviarse por correo antes del viernes a una oficina de otra ciudad."
    )
    more = f"<link rel='canonical' href='{own.url}'/><dc:language>es</dc:language>"
    told = own.item(title="Cerrada", text=text, url=at(own), guid=at(own), more=more)
    return Attack(after=told)


def one_guid_for_everything(own: Own) -> Attack:
    told = "".join(
        own.item(title=f"Closed {n}", text=speak(2_000 + n), url=at(own, str(n)))
        for n in range(5)
    )
    return Attack(before=told, after=told + own.item(title="Closed", text=lie(own)))


def a_name_in_one_folder_with_ours(own: Own) -> Attack:
    """Files that are named as the clinic's items are."""
    name = f"{own.guid.rsplit('/', 1)[-1]}.md"
    file = f"# {own.title}\n\n{altered(own)}"
    return Attack({name: file}, {name: file + "\n"}, kind="files", joins=True)


def a_very_long_copy(own: Own) -> Attack:
    text = "\n\n".join([own.text, *(speak(3_000 + n) for n in range(8))])
    told = own.item(text=text, url=at(own), guid=at(own))
    return Attack(before=told, after=told)


def copies_by_the_dozen(own: Own) -> Attack:
    told = "".join(
        own.item(url=at(own, str(n)), guid=at(own, str(n)), date="2026-10-01T00:00:00Z")
        for n in range(30)
    )
    return Attack(before=told, after=told, joins=True)


ATTACKS: dict[str, Make] = {
    make.__name__: make
    for make in (
        *(same_guid_later, same_guid_first, same_guid_and_link_first, same_link_later),
        *(permalinks_of_other_spelling, canonical_at_the_clinic, a_stub_with_our_link),
        *(a_forged_trail, a_forged_newsramp_hash, a_forged_newsworthy_number),
        *(
            near_copy_with_another_phone_and_earlier_date,
            verbatim_copy_dated_years_back,
        ),
        *(near_copy_under_a_scandalous_title, copy_dated_in_the_future),
        *(lie_dated_in_the_future, an_embargo_in_a_copy, a_copy_that_says_retracted),
        *(a_copy_then_emptied, a_copy_then_a_bot_wall, a_copy_then_turned_into_a_lie),
        *(a_lie_then_turned_into_a_copy, a_round_up, a_chain_through_a_third),
        *(a_host_that_looks_alike, a_host_as_user_name, a_claim_to_be_the_clinic),
        *(a_feed_that_lies_about_itself, a_stolen_pickup, squatting_on_reddit),
        *(a_translation_that_is_none, one_guid_for_everything, a_very_long_copy),
        *(a_name_in_one_folder_with_ours, copies_by_the_dozen),
    )
}


@pytest.fixture(scope="module")
def siege(tmp_path_factory: pytest.TempPathFactory) -> Siege:
    return besiege(Project(tmp_path_factory.mktemp("siege")), ATTACKS)


@pytest.mark.parametrize("name", ATTACKS)
def test_our_release_is_what_the_clinic_told(siege: Siege, name: str) -> None:
    own, item = siege.owns[name], siege.item(name)
    assert item["title"] == own.title
    assert item["date_published"] == f"{own.day}T09:00:00Z"
    for paragraph in own.text.split("\n\n"):
        assert escape(paragraph) in item["content_html"]
    assert item["_syndicate"]["issuer"] == "River Clinic"
    assert item["_syndicate"]["page"] == siege.pages[own.url]
    assert "changes" not in item["_syndicate"]


@pytest.mark.parametrize("name", ATTACKS)
def test_our_page_is_named_by_our_headline(siege: Siege, name: str) -> None:
    page = siege.pages[siege.owns[name].url].rsplit("/", 1)[1]
    assert "-comes-to-river-clinic-" in page


@pytest.mark.parametrize("name", ATTACKS)
def test_the_clinic_stays_the_original(siege: Siege, name: str) -> None:
    first, *others = siege.hour(name)
    assert first == ("own", siege.owns[name].url, "seen", "original")
    for source, _, standing, relation in others:
        assert source == name
        assert relation != "original"
        assert standing in {"seen", "claimed", "withdrawn"}
    if ATTACKS[name](siege.owns[name]).joins:
        assert name in {source for source, *_ in others}


@pytest.mark.parametrize(
    "name",
    ["near_copy_with_another_phone_and_earlier_date", "a_host_that_looks_alike"],
)
def test_an_altered_copy_is_told_to_staff(siege: Siege, name: str) -> None:
    own = siege.owns[name]
    drift = siege.project.explain(own.url)["drift"]
    told = [(each["name"], each["told"], each["here"]) for each in drift]
    assert ("phone", own.phone, "900-555-0199") in told


def test_a_host_of_two_scripts_is_shown_as_it_is_sent(siege: Siege) -> None:
    places = siege.item("a_host_that_looks_alike")["_syndicate"]["appearances"]
    (forged,) = (each for each in places if each["source"] != HOST)
    assert forged["source"].startswith("xn--")
    assert forged["url"].startswith(f"https://{forged['source']}/")
    assert siege.project.holding("clіnic.") == set()


def test_no_word_of_a_lie_is_public(siege: Siege) -> None:
    for words in (LIE, "900-555-0199", "La clínica ha cerrado", "Fraud at", "a scam"):
        assert siege.project.holding(words) == set(), words


def test_the_newest_are_ours_in_the_order_of_their_days(siege: Siege) -> None:
    told = siege.items()
    days = [each["date_published"] for each in told]
    assert days == sorted(days, reverse=True)
    assert {each["url"] for each in told} == {own.url for own in siege.owns.values()}
