"""The shipped tables: what they say, and what they refuse."""

from __future__ import annotations

import pytest

from syndicate.store.frequencies import (
    Table,
    hash_sentence,
    hash_word,
    pack,
    pack_boilerplate,
    shipped,
    unpack,
    unpack_boilerplate,
)

STOCK = "this release contains forward looking statements"


def test_boilerplate_comes_back_as_it_was_packed() -> None:
    hashes = frozenset(map(hash_sentence, [STOCK, "all rights are reserved by us"]))
    assert unpack_boilerplate(pack_boilerplate(hashes)) == hashes


def test_one_table_is_not_taken_for_the_other() -> None:
    words, sentences = pack(1, {hash_word("calm"): 1}), pack_boilerplate([1])
    with pytest.raises(ValueError, match="not a table of boilerplate"):
        unpack_boilerplate(words)
    with pytest.raises(ValueError, match="not a frequency table"):
        unpack(sentences)


def test_a_sentence_is_stock_by_its_words() -> None:
    empty = unpack(pack(10, {}))
    table = Table(
        empty.releases, empty.hashes, empty.counts, frozenset({hash_sentence(STOCK)})
    )
    assert table.common(STOCK)
    assert not table.common(f"{STOCK} of ours")
    assert not empty.common(STOCK)


def test_a_rare_word_weighs_more_and_weighs_the_same_twice() -> None:
    table = unpack(pack(10_000, {hash_word("clinic"): 900, hash_word("calm"): 12}))
    weights = [table.weight(word) for word in ("clinic", "calm", "unheard")]
    assert weights == sorted(weights)
    assert weights == [table.weight(word) for word in ("clinic", "calm", "unheard")]


def test_the_package_ships_both_tables() -> None:
    assert shipped().releases > 10_000
    assert len(shipped().boilerplate) > 1_000
    assert not shipped().common("a sentence that our own clinic wrote this morning")
