"""Matching a whole archive on Apache Spark, with the functions that a run matches by.

The engine brings together who must be compared; who is one is decided by `match`.
"""

from __future__ import annotations
