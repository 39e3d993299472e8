"""Stories as stored: forming them anew where something came, minting and retiring ids.

Ids are minted once. When a story falls apart the part that holds its anchor, the
posting it was minted for, keeps the id; when stories turn out to be one, the id that
readers know stays, the clinic's own before others, then the older; the other is an
alias for ever.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from syndicate.match import Group, mark
from syndicate.model import Trust
from syndicate.store.columns import dump
from syndicate.store.database import transaction
from syndicate.store.decisions import take_up, word
from syndicate.store.forming import Forming
from syndicate.store.meta import meta, set_meta
from syndicate.store.minting import mint, retire
from syndicate.store.neighbourhoods import neighbourhoods
from syndicate.store.places import Told, place, tellings
from syndicate.store.reading import DISTRUST
from syndicate.store.showing import (
    date_anew,
    hold_until,
    is_taken_back,
    show,
    sort_at,
)

SHOWN = """
SELECT ref, item, title, text, record, story, pending, postings.first_seen,
    content_changed, sources.name AS source_name, sources.trust, sources.first_success
FROM postings JOIN sources ON sources.id = postings.source WHERE ref = :ref
"""
# Whose id stays: what readers have seen, the clinic's own before others, the older.
HOMES = f"""
SELECT seq, anchor FROM stories
WHERE anchor IN (SELECT value FROM json_each(:refs))
ORDER BY published IS NULL,
    CASE WHEN published IS NOT NULL THEN {DISTRUST} END, seq
"""
TOUCH = """
UPDATE stories SET dirty = 1, hold_until = :hold_until, sort_at = :sort_at,
    hidden = :hidden, not_ours = :not_ours, retracted = :retracted,
    approved = :approved, dismissed = :dismissed, passed = :passed,
    taken_back = :taken_back OR (taken_back AND NOT :owned), edited = :edited
WHERE seq = :seq
"""
MOVE = """
UPDATE stories SET changed_seq = :change,
    created_seq = CASE WHEN :fresh THEN :change ELSE created_seq END
WHERE seq = :seq
"""


@dataclass(frozen=True, slots=True)
class Formed:
    """How many stories forming minted and changed, and how far it is."""

    new: int = 0
    changed: int = 0
    done: int = 0
    total: int = 0


def form_pending(
    connection: sqlite3.Connection, now: datetime, batch: int = 500
) -> Iterator[Formed]:
    """Form the stories of everything pending, a batch in each transaction.

    Ids are minted in content order, whatever the order of arrival.
    """
    with transaction(connection):
        pass_ = _begin(connection, now)
    yield from _form(pass_, batch, partial(transaction, connection))


def form_all(connection: sqlite3.Connection, now: datetime) -> Iterator[Formed]:
    """Form all that is pending inside the transaction that is open.

    What is pending is to be judged anew; what it tells is what it was.
    """
    pass_ = _begin(connection, now)
    pass_.told_anew = False
    yield from _form(pass_, 500, contextlib.nullcontext)


def _begin(connection: sqlite3.Connection, now: datetime) -> Forming:
    """A pass that knows every decision kept so far; a later one waits for the next."""
    decided = take_up(connection)
    return Forming(
        connection,
        now,
        meta(connection, "authority"),
        int(meta(connection, "sequence")),
        word=word(connection),
        as_told=decided,
    )


def _form(
    pass_: Forming,
    batch: int,
    begin: Callable[[], contextlib.AbstractContextManager[None]],
) -> Iterator[Formed]:
    groups = neighbourhoods(pass_)
    for start in range(0, len(groups), batch):
        with begin():
            for group in groups[start : start + batch]:
                _settle(pass_, group)
            set_meta(pass_.connection, "sequence", str(pass_.change))
        so_far = min(start + batch, len(groups))
        yield Formed(pass_.new, pass_.changed, so_far, len(groups))


def _settle(pass_: Forming, group: Group) -> None:
    """Give a group its story: an id it keeps, one it is minted, others retired."""
    connection = pass_.connection
    refs = {"refs": dump(sorted(group.members))}
    shown = connection.execute(SHOWN, {"ref": group.original}).fetchone()
    taken_back = shown["story"] is not None and is_taken_back(pass_, group)
    homes = connection.execute(HOMES, refs).fetchall()
    if homes:
        seq, fresh = homes[0]["seq"], False
    else:
        seq, fresh = mint(pass_, shown), True
    connection.execute(
        "UPDATE postings SET story = :seq, pending = 0"
        " WHERE ref IN (SELECT value FROM json_each(:refs))",
        refs | {"seq": seq},
    )
    for other in homes[1:]:
        retire(pass_, other["seq"], seq)
    date_anew(pass_, seq, shown)
    new_text = show(pass_, seq, shown, keeps=_keeps(pass_, group, shown))
    told = tellings(pass_, group)
    moved = place(pass_, seq, group, told)
    # Even where title, text and places are what they were: its date, its embargo or
    # its issuer may not be.
    touched = _mark(pass_, group, told)
    touched |= {"seq": seq, "sort_at": sort_at(shown), "taken_back": taken_back}
    touched["edited"] = _edited(pass_, group, shown)
    connection.execute(TOUCH, touched)
    if fresh or new_text or moved:
        pass_.new += fresh
        pass_.changed += not fresh
        pass_.change += 1
        connection.execute(MOVE, {"seq": seq, "change": pass_.change, "fresh": fresh})


def _keeps(pass_: Forming, group: Group, shown: sqlite3.Row) -> bool:
    """Whether what is shown keeps the id, should the group fall apart.

    A clinic's own release does; but what staff joined they may part again, and then
    each part must have the id that readers know it by.
    """
    rulings = pass_.rulings_among(group.members)
    return shown["trust"] == Trust.OWNED and not any(each.same for each in rulings)


def _edited(pass_: Forming, group: Group, shown: sqlite3.Row) -> str:
    """The summary that staff wrote of what is shown; none of a text that came later."""
    said = pass_.word.summaries.get(group.original)
    if said is None or not said.text or shown["content_changed"] > said.at:
        return ""
    return dump([said.text, said.who, said.at])


def _mark(pass_: Forming, group: Group, told: Told) -> dict[str, object]:
    """What staff decided of a group, and until when it may be held, as columns."""
    trusts = {ref: Trust(told.rows[ref]["trust"]) for ref in group.members}
    marks = mark(group, trusts, pass_.word)
    return {
        "hold_until": hold_until(pass_, group, marks.retracted),
        "hidden": marks.hidden,
        "not_ours": marks.not_ours,
        "retracted": marks.retracted or None,
        "approved": marks.approved,
        "dismissed": dump(marks.dismissed),
        "passed": dump(marks.passed),
        "owned": Trust.OWNED in trusts.values(),
    }
