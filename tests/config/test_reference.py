"""docs/configuration.md tells every key that is accepted, and no other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from syndicate.config.load import load, tables
from syndicate.config.reference import Key, accepted_keys, documented_keys, fill_page
from syndicate.sources.registry import BUILT_IN, options_of

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "configuration.md"
CONFIG = ROOT / "config.toml"
REQUIRED = {
    "site": 'url = "https://news.example.org/"',
    "clinic": 'name = "Alder Grove Clinic"',
    "source": 'name = "wire"\nkind = "files"\nlocation = "in"',
    "layout": 'host = "clinic.example.org"',
    "topic": 'name = "Openings"',
    "drug": 'name = "Ketamine"',
    "feed": 'name = "openings"',
    "recipient": 'address = "press@clinic.example.org"',
}
# What is written for a key whose default says nothing, or may not be written twice.
EXAMPLES = {
    "layout.body": '"#story"',
    "layout.title": '"//h2[1]"',
    "source.clinic": '"Alder Grove Clinic"',
    "source.every": '"30m"',
    "source.client_id_from": '"REDDIT_CLIENT_ID"',
    "source.zone": '"America/Denver"',
    "feed.clinic": '"Alder Grove Clinic"',
    "feed.topic": '"Openings"',
    "backup.folder": '"backups"',
    "site.home": '"https://example.org/"',
    "summaries.url": '"https://models.example.org/v1/chat"',
    "summaries.key_from": '"SUMMARIES_KEY"',
    "feed.language": '"en"',
    "publish.hub": '"https://hub.example.org/"',
    "digest.address": '"https://example.org/"',
    "digest.webhook_from": '"CHAT_WEBHOOK"',
    "ping.url_from": '"SYNDICATE_PING"',
    "metrics.file": '"metrics/syndicate.prom"',
    "desk.address": '"https://desk.example.org/"',
    "desk.header": '"X-Remote-User"\ntrusted = ["127.0.0.1"]',
    "desk.trusted": '["127.0.0.1"]\nheader = "X-Remote-User"',
    "mail.host": '"mail.example.org"\nsender = "press@example.org"',
    "mail.sender": '"press@example.org"',
    "mail.user_from": '"MAIL_USER"\npassword_from = "MAIL_PASSWORD"',
    "mail.password_from": '"MAIL_PASSWORD"\nuser_from = "MAIL_USER"',
}


def kinds() -> dict[str, type]:
    found = {name: options_of(name) for name in BUILT_IN}
    return {name: shape for name, shape in found.items() if shape is not None}


KEYS = accepted_keys(kinds())
# A kind's own keys are in the reference; here they would bury what everybody sets.
COMMON = [key for key in KEYS if "/" not in key.table]


def test_documented_and_accepted_keys_are_equal() -> None:
    documented = documented_keys(PAGE.read_text(encoding="utf-8"))
    assert sorted(documented) == sorted((key.table, key.name) for key in KEYS)


def test_the_page_is_as_bench_write_reference_writes_it() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert fill_page(page, kinds()) == page


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.table}.{key.name}")
def test_each_key_is_accepted_with_its_default_written_out(
    tmp_path: Path, key: Key
) -> None:
    given = write_config(tmp_path, key)
    assert load(given, options_of)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.table}.{key.name}")
def test_each_key_says_what_it_is(key: Key) -> None:
    assert key.help


def test_the_examples_of_the_page_load(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    examples = re.findall(
        r"^```toml\n(.*?)^```",
        page,
        re.MULTILINE | re.DOTALL,
    )
    assert examples
    for text in examples:
        file = tmp_path / "config.toml"
        file.write_text(text, encoding="utf-8")
        assert load(file, options_of)


def test_a_page_without_a_mark_for_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match=r"do not fit the tables: .*topic"):
        fill_page("<!-- keys: site -->\n<!-- end -->", {})


def test_the_committed_config_loads_and_mentions_every_key() -> None:
    assert load(CONFIG, options_of).source
    mentioned = mentions(CONFIG.read_text(encoding="utf-8"))
    missing = [
        f"{key.table}.{key.name}"
        for key in COMMON
        if (key.table, key.name) not in mentioned
    ]
    assert missing == []


def test_a_commented_key_of_the_committed_config_shows_its_default() -> None:
    mentioned = mentions(CONFIG.read_text(encoding="utf-8"))
    compared = 0
    for key in COMMON:
        commented, value = mentioned[key.table, key.name]
        if commented and key.default:
            assert tomllib.loads(f"x = {value}") == tomllib.loads(f"x = {key.default}")
            compared += 1
    assert compared > 10


def mentions(text: str) -> dict[tuple[str, str], tuple[bool, str]]:
    """Each (table, key) that a file has, or has behind a "#": whether so, and value.

    A table begins at its [name] or at the rule over its section.
    """
    found: dict[tuple[str, str], tuple[bool, str]] = {}
    table = ""
    for line in text.splitlines():
        if heading := re.match(r"#? ?(?:\[+|-{20,} )([a-z]+?)(?:\]+|s)\s*$", line):
            table = heading[1]
        elif told := re.match(r"(#?)\s*([a-z_]+) = (.+)", line):
            found.setdefault((table, told[2]), (bool(told[1]), told[3]))
    return found


def write_config(folder: Path, key: Key) -> Path:
    """A file with every table, in which one key is written out."""
    table, _, kind = key.table.partition("/")
    name = f"{table}.{key.name}"
    value = EXAMPLES.get(name) or key.default or '"text"'
    lines = []
    for each, required in {**REQUIRED, table: REQUIRED.get(table, "")}.items():
        repeated = tables()[each][1]
        lines.append(f"[[{each}]]" if repeated else f"[{each}]")
        chosen = kind if each == table and kind else "files"
        lines.append(required.replace('"files"', f'"{chosen}"'))
        if each == table and not key.required:
            lines.append(f"{key.name} = {value}")
    file = folder / "config.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file
