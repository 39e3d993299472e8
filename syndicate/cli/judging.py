"""What an error comes to: what to say of it, and the exit code that goes with it."""

from __future__ import annotations

import contextlib
import os
import select
import sys

from syndicate.errors import InputOutputError, SyndicateError

TYPE_CHECKING = False  # as typing has it, which takes as long to load as all of this
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INTERRUPTED = 130


def judge(error: BaseException, arguments: Sequence[str] = ()) -> tuple[str, int]:
    """What to say of an error, and the exit code that goes with it."""
    if isinstance(error, UnicodeEncodeError):
        stray = next((each for each in arguments if _is_undecoded(each)), "")
        if stray:
            return f'"{stray}" is not UTF-8; have the terminal send what you type so', 2
    if isinstance(error, SyndicateError):
        return str(error), error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return "interrupted", INTERRUPTED
    if isinstance(error, BrokenPipeError) and _reader_is_gone():
        return "", 0  # `syndicate stories | head` has had what it wanted
    if isinstance(error, OSError):
        return _describe(error), InputOutputError.exit_code
    named = f"{type(error).__name__}: {error}"
    return f"internal error: {named}; SYNDICATE_DEBUG=1 shows where", 1


@contextlib.contextmanager
def naming_output() -> Iterator[None]:
    """Have an error in writing to standard output name it, as it does not itself."""
    try:
        yield
    except OSError as error:
        if error.filename:
            raise
        raise OSError(error.errno, error.strerror, _where_to()) from error


def _is_undecoded(argument: str) -> bool:
    """Whether bytes of it are in no encoding that Python knew when it started."""
    return any("\udc80" <= letter <= "\udcff" for letter in argument)


def _describe(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def _reader_is_gone() -> bool:
    """Whether the broken pipe is our own output, not one between processes."""
    try:
        poll = select.poll()
        poll.register(sys.stdout.fileno(), select.POLLOUT)
        return any(
            event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0)
        )
    except (OSError, ValueError, AttributeError):  # not a file, or closed
        return False


def _where_to() -> str:
    """The file that standard output is, if it is one (proc(5), /proc/PID/fd)."""
    try:
        place = f"/proc/self/fd/{sys.stdout.fileno()}"
        path = os.readlink(place)  # noqa: PTH115 -- pathlib is slow to load
    except (OSError, ValueError):
        path = ""
    return f"{path} (standard output)" if path.startswith("/") else "standard output"
