"""Nothing that is only read changes anything, and nothing hostile gets through."""

from __future__ import annotations

import hashlib
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest

from syndicate.desk import make_app
from syndicate.pipeline import run
from syndicate.publish.write import replace_file
from tests.desk.office import ANN, NOW, PASSWORD, Office, Visitor, copy_of
from tests.end_to_end.tellings import item, rss

MARK = "zqxw"
# What somebody may write into a headline, a name, a search or a form.
VECTORS = (
    f"<script>{MARK}()</script>",
    f'"><img src=x onerror={MARK}()>',
    f"' autofocus onfocus={MARK}() x='",
    f"</title><svg onload={MARK}()>",
    f"javascript:{MARK}()",
    f"</textarea><script>{MARK}()</script>",
    f"{{{{ {MARK} }}}}{{% raw %}}",
    f"\u202e<b>{MARK}</b>\u0000",
    f"<a href='data:text/html,<script>{MARK}()</script>'>x</a>",
    f"<style>*{{background:url(https://evil.example.org/{MARK})}}</style>",
    f"<form action=https://evil.example.org/{MARK}><button>Approve</button></form>",
    f'<meta http-equiv="refresh" content="0;url=https://evil.example.org/{MARK}">',
    f"<iframe srcdoc='<script>{MARK}()</script>'>",
    f"]]><!--<script>{MARK}()</script>-->",
)


def fingerprint(office: Office) -> tuple[str, ...]:
    """Every row of the database, and every file beside it that a run writes."""
    with office.store() as store:
        names = [
            row["name"]
            for row in store.connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table'"
            )
        ]
        rows = [
            repr([tuple(row) for row in store.connection.execute(f"SELECT * FROM {n}")])
            for n in sorted(names)
        ]
    folders = (office.folder / "feeds", office.folder / "digest")
    files = [
        f"{path}{path.stat().st_mtime_ns}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
    ]
    whole = [*rows, *files]
    return tuple(hashlib.sha256(each.encode()).hexdigest() for each in whole)


def paths(office: Office) -> list[str]:
    """Every address that is read, with something that is there in its place."""
    wing = office.id_of("River Clinic opens a wing")
    light = office.id_of("A new light therapy")
    named = {
        "reference": wing,
        "one": wing,
        "two": light,
        "number": "1",
        "series": "daily",
        "name": "desk.css",
    }
    found = [
        rule.build(named, append_unknown=False)[1]  # type: ignore[index]
        for rule in make_app(office.surroundings()).url_map.iter_rules()
        if "GET" in (rule.methods or ())
    ]
    return [*found, "/stories?q=wing", f"/stories?merge={wing}&q=light"]


def test_reading_every_page_changes_nothing(office: Office) -> None:
    visitor = office.client(ANN)
    asked = paths(office)
    assert len(asked) > 15
    before = fingerprint(office)
    for path in asked:
        for method in ("GET", "HEAD"):
            answer = visitor.client.open(path, method=method)
            assert answer.status_code in (200, 303, 404), path
    assert fingerprint(office) == before


def test_no_form_is_taken_without_a_session_or_a_token(office: Office) -> None:
    rules = list(make_app(office.surroundings()).url_map.iter_rules())
    named = {
        "reference": office.id_of("A new light therapy"),
        "verb": "hide",
        "act": "stays",
        "one": "a",
        "two": "b",
        "number": "1",
        "name": "wire",
    }
    posts = [
        rule.build(named, append_unknown=False)[1]  # type: ignore[index]
        for rule in rules
        if "POST" in (rule.methods or ())
    ]
    assert len(posts) > 12
    ann, nobody = office.client(ANN), office.client()
    ann.get("/")
    nobody.get("/sign-in")
    before = fingerprint(office)
    for path in posts:
        assert ann.client.post(path, data={"state": "0" * 16}).status_code == 400
        wrong = {"state": "0" * 16, "token": "0" * 64}
        assert ann.client.post(path, data=wrong).status_code == 400
        if path != "/sign-in":
            answer = nobody.post(path, {"state": "0" * 16})
            assert answer.status_code == 401, path
            assert "You are not signed in any more" in answer.text
    assert fingerprint(office) == before


