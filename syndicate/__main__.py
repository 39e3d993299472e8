"""`syndicate` and `python -m syndicate`: what is needed to answer, and no more."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line on this process's arguments and give its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # answered without loading the command line
        from syndicate import __version__  # noqa: PLC0415 -- start-up

        sys.stdout.write(f"syndicate {__version__}\n")
        return 0
    from syndicate.cli import call  # noqa: PLC0415 -- start-up

    return call(arguments)


if __name__ == "__main__":
    sys.exit(main())
