"""How sizes and durations are said in a reason."""

from __future__ import annotations


def say_size(size: int) -> str:
    """Bytes in the largest fitting unit, as few digits as tell it.

    >>> say_size(10_000_000), say_size(50_331_648), say_size(1_500), say_size(7)
    ('10 MB', '50 MB', '1.5 kB', '7 bytes')
    """
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            amount = size / unit
            return f"{amount:.0f} {name}" if amount >= 10 else f"{amount:.2g} {name}"
    return f"{size} bytes"


def say_seconds(seconds: float) -> str:
    """A duration in seconds.

    >>> say_seconds(20.0), say_seconds(0.5)
    ('20 s', '0.5 s')
    """
    return f"{seconds:g} s"