def test_a_token_is_its_visitors_own(office: Office) -> None:
    ann, other = office.client(ANN), office.client(ANN)
    ann.get("/")
    other.get("/")
    form = other.form("Approve")
    assert ann.client.post(form.action, data=form.fields).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example.org"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_with_the_right_token_too(
    office: Office, headers: dict[str, str]
) -> None:
    ann = office.client(ANN)
    ann.get("/")
    form = ann.form("Approve")
    answer = ann.client.post(form.action, data=form.fields, headers=headers)
    assert answer.status_code == 400
    own = {"Origin": "http://127.0.0.1:8010", "Sec-Fetch-Site": "same-origin"}
    assert (
        ann.client.post(form.action, data=form.fields, headers=own).status_code == 303
    )


@pytest.mark.parametrize("host", ["evil.example.org", "127.0.0.1.evil.org", "", "[::"])
def test_another_name_of_the_host_is_refused(office: Office, host: str) -> None:
    client = office.client().client
    answer = client.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 421
    for own in ("127.0.0.1:8010", "localhost", "[::1]:8010"):
        assert client.get("/sign-in", headers={"Host": own}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/nothing", "/assets/desk.js", "/assets/other", "/digest"]
)
def test_every_answer_bears_the_headers(office: Office, path: str) -> None:
    visitor = office.client(ANN if path in ("/", "/digest", "/nothing") else "")
    headers = visitor.client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Server" not in headers
    if not path.startswith("/assets/desk"):
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("POST", "/", 405),
        ("PUT", "/stories", 405),
        ("DELETE", "/decisions", 405),
        ("OPTIONS", "/", 405),
        ("GET", "/later", 405),
        ("GET", "/decisions/1/undo", 405),
        ("GET", "/decisions/99", 404),
        ("GET", "/decisions/99999999999999999999999", 404),
        ("GET", "/stories/ffffffffff", 404),
        ("GET", "/pairs/a/b", 404),
        ("GET", "/digest/hourly", 404),
        ("GET", "/digest/daily/9", 404),
        ("GET", "/assets/../config.toml", 404),
        ("GET", "/stories/..%2f..%2fconfig.toml", 404),
        ("GET", "/stories/%00", 404),
        ("GET", "/stories/%ff%fe", 404),
    ],
)
def test_what_is_not_there_is_told_on_a_plain_page(
    office: Office, method: str, path: str, code: int
) -> None:
    visitor = office.client(ANN)
    visitor.get("/account")
    token = visitor.forms()[0].fields
    answer = visitor.client.open(path, method=method, data=token)
    assert answer.status_code == code
    assert answer.text.count("<h1>") == 1
    if code == 405:
        assert answer.headers["Allow"]


