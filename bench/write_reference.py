"""Write the tables of docs/configuration.md anew from the settings' own fields."""

from __future__ import annotations

from pathlib import Path

from syndicate.config.reference import fill_page
from syndicate.sources.registry import BUILT_IN, options_of

PAGE = Path(__file__).parent.parent / "docs" / "configuration.md"


def kinds() -> dict[str, type]:
    """The options of the kinds that come with the program."""
    found = {name: options_of(name) for name in BUILT_IN}
    return {name: shape for name, shape in found.items() if shape is not None}


if __name__ == "__main__":
    PAGE.write_text(
        fill_page(PAGE.read_text(encoding="utf-8"), kinds()), encoding="utf-8"
    )
