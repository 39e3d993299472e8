"""Put sources into config.toml: the one place where a command changes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from syndicate.config.adding import Block, add_sources
from syndicate.config.load import read_file, read_settings
from syndicate.publish.write import replace_file
from syndicate.sources.registry import options_of


def put_in(file: Path, blocks: Sequence[Block], *, dry_run: bool = False) -> None:
    """Write sources into the file, once it is proven that it loads with them.

    Raises:
        ConfigError: the file cannot take them, or would not be valid with them.
        CannotCreate, InputOutputError: it cannot be written.
    """
    after = add_sources(read_file(file), blocks, file)
    read_settings(after, file, options_of)
    if not dry_run:
        replace_file(file, after)
