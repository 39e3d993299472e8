"""The preview answers as a web server would, on loopback, and only with our files."""

from __future__ import annotations

import http.client
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from syndicate.config import Feed, Settings
from syndicate.errors import InputOutputError
from syndicate.publish.preview import Preview
from syndicate.store.catalogue import Catalogue
from tests.publish.feeding import Public, publish, with_lists

Ask = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture
def preview(
    settings: Settings, make_edition: Callable[..., Public], catalogue: Catalogue
) -> Iterator[Preview]:
    edition = make_edition(2)
    publish(edition, edition.public, (), settings, with_lists(catalogue))
    with Preview(settings, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(5)


@pytest.fixture
def ask(preview: Preview) -> Ask:
    return asking(preview)


def asking(preview: Preview) -> Ask:
    """Gives a way to ask a preview that answers."""

    def asked(
        path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        port = preview.server_address[1]
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        client.request(method, path, headers=named)
        answer = client.getresponse()
        told = answer.status, dict(answer.getheaders()), answer.read()
        client.close()
        return told

    return asked


@pytest.mark.parametrize(
    ("path", "file", "media"),
    [
        ("/rss.xml", "feeds/rss.xml", "application/rss+xml"),
        ("/atom.xml", "feeds/atom.xml", "application/atom+xml"),
        ("/feed.json?x=1", "feeds/feed.json", "application/feed+json"),
        ("/opml.xml", "feeds/opml.xml", "text/x-opml"),
        ("/style.css", "feeds/style.css", "text/css"),
        ("/", "feeds/index.html", "text/html"),
        ("/_digest/", "digest/digest.html", "text/html"),
        ("/_digest/sources.opml", "digest/sources.opml", "text/x-opml"),
        ("/_digest/status.json", "digest/status.json", "application/json"),
    ],
)
def test_files_have_their_media_types(
    ask: Ask, tmp_path: Path, path: str, file: str, media: str
) -> None:
    status, headers, content = ask(path)
    assert (status, content) == (200, (tmp_path / file).read_bytes())
    assert headers["Content-Type"] == f"{media}; charset=utf-8"
    assert ask(path, "HEAD")[2] == b""
    assert ask(path, "HEAD")[1]["Content-Length"] == str(len(content))


def test_what_did_not_change_is_not_sent_again(ask: Ask, tmp_path: Path) -> None:
    etag = ask("/rss.xml")[1]["ETag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        assert ask("/rss.xml", If_None_Match=known)[::2] == (304, b"")
    (tmp_path / "feeds" / "rss.xml").write_bytes(b"<rss/>")
    status, headers, content = ask("/rss.xml", If_None_Match=etag)
    assert (status, content) == (200, b"<rss/>")
    assert headers["ETag"] != etag


def test_what_did_not_change_since_is_not_sent_again(ask: Ask, tmp_path: Path) -> None:
    feed = tmp_path / "feeds" / "rss.xml"
    os.utime(feed, (1_700_000_000.9, 1_700_000_000.9))
    changed = ask("/rss.xml")[1]["Last-Modified"]
    assert changed == "Tue, 14 Nov 2023 22:13:20 GMT"
    later = "Wed, 15 Nov 2023 00:00:00 GMT"
    for since in (changed, later):
        assert ask("/rss.xml", If_Modified_Since=since)[::2] == (304, b"")
    for since in ("Tue, 14 Nov 2023 22:13:19 GMT", "", "yesterday", "-1", "9" * 400):
        assert ask("/rss.xml", If_Modified_Since=since)[0] == 200
    # The stronger one decides (RFC 9110, section 13.1.3).
    named = ask("/rss.xml", If_Modified_Since=later, If_None_Match='"another"')
    assert named[0] == 200


def test_a_feed_says_where_it_lives_and_who_tells_of_it(
    settings: Settings, make_edition: Callable[..., Public]
) -> None:
    hub = replace(settings.publish, hub="https://hub.example.org/")
    feed = Feed(name="evening")
    settings = replace(settings, publish=hub, feed=(feed,))
    publish(make_edition(1), (), (), settings)
    with Preview(settings, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        ask = asking(server)
        for path in ("rss.xml", "evening/feed.json"):
            assert ask(f"/{path}")[1]["Link"] == (
                '<https://hub.example.org/>; rel="hub", '
                f'<{settings.site.url}{path}>; rel="self"'
            )
            etag = ask(f"/{path}")[1]["ETag"]
            assert "Link" in ask(f"/{path}", If_None_Match=etag)[1]
        assert "Link" not in ask("/index.html")[1]
        assert "Link" not in ask("/_digest/status.json")[1]
        server.shutdown()
        thread.join(5)


def test_without_a_hub_nobody_tells_of_a_feed(ask: Ask) -> None:
    assert "Link" not in ask("/rss.xml")[1]


def test_a_folder_shows_its_index_by_its_proper_name(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "feeds" / "clinics" / "río"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<p>of the clinic")
    assert ask("/clinics/r%C3%ADo/")[::2] == (200, b"<p>of the clinic")
    status, headers, content = ask("/clinics/r%C3%ADo?page=2")
    assert (status, headers["Location"], content) == (301, "/clinics/r%C3%ADo/", b"")
    assert ask("/_digest")[1]["Location"] == "/_digest/"
    assert ask("/clinics")[0] == ask("/clinics/")[0] == 404


def test_the_site_has_its_own_words_for_what_is_not_there(
    ask: Ask, tmp_path: Path
) -> None:
    (tmp_path / "feeds" / "404.html").write_text("<p>nothing here")
    for path in ("/nowhere", "/stories/../../config.toml", "/_digest/nowhere"):
        status, headers, content = ask(path)
        assert (status, content) == (404, b"<p>nothing here")
        assert headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/../config.toml",
        "/%2e%2e/config.toml",
        "/stories/..%2f..%2fconfig.toml",
        "/_digest/../config.toml",
        "/..%5cconfig.toml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/link.txt",
        "/.hidden",
        "/rss.xml%00",
        "/stories",
        "/.syndicate/0.tmp",
        "/nowhere.html",
        "/" + "a" * 5000,
    ],
)
def test_nothing_else_is_given(ask: Ask, tmp_path: Path, path: str) -> None:
    (tmp_path / "config.toml").write_text("private")
    (tmp_path / "feeds" / "link.txt").symlink_to(tmp_path / "config.toml")
    (tmp_path / "feeds" / ".hidden").write_text("private")
    status, _, content = ask(path)
    assert status == 404
    assert b"private" not in content


def test_it_says_nothing_and_takes_nothing(
    ask: Ask, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ask("/rss.xml", "POST")[0] == 501
    assert ask("/rss.xml", Host="news.example.org")[0] == 421
    assert ask("/rss.xml", Host="localhost:8000")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_a_port_that_is_taken_is_one_line(preview: Preview, settings: Settings) -> None:
    port = preview.server_address[1]
    with pytest.raises(InputOutputError, match=f"127.0.0.1:{port}: cannot be listened"):
        Preview(settings, "127.0.0.1", port)
