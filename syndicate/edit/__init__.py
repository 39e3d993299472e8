"""From stories and their briefs to what goes out: file, hold, gate, order, cut.

Every public output takes its stories through `gate`, and the text it shows from
`publish.item.present`, which asks `in_full`.
"""

from __future__ import annotations

from syndicate.edit.covering import GAPS_OF, left_places, new_places
from syndicate.edit.editing import (
    EXAMINED,
    Material,
    edit,
    file_all,
    has_changed,
    is_ours,
)
from syndicate.edit.filing import file, public_url
from syndicate.edit.gate import RETRACTION_SHOWN, awaited, gate, why_not_public
from syndicate.edit.holding import red_keys, waiting_checks, whole_at
from syndicate.edit.ordering import order
from syndicate.edit.republishing import in_full

__all__ = [
    "EXAMINED",
    "GAPS_OF",
    "RETRACTION_SHOWN",
    "Material",
    "awaited",
    "edit",
    "file",
    "file_all",
    "gate",
    "has_changed",
    "in_full",
    "is_ours",
    "left_places",
    "new_places",
    "order",
    "public_url",
    "red_keys",
    "waiting_checks",
    "whole_at",
    "why_not_public",
]
