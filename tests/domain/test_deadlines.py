"""Terms in working days and in calendar days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deadlines import after_working_days, day_number

FRIDAY = date(2026, 11, 20)
days = st.dates(date(2000, 1, 1), date(2099, 1, 1))


def weekend(day: date) -> bool:
    return day.weekday() >= 5


def never(_day: date) -> bool:
    return False


def test_the_day_of_the_event_does_not_count() -> None:
    assert after_working_days(date(2026, 11, 23), 3, weekend) == date(2026, 11, 26)


def test_days_off_do_not_count() -> None:
    assert after_working_days(FRIDAY, 1, weekend) == date(2026, 11, 23)
    assert after_working_days(FRIDAY, 3, weekend) == date(2026, 11, 25)


def test_an_event_on_a_day_off_starts_the_term_all_the_same() -> None:
    saturday = FRIDAY + timedelta(days=1)
    assert after_working_days(saturday, 3, weekend) == date(2026, 11, 25)


@given(days, st.integers(1, 40), st.sets(st.integers(0, 90)))
def test_the_last_day_is_a_working_day_and_the_term_holds_as_many(event: date, count: int, off: set[int]) -> None:
    rest = {event + timedelta(days=number) for number in off if number % 7 < 5}
    last = after_working_days(event, count, rest.__contains__)
    between = [event + timedelta(days=number) for number in range(1, (last - event).days + 1)]
    assert last not in rest
    assert sum(day not in rest for day in between) == count


def test_a_term_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 working days"):
        after_working_days(FRIDAY, 0, never)
    with pytest.raises(ValueError, match="day 0"):
        day_number(FRIDAY, 0)


def test_a_calendar_without_working_days_does_not_hang() -> None:
    with pytest.raises(ValueError, match="no working day after 2026-11-20"):
        after_working_days(FRIDAY, 1, lambda _day: True)


def test_the_day_of_entry_is_day_one() -> None:
    assert day_number(date(2026, 9, 14), 1) == date(2026, 9, 14)
    assert day_number(date(2026, 9, 14), 30) == date(2026, 10, 13)
