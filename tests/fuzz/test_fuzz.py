"""Whatever bytes come, a parser of ours reads them or says what is wrong with them.

`pytest tests/fuzz --hypothesis-profile=long` looks for an hour instead of seconds.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import targets

PIECES = (
    *(b"<", b">", b"</", b"&#x", b"&amp;", b"[", b"](", b"{", b"}", b'"', b"\\", b"\0"),
    *(b"<item>", b"<![CDATA[", b"]]>", b"<links>x</links>", b"<div>", b"null", b"-1"),
    *(b"1e999", b"\xed\xa0\x80", b"\xff", b"\xe2\x80\x9d", b"\r\n", b"\n\n", b"\x0c"),
    *(b"https://", b"//[", b":99999", b"%", b"2026-02-30T25:61:61Z", b"0" * 40),
    *("Ã ".encode(), "â€œ".encode(), "“".encode(), b"EMBARGOED UNTIL ", b"About "),
)
EXAMPLES = settings.default.max_examples // 4 if settings.default else 25


@st.composite
def broken(draw: st.DrawFn, name: str) -> bytes:
    """A seed of the target with pieces cut out, doubled and put in."""
    content = bytearray(draw(st.sampled_from([*targets.seeds(name), b""]))[:20_000])
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.integers(0, 30)))
        content[at:end] = draw(st.sampled_from(PIECES) | st.binary(max_size=20))
    return bytes(content)


@pytest.mark.parametrize("name", targets.TARGETS)
def test_any_bytes_are_read_or_refused(name: str) -> None:
    # Parsers are imported by the first example, so its time says nothing.
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=200) | broken(name))
    def feed(content: bytes) -> None:
        targets.feed(name, content)

    feed()


@pytest.mark.parametrize("name", targets.TARGETS)
def test_what_was_found_once_is_not_found_again(name: str) -> None:
    for content in targets.seeds(name):
        targets.feed(name, content)


def test_every_folder_of_finds_is_a_target() -> None:
    assert {path.name for path in targets.CORPUS.iterdir()} <= targets.TARGETS.keys()


def test_a_parser_that_breaks_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(content: bytes) -> None:
        content.decode()

    monkeypatch.setitem(targets.TARGETS, "careless", careless)
    with pytest.raises(UnicodeDecodeError):
        targets.feed("careless", random.Random(1).randbytes(50))
