"""Entries of two lists are paired, each once."""

from meetings.filing.matching import pair

KEYS = (str, str.lower)


def text(entry: str) -> str:
    """The entry itself."""
    return entry


def test_the_surest_key_goes_first() -> None:
    assert pair(["Tolls", "TOLLS"], ["TOLLS", "Tolls"], KEYS, text) == {0: 1, 1: 0}


def test_equal_entries_are_paired_in_order() -> None:
    assert pair(["a", "a", "b"], ["b", "a", "a"], KEYS, text) == {0: 1, 1: 2, 2: 0}


def test_what_is_left_is_paired_by_likeness_the_likest_first() -> None:
    mine = ["the board noted the tolls", "the board noted the tolls of may"]
    assert pair(mine, ["the board noted the tolls of june", "the board noted the toll"], KEYS, text) == {0: 1, 1: 0}


def test_what_is_like_nothing_stays_alone() -> None:
    assert pair(["tolls"], ["any other business"], KEYS, text) == {}


def test_without_a_text_only_keys_pair() -> None:
    assert pair(["tolls of may"], ["tolls of june"], KEYS) == {}


def test_blank_keys_say_nothing() -> None:
    assert pair([""], [""], KEYS) == {}


def test_very_long_lists_are_paired_by_key_alone() -> None:
    mine = [f"item {n}" for n in range(600)]
    assert pair(mine, [f"item {n}." for n in range(600)], KEYS, text) == {}
