"""What trying sources takes, for one call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from syndicate.config import Settings
from syndicate.discover import Bench
from syndicate.fetch.hosts import Hosts
from syndicate.fetch.http import Http, name_agent
from syndicate.workers import Pool
from syndicate.workers.limits import read_limits

WORKERS_NEED = ("syndicate.ingest.chores", "syndicate.discover.documents")


@contextmanager
def set_up(settings: Settings, now: datetime) -> Iterator[Bench]:
    """A client and worker processes as a run has them, without its database."""
    with Pool(read_limits(settings.fetch), imports=WORKERS_NEED) as pool:
        pool.prepare()  # while there are no threads, of which the client makes some
        hosts = Hosts(settings.fetch, now)
        http = Http(settings.fetch, name_agent(settings.fetch.contact), hosts)
        yield Bench(settings, pool, http.fetch)
