"""From an edition to files. The output folders are written here."""

from __future__ import annotations

from syndicate.publish.assemble import publish, tell_staff
from syndicate.publish.base import Published

__all__ = ["Published", "publish", "tell_staff"]
