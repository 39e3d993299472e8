"""Answers to what staff were asked about a story, kept as all decisions are.

An answer changes no story and nothing that is public. So it needs a transaction and not
the lock of a run, and nothing is published for it.
"""

from __future__ import annotations

from dataclasses import replace

from syndicate.decisions.deciding import about_story
from syndicate.decisions.desk import Desk
from syndicate.decisions.finding import find_story
from syndicate.errors import UsageError
from syndicate.model import Act, Decision
from syndicate.store import Store, expect


def settle(desk: Desk, act: Act, story: str, subject: str) -> Decision:
    """Keep that staff answered, until what they were asked about is another.

    `subject` names the matter as it stood. Who answers what was answered gets the
    decision that was made then.

    Raises:
        UsageError: there is no such story, or nobody decides.
        ConfigError: there is no database yet. Busy: it is in use too long.
    """
    if not desk.who.strip():
        raise UsageError("a decision needs a name: who decides?")
    path = desk.settings.paths.database
    expect(path)
    with Store.open(path) as store, store.whole():
        found = find_story(store, story)
        for made in store.register.about(found.id):
            if (made.act, made.detail) == (act, subject):
                return made
        proposed = about_story(desk, store, act, found)
        return store.register.keep(replace(proposed, detail=subject))
