"""Texts that are made to be slow are cut or refused before the slow part sees them; nothing of them is remembered."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import DateFault, Expect, ReadDate
from bot.domain.words import tokens, unswollen
from bot.library import date_elsewhere
from bot.library.date_words import month_of
from bot.library.dates import LONGEST_DAY, MAX_TEXT, MOST_DAYS, find_dates, read_date
from bot.library.day_and_words import asked_for, day_and_words
from bot.library.told import Teller
from tests.hostile_updates import PIECES, repeated, words

if TYPE_CHECKING:
    from bot.entry.knowledge import Knowledge

TODAY = date(2026, 11, 22)
NO_DAY = ReadDate(fault=DateFault.UNREADABLE)
HOSTILE = {
    "nines": "9" * 4000,
    "ones and dots": "1.1." * 1000,
    "slashes": "1/" * 2000,
    "marks": "1\u0301\u0327" * 1300,
    "right to left": "\u202e1\u200f.\u061c1" * 600,
    "no width": "1\u200b.\u200d1\ufeff" * 600,
    "nested": "(" * 2000 + "1.1" + ")" * 2000,
    "swelling": "ﷺ" * MAX_TEXT,
    "halves of characters": "\ud800\udc00\udfff" * 1300,
    "every plane": "".join(map(chr, range(0x100, 0x110000, 272))),
    "spaces": "1 " + " " * 4000 + "мая",
    "days": "5 сен" * 800,
}


@pytest.fixture(scope="module")
def teller(knowledge: Knowledge) -> Teller:
    return Teller(knowledge.screens.library.words["trip"])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_reader_fails_on_a_hostile_text(teller: Teller, knowledge: Knowledge, text: str) -> None:
    assert read_date(text, TODAY, Expect.PAST) == NO_DAY
    day_and_words(text, TODAY)
    assert asked_for(text, knowledge.screens.library.words["remind"]["ask"]) is None
    told = teller.tell(text, TODAY)
    assert told is None or told.doubt
    assert knowledge.answers.ask(text, "ru", TODAY).views


@given(text=st.one_of(words, repeated))
def test_no_reader_fails_on_any_text(teller: Teller, text: str) -> None:
    read_date(text, TODAY, Expect.FUTURE)
    day_and_words(text, TODAY)
    teller.tell(text, TODAY)


def test_a_long_text_is_no_day_whatever_stands_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    day = "14 сентября 2025"
    assert read_date(day.ljust(LONGEST_DAY), TODAY, Expect.PAST).day == date(2025, 9, 14)
    monkeypatch.setattr("bot.library.dates.find_dates", lambda *_args, **_options: 1 / 0)
    assert read_date(day.ljust(LONGEST_DAY + 1), TODAY, Expect.PAST) == NO_DAY


def test_so_many_days_as_nobody_tells_are_none(teller: Teller) -> None:
    one = "14 сентября, "
    assert len(find_dates(one * MOST_DAYS, TODAY, Expect.PAST)) == MOST_DAYS
    assert find_dates(one * (MOST_DAYS + 1), TODAY, Expect.PAST) == ()
    assert teller.tell("въехал " + one * (MOST_DAYS + 1), TODAY) is None


def test_the_slow_reader_of_dates_is_asked_about_short_texts_with_two_numbers_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(date_elsewhere, "parsed", lambda text, _today: asked.append(text))
    for text in ("9" * 4000, "1 2 3 2025", "2025", "в пятый день 2025", "x" * 41 + "1 2025", "1 mei 2025"):
        assert date_elsewhere.by_dateparser(text, TODAY) == NO_DAY
    assert asked == ["1 mei 2025"]


@given(text=st.one_of(words, repeated, st.text(max_size=50).map(lambda text: text * 90)))
def test_what_the_search_reads_never_swells(text: str) -> None:
    cut = unswollen(text, MAX_TEXT)
    assert text.startswith(cut)
    assert len(unicodedata.normalize("NFKD", cut)) <= 2 * MAX_TEXT
    assert sum(map(len, tokens(cut))) <= 4 * MAX_TEXT


def test_no_sign_swells_more_than_was_thought() -> None:
    signs = (chr(number) for number in range(0x110000) if not 0xD800 <= number < 0xE000)
    assert max(len(unicodedata.normalize("NFKD", sign)) for sign in signs) == 18


@pytest.mark.parametrize("text", ["въехал 1 сентебря 2025 сентябре", "сентебрь", "напомни"], ids=str)
def test_no_word_of_a_message_is_remembered_when_it_is_read(teller: Teller, text: str) -> None:
    read_date(text, TODAY, Expect.PAST)
    assert month_of.cache_info().currsize == 0
    teller.tell(text, TODAY)
    assert month_of.cache_info().currsize == 0
    day_and_words(text, TODAY)
    assert month_of.cache_info().currsize == 0


def test_the_pieces_of_hostile_texts_are_many() -> None:
    assert len(set(PIECES)) > 30
