"""The digest from the desk: read, sent to oneself, closed and sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from syndicate.desk.previews import Previews
from syndicate.digesting import compose, put_in_forms
from syndicate.errors import InputOutputError
from syndicate.model import Series
from syndicate.reporting import report_sources
from tests.desk.office import ANN, BEN, NOW, Office, held_up
from tests.mailbox import receiving


def with_mail(office: Office, port: int) -> None:
    config = office.folder / "config.toml"
    told = f"""
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "news@example.org"

[[recipient]]
address = "press@example.org"
"""
    config.write_text(config.read_text("utf-8") + told, "utf-8")


def test_the_open_edition_is_read_under_its_own_policy(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/digest")
    assert "Daily edition 1, open" in visitor.words
    assert "there is no [mail] host" in visitor.words
    answer = visitor.get("/digest/daily")
    assert "River Clinic opens a wing" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("frame-ancestors 'none'")


def test_the_daily_edition_is_what_the_last_run_or_decision_left(
    office: Office,
) -> None:
    visitor = office.client(ANN)
    left = (office.folder / "digest" / "digest.html").read_text("utf-8")
    there, here = (
        f'<a href="{each}">past editions</a>'
        for each in ("editions/index.html", "/digest#past")
    )
    assert visitor.get("/digest/daily").text == left.replace(there, here)
    assert here in visitor.page
    assert "hidden by staff" not in visitor.page
    visitor.get(f"/stories/{office.id_of('River Clinic opens a wing')}")
    visitor.press("Hide")
    assert "hidden by staff" in visitor.get("/digest/daily").text


def test_an_edition_that_nobody_wrote_is_put_together(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/digest/weekly")
    assert "Weekly edition 1: everything so far" in visitor.page
    (office.folder / "digest" / "digest.html").unlink()
    visitor.get("/digest/daily")
    assert "Daily edition 1: everything so far" in visitor.page


def test_while_it_is_put_together_the_page_says_so_and_looks_again(
    office: Office,
) -> None:
    visitor = office.client(ANN)
    with held_up(office.previews):
        answer = visitor.get("/digest/weekly")
        again, way = answer.headers["Refresh"].split("; url=")
        assert "It is being put together" in visitor.words
        assert "looks again by itself every second" in visitor.words
        assert (again, way) == ("1", "/digest/weekly?look=1")
        other = office.client(BEN)
        assert other.get("/digest/weekly").headers["Refresh"].endswith(way)
        assert "Refresh" not in visitor.get(f"{way}&still").headers
        assert "This page stays as it is" in visitor.words
    assert "Weekly edition 1" in visitor.get(way).text
    assert "Weekly edition 1" in visitor.get(way).text  # looked at again
    assert office.previews._last[Series.WEEKLY].number == 1
    visitor.get("/digest/weekly")  # of now
    assert office.previews._last[Series.WEEKLY].number == 2


def test_what_goes_wrong_with_it_is_told_to_whoever_waits() -> None:
    previews = Previews(at_once=60)

    def fail() -> bytes:
        raise InputOutputError("the disk is gone")

    look = previews.look(Series.DAILY, None, fail)
    with pytest.raises(InputOutputError, match="the disk is gone"):
        look.ready(60)
    assert previews.look(Series.DAILY, None, lambda: b"there").ready(60) == b"there"


def test_it_is_sent_to_whoever_asks_and_stays_open(office: Office) -> None:
    with receiving() as mailbox:
        with_mail(office, mailbox.port)
        visitor = office.client(ANN)
        visitor.get("/digest")
        visitor.press("Send to me", series="daily")
        assert "Sent to a@example.org." in visitor.words
        (letter,) = mailbox.letters
    assert letter[0] == "a@example.org"
    with office.store() as store:
        assert store.editions.closed() == []


def test_closing_is_asked_twice_and_sends(office: Office) -> None:
    with receiving() as mailbox:
        with_mail(office, mailbox.port)
        visitor = office.client(ANN)
        visitor.get("/digest")
        visitor.press("Close and send …")
        assert "Close the daily edition?" in visitor.words
        assert mailbox.letters == []
        visitor.press("Close and send it")
        assert "daily-1 is closed. Delivered to press@example.org." in visitor.words
        assert len(mailbox.letters) == 1
    visitor.get("/digest/daily/1")
    assert "Daily edition 1" in visitor.page
    assert '<a href="/digest#past">past editions</a>' in visitor.page
    visitor.get("/digest")
    assert "press@example.org : delivered" in visitor.words
    visitor.press("Close and send …")
    visitor.press("Close and send it")
    assert "No edition is due: nothing was closed." in visitor.words


def test_an_edition_is_closed_by_one_click_however_often_it_comes(
    office: Office,
) -> None:
    """As by a double click, by loading the answer again, or by a colleague."""
    with receiving() as mailbox:
        with_mail(office, mailbox.port)
        visitor = office.client(ANN)
        visitor.get("/digest")
        visitor.press("Close and send …")
        form = visitor.form("Close and send it")
        visitor.press("Close and send it")
        office.clock.now += timedelta(seconds=3)
        answer = visitor.client.post(form.action, data=form.fields)
        assert "daily-1 is closed already: nothing was closed." in answer.text
        assert len(mailbox.letters) == 1
    with office.store() as store:
        assert [each.name for each in store.editions.closed()] == ["daily-1"]
    fields = {**form.fields, "number": "x"}
    assert visitor.client.post(form.action, data=fields).status_code == 400


def test_the_digest_leads_to_the_desk(office: Office) -> None:
    office.changes = {"address": "https://desk.example.org/"}
    settings = office.settings()
    with office.store() as store:
        reports = report_sources(store.standings, settings, NOW)
        period = store.editions.opened(Series.DAILY)
        edition = compose(store, settings, reports, period, NOW)
    page = put_in_forms(edition, settings).page.decode()
    assert '<a href="https://desk.example.org/">answer at the desk</a>' in page
