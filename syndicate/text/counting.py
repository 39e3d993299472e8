"""How many of a thing there are, in words."""

from __future__ import annotations


def say_count(number: int, noun: str) -> str:
    """A number of things that take an s where there are several.

    >>> say_count(1, "place"), say_count(1_200, "place")
    ('1 place', '1,200 places')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
