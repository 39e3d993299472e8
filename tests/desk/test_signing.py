"""Who gets in: by a password or a sign-on, how often they may be wrong, until when."""

from __future__ import annotations

import re
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from syndicate.store import Account, Store
from tests.desk.office import (
    ANN,
    BEN,
    NOW,
    NUMBERS,
    PASSWORD,
    RUTH,
    Office,
    serving,
)


def cookies(answer: object) -> list[str]:
    return answer.headers.getlist("Set-Cookie")  # type: ignore[attr-defined, no-any-return]


def test_whoever_is_not_signed_in_is_led_to_the_form_and_then_on(
    office: Office,
) -> None:
    visitor = office.client()
    visitor.get("/decisions?page=1")
    assert visitor.path == "/sign-in"
    answer = visitor.press("Sign in", name=ANN, password=PASSWORD)
    assert (answer.status_code, visitor.path) == (200, "/decisions")


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example.org", "https://evil.example.org/", "/\\evil", "/\r\nA: b"],
)
def test_nobody_is_led_elsewhere(office: Office, wanted: str) -> None:
    visitor = office.client()
    visitor.get("/sign-in")
    answer = visitor.post(
        "/sign-in", {"name": ANN, "password": PASSWORD, "next": wanted}
    )
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("name", [ANN, "nobody", ""])
def test_a_wrong_password_and_an_unknown_name_are_told_alike(
    office: Office, name: str
) -> None:
    visitor = office.client()
    answer = visitor.sign_in(name, "something else")
    assert answer.status_code == 403
    assert "That name and password do not fit." in answer.text
    assert cookies(answer) == []


def test_the_cookie_is_ours_alone_and_another_after_signing_in(office: Office) -> None:
    visitor = office.client()
    before = cookies(visitor.client.get("/sign-in"))[0]
    visitor.get("/sign-in")
    after = cookies(visitor.sign_in(ANN))[0]
    for cookie in (before, after):
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "Secure" not in cookie
    assert before.partition(";")[0] != after.partition(";")[0]
    told = after.partition(";")[0].partition("=")[2]
    with office.store() as store:
        (row,) = store.connection.execute("SELECT key, account FROM sessions")
    assert row["account"] == ANN
    assert told not in row["key"]


def test_behind_https_the_cookie_is_sent_over_https_only(office: Office) -> None:
    office.changes = {"address": "https://desk.example.org/"}
    visitor = office.client()
    host = {"Host": "desk.example.org"}
    (cookie,) = cookies(visitor.client.get("/sign-in", headers=host))
    assert cookie.startswith("__Host-desk=")
    assert "Secure" in cookie


def test_a_session_ends_by_itself_and_by_its_owner(office: Office) -> None:
    visitor = office.client(ANN)
    assert visitor.get("/").request.path == "/"
    office.clock.now = NOW + timedelta(hours=12, seconds=1)
    visitor.get("/")
    assert visitor.path == "/sign-in"
    assert visitor.sign_in(ANN).status_code == 303
    visitor.get("/")
    visitor.press("Sign out")
    assert "Signed out" in visitor.words
    visitor.get("/")
    assert visitor.path == "/sign-in"
    with office.store() as store:
        assert store.connection.execute("SELECT * FROM sessions").fetchall() == []


def test_five_wrong_passwords_and_one_must_wait(office: Office) -> None:
    visitor = office.client()
    for _ in range(5):
        assert visitor.sign_in(ANN, "wrong").status_code == 403
    refused = visitor.sign_in(ANN)
    assert refused.status_code == 429
    assert "Try again in 15 minutes." in refused.text
    assert visitor.sign_in(BEN).status_code == 303  # it is not the whole office
    office.clock.now = NOW + timedelta(minutes=15, seconds=1)
    assert office.client().sign_in(ANN).status_code == 303


def test_one_address_cannot_try_every_name(office: Office) -> None:
    visitor = office.client()
    for number in range(20):
        assert visitor.sign_in(f"guess-{number}", "wrong").status_code == 403
    assert visitor.sign_in(ANN).status_code == 429
    other = {"environ_overrides": {"REMOTE_ADDR": "127.0.0.9"}}
    visitor.get("/sign-in")
    told = {"name": ANN, "password": PASSWORD}
    assert visitor.post("/sign-in", told, **other).status_code == 303


PROXIES = {"trusted": ("127.0.0.1", "10.1.0.0/16")}


def fail(office: Office, peer: str, forwarded: str, name: str = "") -> int:
    """Be wrong once, by way of a proxy; gives the status."""
    visitor = office.client()
    visitor.get("/sign-in")
    told = {"name": name or f"guess-{next(NUMBERS)}", "password": "wrong"}
    answer = visitor.post(
        "/sign-in",
        told,
        headers={"X-Forwarded-For": forwarded} if forwarded else {},
        environ_overrides={"REMOTE_ADDR": peer},
    )
    return answer.status_code


