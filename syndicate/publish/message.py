"""The digest as a short message for a chat channel."""

from __future__ import annotations

import json

from syndicate.publish.digest import View
from syndicate.publish.letter import subject

MOST = 10  # headlines


def write_message(view: View, address: str) -> bytes:
    """The counts, the first headlines and where the rest is, as webhooks take it.

    Slack reads `<` and `&` as markup, so both are escaped; Teams shows them so.
    """
    cards = [card for section in view.sections for card in section.cards]
    rows = [row.title for section in view.sections for row in section.rows]
    titles = [card.title for card in cards] + rows
    lines = [f"{view.title}: {subject(view)}", view.proof]
    lines += [f"• {title}" for title in titles[:MOST]]
    if len(titles) > MOST:
        lines.append(f"{len(titles) - MOST:,} more")
    lines += [address] if address else []
    text = "\n".join(_plain(line) for line in lines)
    return json.dumps({"text": text}, ensure_ascii=False).encode()


def _plain(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
