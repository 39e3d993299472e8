"""Feed every pattern of ours what makes bad patterns run for ever.

Run as a program it prints the name of each pattern that took more than it may, and on
what. A pattern in linear time takes a thousandth of the limit; one in the square of
the length takes several times as much. A quarter of each bait is tried first: what
takes the cube of the length over the whole would take a 64th of its time over that.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

PACKAGES = (
    *("syndicate.text", "syndicate.clean", "syndicate.html", "syndicate.sources"),
    *("syndicate.match", "syndicate.brief", "syndicate.edit", "syndicate.publish"),
    *(
        "syndicate.publish.site",
        "syndicate.store",
        "syndicate.fetch",
        "syndicate.ingest",
    ),
    *("syndicate.discover", "syndicate.model", "syndicate.decisions", "syndicate.cli"),
)
LONG = 200_000  # characters for `match`, by which lines of any length are tried
SHORT = 20_000  # characters for `search`, which begins anew at each of them
SECONDS = 1.5  # of CPU
# Patterns that are searched for in short strings alone, and in which.
BOUNDED = {
    "dates._TRAILING_ZONE": "what is told as a date: 120 characters",
    "titles._SUFFIX": "a title, whose white space is single by then",
    "zones._WORDS": "what is told as a zone",
}
PIECES = (
    *("a", "A", "0", " ", "\t", "\n", ".", "-", "–", "*", "#", "_", "/", "@", "&", "|"),
    *("(", "[", '"', "“", "”", "Ã", "â€", "é", "\u0301", "&amp;", "a ", "A ", "Aa "),
    *("A. ", "A, ", "a@", "a.", "a-", "1 ", "1/", "- ", "– ", "• ", "1. ", "a\n\n"),
    *("word ", "Salem, OR ", "June 2, 2025 ", "SALEM, OR - June 2, 2025 - "),
    *("PR Newswire ", "(NewMediaWire) ", "About A ", "Contact ", "Dr. ", "A.A."),
    *("the post a ", "said Ada Quiet, ", "“a” ", "https://a", "www.a", "1 of 2 "),
    *("+1 (503) 555-", "forward-looking ", "Inc, ", "By Ada "),
)


def find_patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Every compiled pattern of a module, also in tables, and if it is searched for."""
    for package in map(importlib.import_module, PACKAGES):
        for found in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            source = inspect.getsource(module)
            for name, value in list(vars(module).items()):
                searching = rf"\b{name}(?:\[[^]]+\])?\.(?:search|sub|find\w+|split)\("
                searched = bool(re.search(searching, source))
                for pattern in _within(value, 0):
                    yield f"{found.name}.{name}", pattern, searched


def bait(name: str, pattern: re.Pattern[str], *, searched: bool) -> Iterator[str]:
    """What of the baits the pattern bites at, in words."""
    for piece in PIECES:
        for length, attempt in (
            (LONG, pattern.match),
            (SHORT, pattern.search if searched else None),
        ):
            if attempt is None or name in BOUNDED:
                continue
            if _takes(attempt, piece, length // 4, SECONDS / 64) and _takes(
                attempt, piece, length, SECONDS
            ):
                yield f"{name} {attempt.__name__} {piece!r}: {pattern.pattern[:80]}"


def _takes(
    attempt: Callable[[Any], object], piece: str, length: int, seconds: float
) -> bool:
    """Whether a bait of that length takes longer than so many seconds of CPU."""
    bait = (piece * (length // len(piece) + 1))[:length] + "!"
    pattern: re.Pattern[Any] = attempt.__self__  # type: ignore[attr-defined]
    text = bait if isinstance(pattern.pattern, str) else bait.encode()
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        attempt(text)
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return False


def _within(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
        return
    inner: list[Any] = []
    if isinstance(value, dict):
        inner = list(value.values())
    elif isinstance(value, list | tuple):
        inner = list(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        inner = [getattr(value, each.name) for each in dataclasses.fields(value)]
    for each in inner if depth < 4 else ():
        yield from _within(each, depth + 1)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def main() -> None:
    """Bait them all, each once; tell who bit, and last how many were baited."""
    signal.signal(signal.SIGVTALRM, _stop)
    baited = dict.fromkeys(find_patterns())
    for name, pattern, searched in baited:
        for line in bait(name, pattern, searched=searched):
            sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(baited)} baited\n")


if __name__ == "__main__":
    main()
