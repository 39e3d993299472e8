"""A world whose client is the whole program, with its settings and its database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from syndicate import pipeline
from syndicate.workers import Limits, Pool
from tests.loopback import serving
from tests.polling.world import Syndicate, World


class Lent(Pool):
    """Workers that outlive the run, which closes them before it publishes."""

    def close(self) -> None:
        """Leave them to the next run."""

    def give_back(self) -> None:
        """End them, whatever they are doing."""
        super().close()


@pytest.fixture(scope="session")
def warm() -> Iterator[Lent]:
    """Worker processes for hundreds of runs, which begin none of their own."""
    pool = Lent(
        Limits(processes=1, seconds=20, megabytes=1000), imports=pipeline.WORKERS_NEED
    )
    yield pool
    pool.give_back()


@pytest.fixture
def world(
    tmp_path: Path, warm: Lent, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    def keep(*_: object) -> Lent:
        return warm

    monkeypatch.setattr(pipeline, "Pool", keep)
    with serving() as server:
        yield World(server, Syndicate(tmp_path))
