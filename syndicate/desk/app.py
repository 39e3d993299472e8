"""The application: which address is which page, and what guards all of them."""

from __future__ import annotations

from flask import Flask, Response
from werkzeug.exceptions import NotFound

from syndicate.desk import (
    acts,
    answers,
    decided,
    digest,
    guard,
    pairs,
    signing,
    sources,
    stories,
    today,
    troubles,
)
from syndicate.desk.surroundings import Surroundings
from syndicate.publish.render import prepare, source

MOST_BYTES = 64_000  # of a form
MOST_FIELDS = 60
ASSETS = {
    "desk.css": (
        "text/css; charset=utf-8",
        ("style.css", "digest.css", "desk/desk.css"),
    ),
    "icon.svg": ("image/svg+xml", ("desk/icon.svg",)),
    "desk.js": ("text/javascript; charset=utf-8", ("desk/desk.js",)),
}


def make_app(surroundings: Surroundings) -> Flask:
    """The desk as a WSGI application."""
    prepare("desk")
    app = Flask("syndicate.desk", static_folder=None, template_folder=None)
    app.extensions["desk"] = surroundings
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
    app.config["MAX_FORM_PARTS"] = MOST_FIELDS
    app.before_request(guard.check)
    app.after_request(guard.seal)
    troubles.handle(app)
    app.add_url_rule("/assets/<name>", "asset", asset)
    modules = (today, stories, pairs, decided, sources, digest, signing, acts, answers)
    for module in modules:
        for rule in module.RULES:
            # Flask answers OPTIONS by itself; HEAD goes with GET.
            app.add_url_rule(
                rule.path,
                rule.view.__name__,
                rule.view,
                methods=[rule.method],
                provide_automatic_options=False,
            )
    return app


def asset(name: str) -> Response:
    """Our stylesheet or our script."""
    if name not in ASSETS:
        raise NotFound
    media, parts = ASSETS[name]
    text = "\n".join(source(part) for part in parts)
    return Response(text, content_type=media, headers={"Cache-Control": "max-age=300"})
