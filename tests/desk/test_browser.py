"""The desk in a real browser: by the mouse, by the keys, by two editors at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from syndicate.store import locked
from tests.conftest import RequireTool
from tests.desk.browser import Browser, Page, browsing
from tests.desk.office import ANN, BEN, PASSWORD, Office, serving

LIGHT = "A new light therapy"


@pytest.fixture(scope="module")
def browser(
    require_tool: RequireTool, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    chromium = require_tool("chromium", "chromium-browser", "google-chrome")
    with browsing(chromium, tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture
def desk(office: Office) -> Iterator[str]:
    office.changes = {"port": 0}
    with serving(office.surroundings()) as url:
        yield url


def enter(browser: Browser, url: str, name: str) -> Page:
    """Sign in by typing, as a person does."""
    page = browser.visitor()
    page.go(url)
    page.type("#name", name)
    page.type("#password", PASSWORD)
    page.click("button", "Sign in")
    assert page.path() == "/"
    return page


def test_a_morning_of_clicks(browser: Browser, desk: str, office: Office) -> None:
    """Sign in, answer one of each kind, undo one; the console hears no complaint."""
    page = enter(browser, desk, ANN)
    page.clicks = 0
    page.click("button", "Approve")
    assert "ann let it go out" in page.text()
    assert LIGHT in office.public()
    page.click("a", "Today", at=1)
    page.click("button", "It stays")
    page.click("button", "Same story")
    assert "is in 2 places now" in page.text()
    page.click("button", "Undo")
    page.click("a", "Today", at=1)
    page.click("button", "Not the same")
    page.click("a", "Today", at=1)
    page.click("button", "Seen to it")
    page.click("button", "It may be missing")
    page.click("button", "It may be missing")
    assert "1 thing waits for you" in page.text()
    assert page.clicks == 11
    assert page.complaints() == []


def test_a_story_is_decided_about_by_its_forms(
    browser: Browser, desk: str, office: Office
) -> None:
    page = enter(browser, desk, ANN)
    story = f"{desk}/stories/{office.id_of('River Clinic opens a wing')}"
    page.go(story)
    page.click("summary", "Write another", leads=False)
    page.type("#text", "The wing for chronic pain is open.")
    page.click("button", "Show this summary")
    assert "wrote its summary" in page.text()
    assert "The wing for chronic pain is open." in office.public()
    page.go(story)
    page.click("a", "Retract …")
    assert "Retracted: River Clinic opens a wing" in page.text()
    page.type("#why", "the date was wrong")
    page.click("button", "Take it back before its readers")
    assert "Retracted: River Clinic opens a wing" in office.public()
    page.click("button", "Undo")
    assert "Retracted:" not in office.public()
    assert page.complaints() == []


def test_keys_do_what_the_mouse_does(browser: Browser, desk: str) -> None:
    page = enter(browser, desk, ANN)
    page.key("j")
    assert page.run("document.activeElement.querySelector('h3').textContent") == LIGHT
    for _ in range(2):
        page.key("j")
    page.key("k")
    title = "document.activeElement.querySelector('h3').textContent"
    assert page.run(title) == "Spots are seen quickly"
    page.key("j")
    page.key("n", leads=True)
    assert "ann said that two stories are two" in page.text()
    page.key("u", leads=True)
    assert "Undone" in page.text()
    page.go(desk)
    page.key("j")
    page.key("Enter", leads=True)
    assert page.path().startswith("/stories/")
    page.run("document.querySelector('#note').focus()")
    page.key("n")  # it is typed, not pressed
    assert page.run("document.querySelector('#note').value") == "n"


def test_stories_are_found_while_one_types(
    browser: Browser, desk: str, office: Office
) -> None:
    page = enter(browser, desk, ANN)
    page.go(f"{desk}/stories?merge={office.id_of(LIGHT)}")
    page.type("#words", "evening hours")
    page.until("document.querySelector('#found').textContent.includes('1 found')")
    assert page.run("new URLSearchParams(location.search).get('q')") == "evening hours"
    page.click("#found a", "Evening hours begin")
    assert "One story or two?" in page.text()
    page.click("button", "Same story")
    assert "in 2 places now" in page.text()
    assert page.complaints() == []


def test_two_editors_look_at_one_story(
    browser: Browser, desk: str, office: Office
) -> None:
    ann, ben = enter(browser, desk, ANN), enter(browser, desk, BEN)
    path = f"{desk}/stories/{office.id_of(LIGHT)}"
    ann.go(path)
    ben.go(path)
    ann.click("button", "Approve")
    ben.click("button", "Hide")
    assert "This has changed meanwhile" in ben.text()
    assert "ann decided last, just now: decision 1" in ben.text()
    assert LIGHT in office.public()
    ben.click("a", "See the story as it is now")
    ben.click("button", "Hide")
    assert "Ben Öst hid it" in ben.text()
    assert LIGHT not in office.public()


def test_a_run_goes_on_in_between(browser: Browser, desk: str, office: Office) -> None:
    page = enter(browser, desk, ANN)
    with locked(office.settings().paths.database):
        page.click("button", "Approve")
        assert "It is kept. A run is under way" in page.text()
        assert LIGHT not in office.public()
    while "It is kept." in page.text():
        page.go(f"{desk}/decisions/1")
    assert LIGHT in office.public()


def test_the_page_of_a_poll_looks_again_by_itself(
    browser: Browser, desk: str, office: Office
) -> None:
    """Without a script, too."""
    page = enter(browser, desk, ANN)
    page.ask("Emulation.setScriptExecutionDisabled", value=True)
    page.go(f"{desk}/sources")
    with locked(office.settings().paths.database):
        page.click("button", "Poll now", at=2)
        assert page.path() == "/sources/wire/poll"
        assert "Polling wire" in page.text()
    page.until("document.body?.innerText.includes('Polled wire')")
    assert "Nothing new." in page.text()
    assert page.complaints() == []


def test_a_phone_is_wide_enough(browser: Browser, desk: str, office: Office) -> None:
    page = enter(browser, desk, ANN)
    page.resize(390)
    story = office.id_of("River Clinic opens a wing")
    with office.store() as store:
        pair = [
            s.short_id for s in store.stories() if s.original.title[:7] == "An open"
        ]
    for path in (
        *("/", f"/stories/{story}", "/pairs/" + "/".join(pair), "/stories", "/sources"),
        *("/sources/wire/poll", "/?done=1"),
        *("/decisions", "/digest", "/account", f"/stories/{story}/retract"),
    ):
        page.go(desk + path)
        assert page.run("document.documentElement.scrollWidth") == 390, path


def test_nothing_is_asked_of_another_host(browser: Browser, desk: str) -> None:
    page = enter(browser, desk, ANN)
    entries = "performance.getEntriesByType('resource')"
    hosts = f"[...new Set({entries}.map((each) => new URL(each.name).host))]"
    for path in ("/", "/stories", "/digest"):
        page.go(desk + path)
        assert page.run(hosts) == [desk.removeprefix("http://")]
