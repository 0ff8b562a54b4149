"""Language: a message tells in which language to answer, or honestly does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language import detect


@pytest.mark.parametrize(
    "text",
    [
        "ЖСН қайда беріледі",
        "жсн кайда бериледи",
        "zhsn qaida beriledi",
        "озим казакша билмеймин",
        "tirkeu kalai jasaimyn",
        "маган комек керек",
        "men Reseiden keldim, ne isteu kerek",
        "ИИН алу ушин не керек",
    ],
)
def test_kazakh_is_heard_with_and_without_its_letters_and_in_latin(text: str) -> None:
    assert detect(text) == "kk"


@pytest.mark.parametrize(
    "text",
    [
        "как получить ИИН",
        "kak poluchit rvp",
        "gde otkryt kartu",
        "skolko dnei mozhno zhit v kazahstane",
        "снять квартиру",
        "просрочил срок",
        "хозяйка отказывается подавать уведомление",
    ],
)
def test_russian_is_heard_in_both_alphabets(text: str) -> None:
    assert detect(text) == "ru"


@pytest.mark.parametrize(
    "text", ["how to get IIN", "can't find job", "I overstayed", "thanks", "landlord refuses to register me"]
)
def test_english_is_heard(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize("text", ["", "123", "😀", "иин", "IIN", "рвп", "!?"])
def test_a_text_that_any_language_could_hold_stays_undecided(text: str) -> None:
    assert detect(text) is None


@given(st.text())
def test_any_text_gets_one_of_our_languages_or_none(text: str) -> None:
    assert detect(text) in {"ru", "kk", "en", None}
