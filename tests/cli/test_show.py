"""Columns, safe text, JSON and the line of progress."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest

from syndicate.cli import show
from syndicate.cli.show import Column, ProgressLine, cut, lay_out, printable, width

NAMES = (Column("NAME"), Column("NEW", right=True), Column("TITLE"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    rows = [["wire", "1,200", "Open"], ["诊所", "7", "Alder Grove"]]
    assert list(lay_out(NAMES, rows, None)) == [
        "NAME    NEW  TITLE",
        "wire  1,200  Open",
        "诊所      7  Alder Grove",
    ]


def test_only_a_terminal_cuts_the_last_column() -> None:
    rows = [["wire", "1", "A very long title that goes on and on, beyond the screen"]]
    assert list(lay_out(NAMES, rows, None))[1].endswith("beyond the screen")
    cut_line = list(lay_out(NAMES, rows, 40))[1]
    assert cut_line.endswith("…")
    assert width(cut_line) <= 40


def test_a_table_streams_after_the_rows_it_measures() -> None:
    taken = 0

    def rows() -> Iterator[list[str]]:
        nonlocal taken
        for count in range(1_000):
            taken += 1
            yield [str(count), "1", "x"]

    lines = lay_out(NAMES, rows(), None)
    next(lines)
    assert taken == show.MEASURED


def test_a_row_wider_than_those_measured_loses_nothing() -> None:
    rows = [*(["a", "1", "x"] for _ in range(show.MEASURED)), ["abcdefgh", "1", "x"]]
    assert list(lay_out(NAMES, rows, None))[-1] == "abcdefgh    1  x"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("two\nlines\tand\x85more", "two lines and more"),
        ("\x1b]0;owned\x07", "\\x1b]0;owned\\x07"),
        ("bell\x9bm", "bell\\x9bm"),
        ("abc\u202edcba", "abc\\u202edcba"),
        ("lone \udcff", "lone \\udcff"),
        ("Zoë — 诊所", "Zoë — 诊所"),
    ],
)
def test_text_cannot_steer_a_terminal(told: str, shown: str) -> None:
    assert printable(told) == shown


def test_cut_counts_columns_not_characters() -> None:
    assert cut("诊所诊所诊所", 7) == "诊所诊…"
    assert cut("e\u0301" * 5, 5) == "e\u0301" * 5


def test_a_json_array_streams_and_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    show.stream_json({"n": count, "t": "—\n"} for count in range(3))
    out = capsys.readouterr().out
    assert json.loads(out) == [{"n": count, "t": "—\n"} for count in range(3)]
    assert len(out.splitlines()) == 4


def test_an_empty_json_array(capsys: pytest.CaptureFixture[str]) -> None:
    show.stream_json([])
    assert json.loads(capsys.readouterr().out) == []


def test_progress_shows_on_a_terminal_and_is_wiped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with ProgressLine(stream, every=0) as progress:
        progress("wire", 1, 2)
        progress("wire", 2, 2)
    assert "wire  [##########----------]  1/2" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_progress_says_nothing_where_nobody_watches() -> None:
    stream = io.StringIO()
    with ProgressLine(stream, every=0) as progress:
        progress("wire", 1, 2)
    assert stream.getvalue() == ""


def test_progress_is_not_drawn_for_every_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with ProgressLine(stream, every=3_600) as progress:
        for done in range(1, 1_001):
            progress("wire", done, 1_000)
    assert stream.getvalue().count("wire") <= 2
    assert "1,000/1,000" in stream.getvalue()
