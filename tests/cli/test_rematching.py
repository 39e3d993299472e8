"""What of an export was out of date is told aside: it is no part of what changes."""

from __future__ import annotations

import pytest

from syndicate.cli.rematching import tell_since
from syndicate.store import Adopted


def test_what_was_out_of_date_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    tell_since(Adopted((), judged_here=0, gone=0))
    assert capsys.readouterr() == ("", "")
    tell_since(Adopted((), judged_here=1_200, gone=1))
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "1,200 releases came or changed since the export: judged here, as by a run",
        "1 release went since the export: what was found of it is left out",
    ]
