"""Rows of words: known ones are remembered, and of what people write else nothing is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.features import features, letters, of_neighbours, of_word
from bot.domain.places import Places

ROWS = {gram: row for row, gram in enumerate(letters("viza"))}


def test_a_feature_without_a_row_stands_for_itself() -> None:
    places = Places(ROWS, letters, {"viza"}.__contains__)
    assert places.of("viza") == tuple(range(len(ROWS)))
    assert places.of("vizu") == (ROWS[" vi"], ROWS["viz"], "izu", "zu ", ROWS[" viz"], "vizu", "izu ")


def test_only_words_of_the_content_are_remembered() -> None:
    places = Places(ROWS, letters, {"viza"}.__contains__)
    for word in ("viza", "sekret", "viza", "vizu"):
        places.of(word)
    assert len(places) == 1


@given(st.lists(st.text("abcd", min_size=1, max_size=6), max_size=6))
def test_features_of_a_text_are_those_of_its_words_and_neighbours(words: list[str]) -> None:
    apart = [feature for word in words for feature in of_word(word, wide=True)] + of_neighbours(words)
    assert sorted(features(words, wide=True).elements()) == sorted(apart)
    assert sorted(features(words).elements()) == sorted(feature for word in words for feature in of_word(word))
