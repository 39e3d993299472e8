"""What went wrong, as a plain page that says what happened and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, InternalServerError

from syndicate.desk.frame import page
from syndicate.desk.guard import Unnamed, is_path
from syndicate.desk.surroundings import here
from syndicate.errors import (
    Busy,
    ConfigError,
    DamagedData,
    Stale,
    SyndicateError,
    UsageError,
)

# What the command line says one should type next; here there are buttons.
TYPED = re.compile(r"[;,]?\s*\(?`syndicate [^`]*`[^;)]*\)?")
BUSY = "The database is in use just now. Nothing was changed; try again in a moment."


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happened, and what to do."""

    title: str
    happened: str
    todo: str


BY_STATUS = {
    400: Trouble(
        "This could not be taken",
        "The form was not one of ours, or it was too old: nothing was changed.",
        "Go back, load the page again, and answer it once more.",
    ),
    401: Trouble(
        "You are not signed in any more",
        "Your session ended before this arrived. Nothing was changed.",
        "Sign in, and answer once more.",
    ),
    403: Trouble(
        "You may look, and not decide",
        "Your account is a reader's. Nothing was changed.",
        "Whoever runs this machine can make you an editor.",
    ),
    404: Trouble(
        "There is no such page",
        "Nothing is known by this address.",
        "Look for the story by its words.",
    ),
    405: Trouble(
        "This address is asked otherwise",
        "What is here is read, or is sent as a form; not the way it was asked for.",
        "Go back to Today.",
    ),
    413: Trouble(
        "That is too long",
        "More was sent than a form here may hold. Nothing was changed.",
        "Send less text.",
    ),
    421: Trouble(
        "This desk goes by another name",
        "It was asked for under a name that is not its own.",
        "Use the address that you were given; [desk] address sets it.",
    ),
}
NAMELESS = Trouble(
    "Nobody said who you are",
    "The sign-on in front of this desk named nobody.",
    "Sign in there, or ask whoever runs it.",
)
UNKNOWN = Trouble(
    "Something went wrong",
    "This is a defect of the desk. What you sent may not have been done.",
    "Look at Decisions to see what was, and tell whoever runs this machine.",
)


def handle(app: Flask) -> None:
    """Have every error of an application told as a page."""
    app.register_error_handler(HTTPException, _by_status)
    app.register_error_handler(SyndicateError, _by_error)


def _by_status(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return Response(status=status, headers=error.get_headers())
    told = NAMELESS if isinstance(error, Unnamed) else BY_STATUS.get(status, UNKNOWN)
    answer = _page(told, status)
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    if isinstance(error, InternalServerError):
        answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _by_error(error: SyndicateError) -> Response:
    said = TYPED.sub("", str(error)).strip().rstrip(".;,")
    said = f"{said[:1].upper()}{said[1:]}."
    if isinstance(error, Stale):
        told = Trouble(
            "This has changed meanwhile",
            "It is not what you were shown any more. Nothing was decided.",
            "Look at it as it is now, and decide again if you still want to.",
        )
        return _page(told, 409, latest=_latest())
    if isinstance(error, UsageError):
        todo = "Go back, and look at it as it is now."
        return _page(Trouble("This cannot be done", said, todo), 409)
    if isinstance(error, Busy):
        return _page(Trouble("Busy", BUSY, f"It said: {said}"), 503)
    if isinstance(error, ConfigError):
        if "older syndicate" in str(error):
            told = Trouble(
                "The database is of an older version",
                "It was written before this version was installed.",
                "The next run makes a backup and migrates it; then load this again.",
            )
        elif "no database yet" in str(error):
            told = Trouble(
                "There is nothing here yet",
                "There is no database: nothing was ever fetched.",
                "Run `syndicate run` once, then load this page again.",
            )
        else:
            told = Trouble(
                "This desk is older than its database",
                said,
                "Whoever runs this machine has to install the newer version here, too.",
            )
        return _page(told, 503)
    if isinstance(error, DamagedData):
        todo = "Whoever runs this machine has to restore a backup."
        return _page(Trouble("The database cannot be read", said, todo), 500)
    todo = "Whoever runs this machine has to see to it."
    return _page(Trouble("This could not be done whole", said, todo), 500)


def _page(trouble: Trouble, status: int, **more: object) -> Response:
    """The page; it is made without the database, which may be what is wrong."""
    back = request.referrer or ""
    path = "/" + back.partition("://")[2].partition("/")[2]
    more.setdefault("latest", None)
    reference = (request.view_args or {}).get("reference", "")
    if not hasattr(g, "account"):
        g.account = None
    return page(
        "trouble.html",
        status,
        trouble=trouble,
        back=path if back and is_path(path) else "",
        reference=reference,
        known=status != 404,
        **more,
    )


def _latest() -> object:
    """The last decision about the story that somebody decided about too late."""
    arguments = request.view_args or {}
    reference = arguments.get("reference") or arguments.get("one", "")
    with here().reading() as store:
        story = store.story(reference)
        about = store.register.about(story.id) if story else []
    return about[-1] if about else None
