"""Templates as compiled, kept where Python keeps the modules that it compiled.

To compile what a run needs takes longer than to fill it in. What is kept is code that
later runs execute, so it lies in `__pycache__` beside the templates, or under
PYTHONPYCACHEPREFIX: whoever can write there can change this program anyway. It is
never in a project's folder, which may come from others.
"""

from __future__ import annotations

import contextlib
import sys
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class Compiled(FileSystemBytecodeCache):
    """The compiled templates of one folder; another source or maker makes them anew.

    Where the folder cannot be written to, or Python is told to keep nothing, each
    process compiles for itself.
    """

    def __init__(self, templates: Path, made_by: str) -> None:
        self._made_by = f"jinja2 {jinja2.__version__}, {made_by}\n"
        folder = Path(cache_from_source(str(templates / "template.py"))).parent
        super().__init__(str(folder), "%s.template")

    def get_source_checksum(self, source: str) -> str:
        """What a compiled template is known by: its source and what compiled it."""
        return super().get_source_checksum(self._made_by + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was kept; what cannot be read is as if none was."""
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template for the next process, if that is possible here."""
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
            Path(self._get_cache_filename(bucket)).chmod(0o644)  # as modules are