def test_what_is_too_long_is_refused_with_a_page(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get(f"/stories/{office.id_of('Evening hours begin')}")
    note = visitor.form("Keep the note")
    answer = visitor.client.post(note.action, data=note.fields | {"text": "x" * 70_000})
    assert answer.status_code == 413
    assert "That is too long" in answer.text
    many = {f"f{number}": "x" for number in range(200)}
    answer = visitor.client.post(
        note.action, data=note.fields | many, content_type="multipart/form-data"
    )
    assert answer.status_code == 413
    with office.store() as store:
        assert list(store.register.decisions()) == []


def test_unknown_verbs_and_missing_fields_change_nothing(office: Office) -> None:
    visitor = office.client(ANN)
    story = office.id_of("Evening hours begin")
    visitor.get(f"/stories/{story}")
    fields = visitor.form("Keep the note").fields
    before = fingerprint(office)
    for verb in ("explode", "merge", "undo", "retract"):
        answer = visitor.client.post(f"/stories/{story}/{verb}", data=fields)
        assert answer.status_code in (200, 400), verb  # retract asks again
    for verb in ("split", "dismiss", "note", "summarise"):
        assert (
            visitor.client.post(f"/stories/{story}/{verb}", data=fields).status_code
            == 400
        )
    token = {"token": fields["token"]}
    assert visitor.client.post(f"/stories/{story}/hide", data=token).status_code == 400
    for subject in ("", "x" * 32, "0" * 31, "'; DROP TABLE stories --"):
        told = token | {"matter": "pair", "subject": subject}
        assert visitor.client.post("/later", data=told).status_code == 400
    told = token | {"matter": "fate", "subject": "0" * 32}
    assert visitor.client.post("/later", data=told).status_code == 400
    assert visitor.client.post("/sources/nowhere/poll", data=token).status_code == 404
    assert fingerprint(office) == before


# ------------------------------------------------------------------- vectors


def safe(page: str, vector: str) -> None:
    """Nothing of it stands there as markup."""
    for piece in ("<script>" + MARK, "onerror=" + MARK + "()>", "<svg", "<iframe"):
        if piece in vector:
            assert piece not in page
    assert f"<b>{MARK}" not in page
    assert "<style>*" not in page
    assert "evil.example.org/" + MARK + '"' not in page.replace("&#34;", "'")
    assert "<meta http-equiv=" not in page
    assert "\u202e" not in page
    assert 'action="https://evil' not in page


def test_what_is_typed_comes_back_as_text(office: Office) -> None:
    visitor, nobody = office.client(ANN), office.client()
    for vector in VECTORS:
        told = dict.fromkeys(("q", "page", "next", "merge", "was"), vector)
        for path in ("/stories", "/decisions", "/digest"):
            safe(visitor.get(path, query_string=told).text, vector)
        safe(nobody.get("/sign-in", query_string=told).text, vector)
        safe(nobody.post("/sign-in", told | {"name": vector}).text, vector)
    story, whole = office.id_of("Evening hours begin"), " ".join(VECTORS)
    visitor.get(f"/stories/{story}")
    visitor.press("Keep the note", text=whole)
    pages = [visitor.page, visitor.get(f"/stories/{story}").text]
    visitor.press("Show this summary", text=whole[:500], why=whole[:400])
    paths = (f"/stories/{story}", "/decisions", "/", "/stories")
    pages += [visitor.page, *(visitor.get(path).text for path in paths)]
    for page in pages:
        for vector in VECTORS:
            safe(page, vector)


@pytest.fixture(scope="module")
def hostile(made_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Every vector as a headline, a text, an author and a file's name."""
    office = Office(copy_of(made_office, tmp_path_factory.mktemp("hostile")))
    items = []
    for number, vector in enumerate(VECTORS):
        told = vector.replace("\u0000", "")
        body = f"{told} {'word ' * 30}{number} guaranteed relief for all. {told}"
        url = f"https://river.example.org/bad/{number}"
        items.append(item(escape(f"{told} {number}"), body, url, "2026-10-04"))
    replace_file(office.folder / "blog.xml", rss(items))
    run(office.settings(), now=NOW)
    return office


def test_what_sources_tell_comes_as_text(hostile: Office) -> None:
    visitor = hostile.client(ANN)
    with hostile.store() as store:
        ids = [
            each.short_id
            for each in store.stories()
            if "/bad/" in (each.original.url or "")
        ]
    assert len(ids) == len(VECTORS)
    for id_ in ids[:4]:
        visitor.get(f"/stories/{id_}")
        visitor.press("Keep the note", text="seen")
    pages = ["/", "/stories", "/pairs", "/digest/daily", "/sources", "/decisions"]
    pages += [f"/stories/{id_}" for id_ in ids]
    pages += [f"/stories/{id_}/retract" for id_ in ids]
    pages += [f"/pairs/{one}/{two}" for one, two in pairwise(ids)]
    told = 0  # pages on which the words themselves stand
    for path in pages:
        page = visitor.get(path).text
        told += MARK in page
        for vector in VECTORS:
            if path == "/digest/daily":  # it has pictures and a stylesheet of its own
                assert "<" not in vector or vector not in page
                assert f"<script>{MARK}" not in page
            else:
                safe(page, vector)
    assert told > len(pages) / 2


def test_a_password_is_never_told(office: Office) -> None:
    visitor = Visitor(make_app(office.surroundings()).test_client())
    answer = visitor.sign_in(ANN, "nearly " + PASSWORD)
    assert PASSWORD not in answer.text
