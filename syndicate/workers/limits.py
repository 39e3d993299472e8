"""What worker processes may use, as the settings say."""

from __future__ import annotations

import os

from syndicate.config import Fetch
from syndicate.workers.process import Limits


def read_limits(settings: Fetch) -> Limits:
    """The limits; without a number of processes, there is one for each core."""
    return Limits(
        processes=settings.workers or os.cpu_count() or 1,
        seconds=settings.worker_seconds,
        megabytes=settings.worker_megabytes,
    )
