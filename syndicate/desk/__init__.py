"""The desk: staff who are no programmers decide in the browser.

A small web application over one project. It reads the database, decides by what
`syndicate.decisions` offers to the command line too, and writes nothing itself. No
address that is only read changes anything; every change is a form with a token.
"""

from __future__ import annotations

from syndicate.desk.app import make_app
from syndicate.desk.serving import serve
from syndicate.desk.surroundings import Surroundings

__all__ = ["Surroundings", "make_app", "serve"]
