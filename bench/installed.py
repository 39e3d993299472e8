"""Calls are measured as of an installed program: installing compiles its modules.

Where Python is told to write no bytecode, every start compiled all of ours anew: 0.2 s
of a run that loads the pipeline, and as much again in each of its workers.
"""

from __future__ import annotations

import compileall
import os
from pathlib import Path

import syndicate


def as_installed() -> None:
    """Compile our modules, and let what is started here find that."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(syndicate.__file__).parent, quiet=1)