def failed_before(office: Office, address: str, times: int) -> None:
    """As if they had been wrong that often; to be wrong takes a while."""
    with Store.open(office.settings().paths.database) as store:
        for number in range(times):
            store.accounts.fail(f"before-{number}", address, NOW)


def addresses(office: Office) -> set[str]:
    with office.store() as store:
        rows = store.connection.execute("SELECT address FROM sign_ins")
        return {row["address"] for row in rows}


def test_behind_a_proxy_whoever_asked_it_is_counted(office: Office) -> None:
    """One person who guesses locks out themselves, not everybody behind the proxy."""
    office.changes = PROXIES
    failed_before(office, "192.0.2.7", 19)
    assert fail(office, "127.0.0.1", "192.0.2.7") == 403
    assert fail(office, "127.0.0.1", "192.0.2.7") == 429
    assert fail(office, "127.0.0.1", "192.0.2.8") == 403
    assert addresses(office) == {"192.0.2.7", "192.0.2.8"}


def test_what_the_asker_wrote_before_the_proxy_is_not_believed(office: Office) -> None:
    """Another invented address in each try is the same person still."""
    office.changes = PROXIES
    failed_before(office, "192.0.2.7", 17)
    for number in range(3):
        spoofed = f"203.0.113.{number}, 10.1.0.{number}, 192.0.2.7"
        assert fail(office, "127.0.0.1", spoofed) == 403
    assert fail(office, "127.0.0.1", "203.0.113.99, 192.0.2.7") == 429
    assert addresses(office) == {"192.0.2.7"}


def test_whoever_is_no_proxy_of_ours_is_not_believed(office: Office) -> None:
    office.changes = PROXIES
    assert fail(office, "192.0.2.9", "203.0.113.1") == 403
    assert addresses(office) == {"192.0.2.9"}
    office.changes = {}
    assert fail(office, "127.0.0.1", "203.0.113.1") == 403
    assert addresses(office) == {"192.0.2.9", "127.0.0.1"}


