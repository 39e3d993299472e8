"""A source added to a file: everything else stays, byte for byte."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from syndicate.config.adding import add_sources, render_block
from syndicate.errors import ConfigError

FILE = Path("config.toml")
BLOCK = {"name": "alder-blog", "kind": "feed", "location": "https://alder.example.org/"}
ADDED = b"""[[source]]
name = "alder-blog"
kind = "feed"
location = "https://alder.example.org/"
"""

COMMENTED = b"""# Ours.   (Trailing blanks stay.)\t
[site]   # who
url = 'https://news.example.org/' # where

[[ source ]] # the first
"name" = "own"
kind = "files"
location = "own"
# every = "1h"
#   zone = "America/Denver"

# ------------------------------------------------- topics, of which there are none

[publish]
items = 0x32
"""


def test_a_source_stands_behind_the_last_one_and_nothing_else_moves() -> None:
    after = add_sources(COMMENTED, [BLOCK], FILE)
    before, found, rest = after.partition(ADDED + b"\n")
    assert found
    assert before + rest == COMMENTED
    assert before.endswith(b'#   zone = "America/Denver"\n\n')
    assert rest.startswith(b"# ---")


def test_two_sources_are_parted_by_a_blank_line() -> None:
    other = {**BLOCK, "name": "other"}
    after = add_sources(COMMENTED, [BLOCK, other], FILE)
    assert ADDED + b"\n" + render_block(other).encode() + b"\n# ---" in after


@pytest.mark.parametrize(
    ("before", "start", "rest"),
    [
        (b"", b"", b""),
        (b"[site]\nx = 1", b"[site]\nx = 1\n\n", b""),
        (b"[site]\nx = 1\n", b"[site]\nx = 1\n\n", b""),
        (b"[site]\nx = 1\n\n\n", b"[site]\nx = 1\n\n\n", b""),
        (b"# only a comment\n", b"# only a comment\n\n", b""),
        (b'[[source]]\nname = "a" # b', b'[[source]]\nname = "a" # b\n\n', b""),
        (b"[[source]]\n", b"[[source]]\n\n", b""),
        (
            b'[[source]]\nname = "a"\n[site]\nx = 1\n',
            b'[[source]]\nname = "a"\n\n',
            b"\n[site]\nx = 1\n",
        ),
        (
            b"[[source]]\nname = '''\na\n\n# here\n'''\n\n# more\n",
            b"[[source]]\nname = '''\na\n\n# here\n'''\n\n",
            b"\n# more\n",
        ),
        # Tables that tomlkit would gather: the end of the file is as good.
        (
            b"[[source]]\na = 1\n\n[[topic]]\nb = 1\n\n[[source]]\nc = 1\n\n# end\n",
            b"[[source]]\na = 1\n\n[[topic]]\nb = 1\n\n[[source]]\nc = 1\n\n# end\n\n",
            b"",
        ),
        (
            b"[[source]]\na = 1\n[source.own]\nb = 1\n\n# topics\n[topic]\n",
            b"[[source]]\na = 1\n[source.own]\nb = 1\n\n# topics\n[topic]\n\n",
            b"",
        ),
    ],
)
def test_wherever_the_last_source_ends(
    before: bytes, start: bytes, rest: bytes
) -> None:
    after = add_sources(before, [BLOCK], FILE)
    assert after == start + ADDED + rest
    assert tomllib.loads(after.decode())["source"][-1] == BLOCK


def test_the_files_own_line_ends_and_its_mark_stay() -> None:
    windows = b"\xef\xbb\xbf" + COMMENTED.replace(b"\n", b"\r\n")
    after = add_sources(windows, [BLOCK], FILE)
    added = (ADDED + b"\n").replace(b"\n", b"\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert after.replace(added, b"", 1) == windows


def test_the_examples_own_file_gains_a_block_and_nothing_else() -> None:
    shipped = (Path(__file__).parents[2] / "config.toml").read_bytes()
    after = add_sources(shipped, [BLOCK], FILE)
    assert after.replace(ADDED + b"\n", b"", 1) == shipped
    assert after.index(ADDED) < after.index(b"[[topic]]")


@pytest.mark.parametrize(
    "told", ['a "quoted" name', "C:\\in\\*", "Zoë’s — clinic", "tab\there", "\x7f\x01"]
)
def test_any_text_comes_back_as_it_was(told: str) -> None:
    block = {**BLOCK, "location": told}
    after = add_sources(COMMENTED, [block], FILE)
    assert tomllib.loads(after.decode())["source"][-1] == block


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"source = []\n", "source: stands in a way that cannot be added to"),
        (b'source = [{name = "a"}]\n', "write each source as a [[source]] table"),
        (b"[source]\nname = 1\n", "cannot be added to"),
        (b"[site\n", "not TOML"),
        (b"\xff", "not TOML"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_named(content: bytes, message: str) -> None:
    with pytest.raises(ConfigError, match=r"^config\.toml: ") as caught:
        add_sources(content, [BLOCK], FILE)
    assert message in str(caught.value)
