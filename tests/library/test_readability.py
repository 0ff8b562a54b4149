"""How hard a text is to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.readability import readability, sentences


def test_sentences_end_with_a_stop_before_a_capital_and_with_a_line() -> None:
    assert sentences("Идите в ЦОН. Там дадут ИИН!\n• Возьмите паспорт\n123\n") == [
        "Идите в ЦОН.",
        "Там дадут ИИН!",
        "• Возьмите паспорт",
    ]


def test_a_stop_inside_a_name_ends_nothing() -> None:
    assert sentences("See egov.kz or call {contact.gov} at once.") == ["See egov.kz or call {contact.gov} at once."]


def test_the_index_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    measured = readability("One two three four. Five administrative words here.")
    assert measured.lix == pytest.approx(8 / 2 + 100 * 1 / 8)
    assert measured.longest_words == 4


def test_nothing_is_easy_to_read() -> None:
    assert (readability("").lix, readability("").longest_words) == (0, 0)


@given(st.text(max_size=400))
def test_any_text_can_be_measured(text: str) -> None:
    measured = readability(text)
    assert measured.lix >= 0
    assert measured.longest in text