@pytest.mark.parametrize(
    ("forwarded", "counted"),
    [
        ("203.0.113.1, 192.0.2.7, 10.1.2.3, 10.1.9.9", "192.0.2.7"),
        ("192.0.2.7:49152", "192.0.2.7"),
        ("[2001:db8::7]:49152, 10.1.2.3", "2001:db8::7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:DB8:0:0::7", "2001:db8::7"),
        ("192.0.2.7, unknown, 10.1.2.3", "10.1.2.3"),  # no further than it is told
        ("10.1.2.3, 10.1.2.4", "10.1.2.3"),
        ("'; DROP TABLE sign_ins; --", "127.0.0.1"),
        ("192.0.2.7,", "127.0.0.1"),
        ("," * 5000, "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_the_last_hop_that_is_no_proxy_counts(
    office: Office, forwarded: str, counted: str
) -> None:
    office.changes = PROXIES
    assert fail(office, "127.0.0.1", forwarded) == 403
    assert addresses(office) == {counted}


@pytest.mark.parametrize("trusted", [(), ("127.0.0.1",)])
def test_the_server_hands_on_what_a_proxy_tells(
    office: Office, trusted: tuple[str, ...]
) -> None:
    """Over real HTTP, with the header twice, as a proxy in front of one adds it."""
    office.changes = {"port": 0, "trusted": trusted}
    with serving(office.surroundings()) as url:
        host = url.removeprefix("http://")
        connection = HTTPConnection(host, timeout=60)
        connection.request("GET", "/sign-in")
        answer = connection.getresponse()
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
        token = re.findall(r'name="token" value="(\w+)"', answer.read().decode())[0]
        body = urlencode({"token": token, "name": ANN, "password": "wrong"})
        connection.putrequest("POST", "/sign-in")
        for name, value in (
            ("Cookie", cookie),
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Content-Length", str(len(body))),
            ("X-Forwarded-For", "203.0.113.1"),
            ("X-Forwarded-For", "192.0.2.7"),
        ):
            connection.putheader(name, value)
        connection.endheaders(body.encode())
        assert connection.getresponse().status == 403
        connection.close()
    assert addresses(office) == {"192.0.2.7" if trusted else "127.0.0.1"}


def test_a_reader_sees_everything_and_changes_nothing(office: Office) -> None:
    visitor = office.client(RUTH)
    visitor.get("/")
    assert "A new light therapy" in visitor.page
    assert {form.label for form in visitor.forms()} == {"Sign out"}
    ann = office.client(ANN)
    ann.get("/")
    approve = ann.form("Approve")
    answer = visitor.post(approve.action, approve.fields | {"token": "x"})
    assert answer.status_code == 400
    fields = {"state": approve.fields["state"]}
    answer = visitor.post(approve.action, fields)
    assert answer.status_code == 403
    assert "You may look, and not decide" in answer.text
    with office.store() as store:
        assert list(store.register.decisions()) == []


def test_another_password_signs_out_everywhere_else(office: Office) -> None:
    app = office.client(ANN)
    elsewhere = office.client(ANN)
    app.get("/account")
    change = "/account/password"
    for wrong in (
        {"password": "no", "fresh": "a new long one", "again": "a new long one"},
        {"password": PASSWORD, "fresh": "a new long one", "again": "another one"},
        {"password": PASSWORD, "fresh": "short", "again": "short"},
    ):
        assert app.post(change, wrong).status_code in (400, 403)
    right = {"password": PASSWORD, "fresh": "a new long one", "again": "a new long one"}
    assert "is another from now on" in app.post(change, right).text
    assert app.get("/").request.path == "/"
    elsewhere.get("/")
    assert elsewhere.path == "/sign-in"
    assert office.client().sign_in(ANN).status_code == 403
    assert office.client().sign_in(ANN, "a new long one").status_code == 303


def test_times_are_shown_where_one_lives(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/account")
    visitor.press("Change", "zone", zone="America/Denver")
    assert "in that zone from now on" in visitor.words
    visitor.get("/sources")
    assert "5 October 2026, 05:46 UTC−06:00" in visitor.words
    assert '<time datetime="2026-10-05T11:46:00Z">' in visitor.page
    visitor.get("/account")
    assert visitor.press("Change", "zone", zone="Mars/Base").status_code == 400
    visitor.get("/")
    both = "4 October 2026, 03:00 UTC−06:00 (4 October 2026, 09:00 UTC)"
    assert both in visitor.words  # what its source told stands beside it


# ------------------------------------------------------------------- sign-on

SIGN_ON = {"header": "X-Remote-User", "trusted": ("127.0.0.1", "10.1.0.0/16")}


def test_a_sign_on_names_who_is_there(office: Office) -> None:
    office.changes = SIGN_ON
    visitor = office.client()
    for name, role in ((ANN, ""), (BEN, ""), ("somebody", "reader"), (RUTH, "reader")):
        told = {"X-Remote-User": name.encode().decode("latin-1")}
        page = visitor.get("/", headers=told).text
        assert f"<bdi>{name}</bdi>" in page
        assert ('<span class="quiet">reader</span>' in page) is (role == "reader")
        assert "Sign out" not in page


def test_a_sign_on_may_let_everybody_decide(office: Office) -> None:
    office.changes = SIGN_ON | {"role": "editor"}
    visitor, told = office.client(), {"X-Remote-User": "somebody"}
    visitor.get("/", headers=told)
    form = visitor.form("Approve")
    answer = visitor.post(form.action, form.fields, headers=told)
    assert answer.status_code == 303
    with office.store() as store:
        (decision,) = store.register.decisions()
    assert decision.who == "somebody"


def test_the_header_is_believed_from_its_own_addresses_alone(office: Office) -> None:
    office.changes = SIGN_ON
    visitor, told = office.client(), {"X-Remote-User": ANN}
    elsewhere = {"REMOTE_ADDR": "10.2.0.1"}
    answer = visitor.client.get("/", headers=told, environ_overrides=elsewhere)
    assert answer.headers["Location"].startswith("/sign-in")
    within = {"REMOTE_ADDR": "10.1.255.1"}
    visitor.get("/", headers=told, environ_overrides=within)
    assert visitor.path == "/"


@pytest.mark.parametrize("name", ["", "  ", "a" * 101, "ann\x07"])
def test_a_sign_on_that_names_nobody_lets_nobody_in(office: Office, name: str) -> None:
    office.changes = SIGN_ON
    answer = office.client().get("/", headers={"X-Remote-User": name})
    assert answer.status_code == 403
    assert "Nobody said who you are" in answer.text


def test_an_account_without_a_password_has_none_that_fits(office: Office) -> None:
    with Store.open(office.settings().paths.database) as store:
        store.accounts.add(Account("remote", "editor", NOW))
    for password in ("", "remote", "nobody has this one"):
        answer = office.client().sign_in("remote", password)
        assert answer.status_code in (403, 400)


def test_the_page_of_the_form_says_where_it_belongs(office: Office) -> None:
    page = office.client().get("/sign-in").text
    assert re.search(r'<label for="name">Name</label><input id="name"', page)
    assert 'autocomplete="current-password"' in page
