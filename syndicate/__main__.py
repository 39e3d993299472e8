"""`syndicate` and `python -m syndicate`: what is needed to answer, and no more."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line on this process's arguments and give its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"] and _say_version():
        return 0
    from syndicate.cli import call  # noqa: PLC0415 -- start-up

    return call(arguments)


def _say_version() -> bool:
    """Answer without loading the command line, which says why if it cannot be."""
    from syndicate import __version__  # noqa: PLC0415 -- start-up

    try:  # at once: what a full disk did not take would be tried again when we leave
        os.write(sys.stdout.fileno(), f"syndicate {__version__}\n".encode())
    except (AttributeError, OSError):  # it is closed, or full
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
