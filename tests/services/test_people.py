from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fact import LANGUAGES
from bot.services.people import NAMED, READS_RUSSIAN, guessed_language, named_language
from bot.services.screens import NAMES
from bot.storage.people import Person, find_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.services.people import People


@pytest.mark.parametrize("code", ["ru", "kk", "en", "EN", "ru-RU", "en-US", "kk-KZ"])
def test_a_telegram_in_one_of_our_languages_tells_it(code: str) -> None:
    assert guessed_language(code) == (code[:2].lower(), True)


@pytest.mark.parametrize("code", [None, "", "uk", "uz-Latn", "TG", *sorted(READS_RUSSIAN)])
def test_where_russian_is_read_it_is_the_guess_but_not_a_sure_one(code: str | None) -> None:
    assert guessed_language(code) == ("ru", False)


@pytest.mark.parametrize("code", ["de", "tr", "zh-hans", "fr-CA", "rus"])
def test_elsewhere_english_is_the_guess_but_not_a_sure_one(code: str) -> None:
    assert guessed_language(code) == ("en", False)


@given(st.none() | st.text())
def test_any_language_code_gives_one_of_our_languages(code: str | None) -> None:
    assert guessed_language(code)[0] in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_understood_by_its_names_in_all_three(language: str) -> None:
    assert named_language(language) == named_language(NAMES[language]) == language
    assert {named_language(name) for name in NAMED[language]} == {language}


def test_no_name_belongs_to_two_languages() -> None:
    names = [name for known in NAMED.values() for name in known]
    assert len(names) == len(set(names))


@given(
    st.sampled_from([(language, name) for language, names in NAMED.items() for name in names]),
    st.sampled_from([str.upper, str.title, str.lower]),
    st.sampled_from(["{}", " {} ", "{}.", "{}!", "\n{}!!"]),
)
def test_capitals_spaces_and_full_stops_do_not_hide_a_language(
    named: tuple[str, str], written: Callable[[str], str], around: str
) -> None:
    language, name = named
    assert named_language(around.format(written(name))) == language


@pytest.mark.parametrize("words", ["", "  ", "how do I get an IIN", "рус яз", "deutsch", "/lang", "kk ru"])
def test_anything_else_names_no_language(words: str) -> None:
    assert named_language(words) is None


async def test_someone_new_is_met_in_the_language_of_their_telegram(people: People) -> None:
    met = await people.meet(7, "kk-KZ")
    assert met.person == Person(7, "kk", chosen=False)
    assert met.sure


async def test_someone_new_whose_telegram_tells_nothing_is_not_surely_understood(people: People) -> None:
    assert not (await people.meet(7, "de")).sure


async def test_meeting_someone_stores_nothing(people: People, engine: AsyncEngine) -> None:
    await people.meet(7, "kk")
    assert await find_person(engine, 7) is None


async def test_a_chosen_language_wins_over_telegram(people: People) -> None:
    met = await people.meet(7, "en")
    assert await people.choose(met.person, "kk") == Person(7, "kk", chosen=True)
    again = await people.meet(7, "en")
    assert again.person == Person(7, "kk", chosen=True)
    assert again.sure


async def test_a_chosen_language_stays_whatever_is_spoken_later(people: People) -> None:
    chosen = await people.choose((await people.meet(7, "en")).person, "kk")
    await people.spoke(chosen, "ru")
    assert (await people.meet(7, "en")).person == chosen


async def test_a_language_can_be_chosen_again(people: People) -> None:
    chosen = await people.choose((await people.meet(7, "en")).person, "kk")
    await people.choose(chosen, "ru")
    assert (await people.meet(7, "en")).person == Person(7, "ru", chosen=True)


async def test_the_language_of_an_answer_is_the_next_guess(people: People) -> None:
    await people.spoke((await people.meet(7, "en")).person, "ru")
    assert (await people.meet(7, "en")).person == Person(7, "ru", chosen=False)


async def test_someone_who_speaks_the_language_of_their_telegram_is_not_stored(
    people: People, engine: AsyncEngine
) -> None:
    await people.spoke((await people.meet(7, "en")).person, "en")
    assert await find_person(engine, 7) is None


async def test_one_persons_language_is_nobody_elses(people: People) -> None:
    await people.choose((await people.meet(7, "en")).person, "kk")
    assert (await people.meet(8, "en")).person == Person(8, "en")
