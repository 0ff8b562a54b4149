"""Facts: which number is in force on a day, and from when to when a fact is law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fact import Confidence, Fact, Unit

DAY = date(2026, 11, 22)
LIMIT = Fact("stay.limit", Unit.DAYS, Confidence.OFFICIAL, DAY, DAY, value=90)
MCI = Fact("mci", Unit.TENGE, Confidence.OFFICIAL, DAY, DAY, by_year={2026: 4325, 2024: 3692, 2025: 3932})


def test_a_fact_that_does_not_change_has_one_number_and_no_year() -> None:
    assert LIMIT.number(DAY) == (90, None)


@pytest.mark.parametrize(
    ("on", "number", "year"),
    [
        (date(2025, 12, 31), 3932, 2025),
        (date(2026, 1, 1), 4325, 2026),
        (date(2024, 2, 29), 3692, 2024),
    ],
)
def test_a_yearly_fact_changes_on_the_first_of_january(on: date, number: int, year: int) -> None:
    assert MCI.number(on) == (number, year)


def test_a_year_not_known_yet_gets_the_latest_known_number_and_says_which_year_it_is_of() -> None:
    assert MCI.number(date(2031, 5, 1)) == (4325, 2026)


def test_a_day_before_all_known_years_gets_the_earliest_number() -> None:
    assert MCI.number(date(2001, 5, 1)) == (3692, 2024)


def test_a_year_missing_in_between_gets_the_number_of_the_year_before() -> None:
    gap = replace(MCI, by_year={2022: 1.0, 2026: 2.0})
    assert gap.number(date(2025, 6, 1)) == (1.0, 2022)


@given(st.dictionaries(st.integers(2000, 2050), st.integers(0, 9999), min_size=1), st.dates())
def test_the_number_shown_is_always_that_of_the_year_shown(by_year: dict[int, int], on: date) -> None:
    number, year = replace(MCI, by_year=by_year).number(on)
    assert year is not None
    assert by_year[year] == number


@pytest.mark.parametrize("value", ["112", DAY, None])
def test_a_phone_a_day_or_nothing_is_not_a_number(value: str | date | None) -> None:
    with pytest.raises(TypeError, match=r"stay\.limit"):
        replace(LIMIT, value=value).number(DAY)


def test_a_fact_without_bounds_never_ends() -> None:
    assert not LIMIT.ended(date.max)


def test_a_fact_ends_after_its_last_day() -> None:
    bounded = replace(LIMIT, valid_from=DAY, valid_to=DAY + timedelta(days=2))
    days = [DAY + timedelta(days=shift) for shift in range(-1, 4)]
    assert [bounded.ended(day) for day in days] == [False, False, False, False, True]
