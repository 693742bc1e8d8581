"""Made-up words: as many as there are in minutes, and the frequent ones as much more frequent."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from meetings.management.lexicon import REAL, Lexicon

pytestmark = pytest.mark.once


def lexicon(seed: int = 1, **fields: int) -> Lexicon:
    """The words of a seed."""
    return Lexicon(Random(seed), **fields)  # noqa: S311 - nothing secret


def test_there_are_as_many_different_words_as_asked_for_and_the_real_ones_come_first() -> None:
    words = lexicon(size=5_000).words

    assert len(set(words)) == len(words) == 5_000
    assert words[:3] == REAL[:3]
    assert all(word.isalpha() and word.islower() and len(word) > 2 for word in words[len(set(REAL)) :])


def test_the_same_seed_draws_the_same_words() -> None:
    assert lexicon(7).draw(50) == lexicon(7).draw(50)


def test_a_word_is_drawn_as_often_as_its_rank_says() -> None:
    held = lexicon()
    drawn = Counter(held.draw(200_000))

    assert 3 < drawn[held.words[0]] / drawn[held.words[12]] < 6
    assert len(drawn) > 20_000


def test_a_sentence_has_a_capital_and_a_full_stop() -> None:
    said = lexicon().sentence(4, 9)

    assert said[0].isupper()
    assert said.endswith(".")
    assert 4 <= len(said.split()) <= 9
