"""Signing in and out, and what is somebody's own: their zone, their password."""

from __future__ import annotations

import math
from datetime import timedelta
from zoneinfo import available_timezones

from flask import Response, g, redirect, request
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as Answer

from syndicate.desk.frame import page
from syndicate.desk.guard import client_address, is_path, keep_cookie, session_key
from syndicate.desk.passwords import hash_password, is_right, must_wait
from syndicate.desk.rules import Rule
from syndicate.desk.surroundings import here
from syndicate.errors import UsageError
from syndicate.publish.plain import clean, line

LONGEST_NAME = 100


def sign_in() -> Answer:
    """The form, unless they are signed in."""
    wanted = _wanted(request.args.get("next", ""))
    if g.account is not None:
        return redirect(wanted, 303)
    return _form(wanted)


def try_sign_in() -> Answer:
    """Sign somebody in under another cookie than they came with, or say why not."""
    desk, now = here(), here().clock()
    wanted = _wanted(request.form.get("next", ""))
    name = clean(request.form.get("name", "")).strip()[:LONGEST_NAME]
    address = client_address()
    with desk.writing() as store:
        wait = must_wait(store, name, address, now)
        if wait:
            return _form(wanted, name, _say_wait(wait), 429)
        account = store.accounts.find(name)
        if not is_right(account, request.form.get("password", "")) or account is None:
            store.accounts.fail(name, address, now)
            return _form(wanted, name, "That name and password do not fit.", 403)
        store.accounts.forgive(name, address)
        cookie = desk.chance()
        store.accounts.end(session_key(g.cookie))
        lasts = desk.settings.desk.session
        store.accounts.begin(session_key(cookie), account.name, now, lasts)
    answer = Response("", 303, {"Location": wanted})
    g.fresh = False
    keep_cookie(answer, cookie)
    return answer


def sign_out() -> Answer:
    """End the session."""
    with here().writing() as store:
        store.accounts.end(session_key(g.cookie))
    g.account = None
    return page("signed_out.html")


def account() -> Answer:
    """What is somebody's own."""
    return _own()


def change_zone() -> Answer:
    """Show times in another zone from now on."""
    zone = request.form.get("zone", "").strip()
    if zone and zone not in available_timezones():
        return _own(f"There is no time zone “{line(zone, 60)}”.", 400)
    with here().writing() as store:
        if store.accounts.find(g.account.name) is None:
            return _own("Whoever comes by a sign-on has no account to keep it.", 400)
        store.accounts.change_zone(g.account.name, zone)
        g.account = store.accounts.find(g.account.name)
    return _own("Times are shown in that zone from now on.")


def change_password() -> Answer:
    """Take another password, and sign every session of theirs out but this one."""
    if not g.account.password:
        raise Forbidden
    if not is_right(g.account, request.form.get("password", "")):
        return _own("That is not your password now.", 403)
    fresh = request.form.get("fresh", "")
    if fresh != request.form.get("again", ""):
        return _own("The two new ones are not the same.", 400)
    try:
        kept = hash_password(fresh)
    except UsageError as error:
        return _own(f"{str(error).capitalize()}.", 400)
    desk = here()
    with desk.writing() as store:
        store.accounts.change_password(g.account.name, kept)
        key, lasts = session_key(g.cookie), desk.settings.desk.session
        store.accounts.begin(key, g.account.name, desk.clock(), lasts)
    return _own("Your password is another from now on.")


def _own(said: str = "", status: int = 200) -> Answer:
    zones = sorted(available_timezones())
    return page("account.html", status, said=said, zones=zones)


def _form(wanted: str, name: str = "", wrong: str = "", status: int = 200) -> Answer:
    return page("sign_in.html", status, wanted=wanted, name=name, wrong=wrong)


def _wanted(path: str) -> str:
    return path if is_path(path) else "/"


def _say_wait(wait: timedelta) -> str:
    minutes = math.ceil(wait.total_seconds() / 60)
    told = "a minute" if minutes == 1 else f"{minutes} minutes"
    return f"Too many tries. Try again in {told}."


RULES = (
    Rule("/sign-in", sign_in),
    Rule("/sign-in", try_sign_in, "POST"),
    Rule("/sign-out", sign_out, "POST"),
    Rule("/account", account),
    Rule("/account/zone", change_zone, "POST"),
    Rule("/account/password", change_password, "POST"),
)
