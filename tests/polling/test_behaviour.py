"""What a server can see of a polite client, one behaviour a test.

Each test says what any client would be judged by, so bench/polling.py can put other
clients to the same tests. The clock is the world's; every poll is a run of its own.
"""

from __future__ import annotations

import socket
import threading
import time
from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.polling.world import FEED, HOUR, LOGIN, NEWS, START, VALIDATED, World

# ------------------------------------------------------- conditional requests


def test_the_first_request_is_unconditional(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    assert world.told("If-None-Match") is None
    assert world.told("If-Modified-Since") is None


def test_an_etag_is_echoed_byte_for_byte(world: World) -> None:
    world.say(FEED, 'ETag: "a b;c"')
    world.poll()
    world.poll(after=HOUR)
    assert world.told("If-None-Match") == '"a b;c"'


def test_a_weak_etag_with_a_comma_is_echoed(world: World) -> None:
    world.say(FEED, 'ETag: W/"a,b"')
    world.poll()
    world.poll(after=HOUR)
    assert world.told("If-None-Match") == 'W/"a,b"'


def test_last_modified_is_echoed_as_it_was_written(world: World) -> None:
    odd = "Sun, 4 oct 2026 7:00:00 EST"
    world.say(FEED, f"Last-Modified: {odd}")
    world.poll()
    world.poll(after=HOUR)
    assert world.told("If-Modified-Since") == odd


def test_both_validators_are_sent(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.poll(after=HOUR)
    assert world.told("If-None-Match") == '"1"'
    assert world.told("If-Modified-Since") == "Sun, 04 Oct 2026 07:00:00 GMT"


def test_no_validator_is_invented(world: World) -> None:
    world.say(FEED, 'ETag: "1"')
    world.poll()
    world.poll(after=HOUR)
    assert world.asked() == 2
    assert world.told("If-Modified-Since") is None


def test_304_keeps_the_validators(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.say(b"", status="304 Not Modified")
    world.poll(after=HOUR)
    world.poll(after=HOUR)
    assert world.asked() == 3
    assert world.told("If-None-Match") == '"1"'


def test_new_validators_replace_the_old(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.say(NEWS % b"<language>en</language>", 'ETag: "2"')
    world.poll(after=HOUR)
    world.poll(after=HOUR)
    assert world.told("If-None-Match") == '"2"'
    assert world.told("If-Modified-Since") is None


def test_validators_are_dropped_when_an_answer_has_none(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.say(FEED)
    world.poll(after=HOUR)
    world.poll(after=timedelta(days=1))
    assert world.asked() == 3
    assert world.told("If-None-Match") is None


def test_validators_of_what_is_no_feed_are_not_taken(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.say(LOGIN, 'ETag: "login"')
    world.poll(after=HOUR)
    world.poll(after=HOUR)
    assert world.asked() == 3
    assert world.told("If-None-Match") == '"1"'


def test_validators_of_an_error_page_are_not_taken(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.say(b"oops", 'ETag: "oops"', status="500 Oh no")
    world.poll(after=HOUR)
    world.poll(after=HOUR)
    assert world.asked() == 3
    assert world.told("If-None-Match") == '"1"'


# --------------------------------------------------------- the request itself


def test_a_poll_is_one_get(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.poll(after=HOUR)
    lines = [head.split("\r\n", 1)[0] for head in world.server.asked]
    assert lines == ["GET /feed HTTP/1.1"] * 2


def test_no_cookie_is_sent_back(world: World) -> None:
    world.say(FEED, "Set-Cookie: seen=1; Path=/", *VALIDATED)
    world.poll()
    world.poll(after=HOUR)
    assert world.asked() == 2
    assert world.told("Cookie") is None


def test_no_referer_is_sent(world: World) -> None:
    world.redirect("/feed", "/new", 302)
    world.say(FEED, at="/new")
    world.poll()
    assert world.asked("/new") == 1
    assert world.told("Referer") is None


def test_no_cache_is_forced(world: World) -> None:
    world.say(FEED)
    world.poll()
    assert world.told("Cache-Control") is None
    assert world.told("Pragma") is None


def test_the_user_agent_says_who_asks_and_where_to_reach_them(world: World) -> None:
    world.say(FEED)
    world.poll()
    agent = world.told("User-Agent") or ""
    assert "(+https://news.example.org/" in agent
    assert "Mozilla" not in agent


def test_feeds_are_what_is_accepted(world: World) -> None:
    world.say(FEED)
    world.poll()
    accept = world.told("Accept") or ""
    assert "application/rss+xml" in accept
    assert "application/atom+xml" in accept


def test_compression_is_offered(world: World) -> None:
    world.say(FEED)
    world.poll()
    assert "gzip" in (world.told("Accept-Encoding") or "")


# ------------------------------------------------------------------ redirects


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_move_is_remembered(world: World, status: int) -> None:
    world.redirect("/feed", "/new", status)
    world.say(FEED, *VALIDATED, at="/new")
    world.poll()
    world.poll(after=HOUR)
    assert (world.asked("/feed"), world.asked("/new")) == (1, 2)
    assert world.told("If-None-Match") == '"1"'


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_is_followed_each_time(world: World, status: int) -> None:
    world.redirect("/feed", "/new", status)
    world.say(FEED, *VALIDATED, at="/new")
    world.poll()
    world.poll(after=HOUR)
    assert (world.asked("/feed"), world.asked("/new")) == (2, 2)


@pytest.mark.parametrize("chain", [(301, 302), (302, 301)])
def test_one_temporary_hop_and_no_move_is_remembered(
    world: World, chain: tuple[int, int]
) -> None:
    world.redirect("/feed", "/between", chain[0])
    world.redirect("/between", "/new", chain[1])
    world.say(FEED, *VALIDATED, at="/new")
    world.poll()
    world.poll(after=HOUR)
    assert world.asked("/feed") == 2
    assert world.asked("/new") == 2


def test_a_move_to_what_is_no_feed_is_not_remembered(world: World) -> None:
    world.redirect("/feed", "/parked", 301)
    world.say(LOGIN, at="/parked")
    world.poll()
    world.say(FEED)
    world.watch(4)
    assert world.asked("/parked") == 1
    assert world.asked("/feed") >= 2


def test_a_move_that_stops_working_is_forgotten(world: World) -> None:
    world.redirect("/feed", "/new", 301)
    world.say(FEED, *VALIDATED, at="/new")
    world.poll()
    world.say(b"", status="404 Not Found", at="/new")
    world.say(FEED, *VALIDATED)
    world.watch(4)
    assert world.asked("/new") == 2
    assert world.asked("/feed") >= 2


def test_a_loop_of_redirects_ends(world: World) -> None:
    world.redirect("/feed", "/feed", 302)
    world.poll()
    assert 2 <= world.asked() <= 10


# ------------------------------------------------- being told to wait or stop


def test_410_stops_for_good(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.say(b"", status="410 Gone")
    world.poll(after=HOUR)
    world.watch(24 * 8, timedelta(hours=12))
    assert world.asked() == 2


@pytest.mark.parametrize("status", ["429 Slow down", "503 Busy"])
def test_retry_after_in_seconds_is_honoured(world: World, status: str) -> None:
    world.say(b"", "Retry-After: 10800", status=status)
    world.poll()
    world.watch(2)
    assert world.asked() == 1
    world.poll(after=HOUR)
    assert world.asked() == 2


@pytest.mark.parametrize("status", ["429 Slow down", "503 Busy"])
def test_retry_after_as_a_date_is_honoured(world: World, status: str) -> None:
    until = format_datetime(START + 3 * HOUR, usegmt=True)
    date = format_datetime(START, usegmt=True)
    world.say(b"", f"Retry-After: {until}", f"Date: {date}", status=status)
    world.poll()
    world.watch(2)
    assert world.asked() == 1
    world.poll(after=HOUR)
    assert world.asked() == 2


def test_retry_after_holds_for_the_whole_host(world: World) -> None:
    world.subscribe("/second")
    world.say(b"", "Retry-After: 10800", status="429 Slow down")
    world.say(FEED, *VALIDATED, at="/second")
    world.poll()
    world.watch(2)
    assert (world.asked("/feed"), world.asked("/second")) == (1, 0)
    world.say(FEED, *VALIDATED)
    world.watch(2)
    assert (world.asked("/feed"), world.asked("/second")) == (3, 2)


def test_retry_after_is_honoured_for_a_week_at_most(world: World) -> None:
    world.say(b"", "Retry-After: 999999999", status="429 Slow down")
    world.poll()
    world.poll(after=timedelta(days=6))
    assert world.asked() == 1
    world.poll(after=timedelta(days=1))
    assert world.asked() == 2


@pytest.mark.parametrize("status", ["403 A", "404 B", "503 C"])
def test_errors_are_met_with_longer_and_longer_waits(world: World, status: str) -> None:
    world.say(b"", status=status)
    world.poll()
    world.watch(16)
    assert 3 <= world.asked() <= 5  # at 0, 1, 3, 7 and 15 hours


def test_the_longest_wait_after_errors_is_a_day(world: World) -> None:
    world.say(b"", status="500 Oh no")
    for hours in (0, 1, 2, 4, 8, 16):
        world.poll(after=hours * HOUR)
    before = world.asked()
    world.watch(3 * 24, timedelta(hours=12))
    assert world.asked() - before == 3


def test_a_success_ends_the_waits(world: World) -> None:
    world.say(b"", status="500 Oh no")
    world.watch(4)
    world.say(FEED, *VALIDATED)
    world.watch(5)
    world.say(b"", status="500 Oh no")
    before = world.asked()
    world.watch(3)
    assert world.asked() - before >= 2


def test_a_server_that_breaks_off_is_met_with_longer_waits(world: World) -> None:
    world.server.paths["/feed"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss"
    world.poll()
    world.watch(16)
    assert 3 <= world.asked() <= 5


# -------------------------------------------------------------------- spacing


def test_a_second_run_within_the_hour_sends_nothing(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    for _ in range(3):
        world.poll(after=timedelta(minutes=19))
    assert world.asked() == 1


def test_a_source_is_due_after_exactly_an_hour(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.poll(after=timedelta(minutes=59, seconds=59))
    assert world.asked() == 1
    world.poll(after=timedelta(seconds=1))
    assert world.asked() == 2


def test_no_jitter_postpones_what_is_due(world: World) -> None:
    for number in range(20):
        world.subscribe(f"/{number}")
        world.say(FEED, *VALIDATED, at=f"/{number}")
    world.say(FEED, *VALIDATED)
    world.poll()
    world.poll(after=HOUR)
    assert [world.asked(f"/{number}") for number in range(20)] == [2] * 20


def expires(hours: int) -> tuple[str, str]:
    """Expires, so many hours after the answer was sent."""
    date, until = START, START + hours * HOUR
    return (
        f"Date: {format_datetime(date, usegmt=True)}",
        f"Expires: {format_datetime(until, usegmt=True)}",
    )


SPACES = b'<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
RHYTHMS: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "max-age": (FEED, ("Cache-Control: private, max-age=10800",)),
    "Expires": (FEED, expires(3)),
    "ttl": (NEWS % b"<ttl>180</ttl>", ()),
    "updatePeriod": (
        NEWS
        % (
            SPACES + b"daily</sy:updatePeriod><sy:updateFrequency "
            b'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">8'
            b"</sy:updateFrequency>"
        ),
        (),
    ),
    "skipHours": (
        NEWS % b"<skipHours><hour>13</hour><hour>14</hour></skipHours>",
        (),
    ),
}


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_the_time_that_is_asked_for_is_left_and_no_more(
    world: World, rhythm: str
) -> None:
    body, headers = RHYTHMS[rhythm]
    world.say(body, *VALIDATED, *headers)
    world.poll()
    world.watch(2)
    assert world.asked() == 1
    world.poll(after=HOUR)
    assert world.asked() == 2


def test_what_a_304_does_not_repeat_still_holds(world: World) -> None:
    world.say(FEED, *VALIDATED, "Cache-Control: max-age=10800")
    world.poll()
    world.say(b"", status="304 Not Modified")
    world.poll(after=3 * HOUR)
    world.watch(2)
    assert world.asked() == 2


def test_no_more_than_a_day_is_left_however_much_is_asked(world: World) -> None:
    world.say(FEED, *VALIDATED, "Cache-Control: max-age=9999999")
    world.poll()
    world.poll(after=23 * HOUR)
    assert world.asked() == 1
    world.poll(after=HOUR)
    assert world.asked() == 2


@pytest.mark.parametrize("control", ["no-cache", "max-age=0", "no-store, max-age=0"])
def test_stale_at_once_does_not_mean_now(world: World, control: str) -> None:
    world.say(FEED, *VALIDATED, f"Cache-Control: {control}", "Expires: 0")
    world.poll()
    world.poll(after=timedelta(minutes=20))
    assert world.asked() == 1
    world.poll(after=timedelta(minutes=40))
    assert world.asked() == 2


def test_a_feed_without_validators_is_polled_daily(world: World) -> None:
    world.say(FEED)
    world.poll()
    world.poll(after=23 * HOUR)
    assert world.asked() == 1
    world.poll(after=HOUR)
    assert world.asked() == 2


def test_a_feed_without_validators_that_tells_its_max_age_is_taken_at_its_word(
    world: World,
) -> None:
    world.say(FEED, "Cache-Control: max-age=7200")
    world.poll()
    world.poll(after=HOUR)
    assert world.asked() == 1
    world.poll(after=HOUR)
    assert world.asked() == 2


def test_a_clock_that_went_back_does_not_end_polling(world: World) -> None:
    world.say(FEED, *VALIDATED, "Cache-Control: max-age=86400")
    world.poll()
    world.poll(after=timedelta(days=-400))
    assert world.asked() == 2


def test_a_host_is_asked_one_thing_at_a_time(world: World) -> None:
    at_once: list[int] = []
    busy = threading.Semaphore(0)
    lock = threading.Lock()

    def talk(connection: socket.socket) -> None:
        busy.release()
        time.sleep(0.05)
        with lock:
            at_once.append(busy._value)
        body = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(FEED)
        busy.acquire()
        connection.sendall(body + FEED)

    for number in range(5):
        world.subscribe(f"/{number}")
        world.server.paths[f"/{number}"] = talk
    world.say(FEED)
    world.poll()
    assert at_once == [1] * 5
