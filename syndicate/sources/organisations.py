"""Whether a name is an organisation's: names of people are not kept as authors."""

from __future__ import annotations

import re

# Words that names of organisations hold and names of people do not.
_TOLD = """
agency alliance assistance associates association center centers centre centres
clinic clinics committee communications company corp corporation council
department desk editors foundation group health healthcare hospital hospitals
inc infusion infusions institute ketamine lab laboratories labs limited llc llp
ltd magazine marketing media medical medicine network news newsletter newsroom
office partners pharma pharmaceuticals psychiatry psychology recovery research
services society solutions spa studio team therapeutics therapy university
wellness
"""
WORDS = frozenset(_TOLD.split())
_WORD = re.compile(r"[^\W\d_]+")


def is_organisation(name: str) -> bool:
    """Whether a name holds a word that organisations have in theirs.

    >>> is_organisation("Larkfield Ketamine & Wellness"), is_organisation("Ana Reyes")
    (True, False)
    >>> is_organisation("ana@larkfield-clinic.example.org")
    False
    """
    return "@" not in name and any(
        word.casefold() in WORDS for word in _WORD.findall(name)
    )
