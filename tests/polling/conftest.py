"""A world whose client is the whole program, with its settings and its database."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from syndicate import pipeline
from syndicate.workers import Limits, Pool
from tests.loopback import serving
from tests.polling.world import Syndicate, World


@pytest.fixture(scope="session")
def warm() -> Iterator[Pool]:
    """Worker processes that outlive a run: hundreds of runs begin none of their own."""
    with Pool(Limits(processes=1, seconds=20, megabytes=1000)) as pool:
        yield pool


@pytest.fixture
def world(
    tmp_path: Path, warm: Pool, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    def keep(limits: Limits, imports: tuple[str, ...] = ()) -> object:
        return contextlib.nullcontext(warm)

    monkeypatch.setattr(pipeline, "Pool", keep)
    with serving() as server:
        yield World(server, Syndicate(tmp_path))
