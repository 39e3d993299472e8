"""docs/configuration.md tells every key that is accepted, and no other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from syndicate.config.load import load
from syndicate.config.reference import Key, accepted_keys, documented_keys, fill_page
from syndicate.sources.registry import BUILT_IN, options_of

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "configuration.md"
CONFIG = ROOT / "config.toml"
REQUIRED = {
    "site": 'url = "https://news.example.org/"',
    "clinic": 'name = "Alder Grove Clinic"',
    "source": 'name = "wire"\nkind = "files"\nlocation = "in"',
    "topic": 'name = "Openings"',
    "feed": 'name = "openings"',
}
# What is written for a key whose default says nothing, or may not be written twice.
EXAMPLES = {
    "source.clinic": '"Alder Grove Clinic"',
    "source.every": '"30m"',
    "source.zone": '"America/Denver"',
    "feed.clinic": '"Alder Grove Clinic"',
    "feed.topic": '"Openings"',
    "site.home": '"https://example.org/"',
    "feed.language": '"en"',
}


def kinds() -> dict[str, type]:
    found = {name: options_of(name) for name in BUILT_IN}
    return {name: shape for name, shape in found.items() if shape is not None}


KEYS = accepted_keys(kinds())


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


@pytest.mark.skipif(not CONFIG.exists(), reason="config.toml is not there yet")
def test_the_committed_config_loads_and_mentions_every_key() -> None:
    text = CONFIG.read_text(encoding="utf-8")
    assert load(CONFIG, options_of).source
    assert tomllib.loads(text)
    missing = [
        f"{key.table}.{key.name}"
        for key in KEYS
        if not re.search(rf"^\s*#?\s*{key.name}\s*=", text, re.MULTILINE)
    ]
    assert missing == []


def write_config(folder: Path, key: Key) -> Path:
    """A file with every table, in which one key is written out."""
    table, _, kind = key.table.partition("/")
    name = f"{table}.{key.name}"
    value = EXAMPLES.get(name) or key.default or '"text"'
    lines = []
    for each, required in {**REQUIRED, table: REQUIRED.get(table, "")}.items():
        repeated = each in ("clinic", "source", "topic", "feed")
        lines.append(f"[[{each}]]" if repeated else f"[{each}]")
        chosen = kind if each == table and kind else "files"
        lines.append(required.replace('"files"', f'"{chosen}"'))
        if each == table and not key.required:
            lines.append(f"{key.name} = {value}")
    file = folder / "config.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file
