"""What a written day means: the day itself, several that it could be, or why it is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import (
    ALIKE,
    LONG_AGO,
    MOST,
    SOON,
    DateFault,
    Expect,
    ReadDate,
    Written,
    any_of,
    between,
    coming,
    days_like,
    days_of,
    either_order,
    is_possible,
    settled,
    whole,
)
from bot.domain.day_codes import FIRST, LAST, in_reach
from tests.conftest import TODAY

DAY = timedelta(days=1)
PAST, FUTURE, ANY = Expect.PAST, Expect.FUTURE, Expect.ANY
IMPOSSIBLE, TOO_FAR = ReadDate(fault=DateFault.IMPOSSIBLE), ReadDate(fault=DateFault.TOO_FAR)

TODAYS = st.dates(FIRST, LAST)
NUMBERS = st.integers(-3, 40)
NO_YEAR = st.builds(Written, NUMBERS, st.none() | NUMBERS)
EXPECTED = st.sampled_from(Expect)


def asked(*days: date) -> ReadDate:
    return ReadDate(choices=days)


@pytest.mark.parametrize(
    ("written", "expect", "read"),
    [
        # Without a year: the nearest in the direction that is meant, today being 22 November 2026.
        (Written(14, 9), PAST, ReadDate(date(2026, 9, 14))),
        (Written(14, 9), FUTURE, ReadDate(date(2027, 9, 14))),
        (Written(14, 9), ANY, ReadDate(date(2026, 9, 14))),
        (Written(22, 11), PAST, ReadDate(TODAY)),
        (Written(22, 11), FUTURE, ReadDate(TODAY)),
        (Written(22, 11), ANY, ReadDate(TODAY)),
        (Written(14, 2), ANY, ReadDate(date(2027, 2, 14))),
        # Far back and near ahead, or about equally near: asked back.
        (Written(23, 11), PAST, asked(date(2025, 11, 23), date(2026, 11, 23))),
        (Written(21, 1), PAST, asked(date(2026, 1, 21), date(2027, 1, 21))),
        (Written(22, 1), PAST, ReadDate(date(2026, 1, 22))),
        (Written(22, 5), ANY, asked(date(2026, 5, 22), date(2027, 5, 22))),
        (Written(7, 11), ANY, ReadDate(date(2026, 11, 7))),
        (Written(8, 11), ANY, ReadDate(date(2026, 11, 8))),
        # Only the number of a day, in months that are shorter than it.
        (Written(14), PAST, ReadDate(date(2026, 11, 14))),
        (Written(14), FUTURE, ReadDate(date(2026, 12, 14))),
        (Written(31), PAST, ReadDate(date(2026, 10, 31))),
        (Written(31), FUTURE, ReadDate(date(2026, 12, 31))),
        (Written(7), ANY, asked(date(2026, 11, 7), date(2026, 12, 7))),
        # 29 February is in leap years only.
        (Written(29, 2), PAST, ReadDate(date(2024, 2, 29))),
        (Written(29, 2), FUTURE, ReadDate(date(2028, 2, 29))),
        (Written(29, 2, 2024), PAST, ReadDate(date(2024, 2, 29))),
        (Written(29, 2, 2026), PAST, IMPOSSIBLE),
        # What the calendar lacks.
        (Written(30, 2), PAST, IMPOSSIBLE),
        (Written(31, 4), FUTURE, IMPOSSIBLE),
        (Written(0), PAST, IMPOSSIBLE),
        (Written(32), PAST, IMPOSSIBLE),
        (Written(1, 0), PAST, IMPOSSIBLE),
        (Written(1, 13), PAST, IMPOSSIBLE),
        (Written(1, 0, 2026), PAST, IMPOSSIBLE),
        (Written(1, 13, 2026), PAST, IMPOSSIBLE),
        (Written(31, 9, 2026), PAST, IMPOSSIBLE),
        (Written(1, 1, 0), PAST, IMPOSSIBLE),
        # Years that are not counted, and a year without a month.
        (Written(31, 12, 1999), PAST, TOO_FAR),
        (Written(1, 1, 2100), FUTURE, TOO_FAR),
        (Written(1, 1, 2000), PAST, ReadDate(FIRST)),
        (Written(31, 12, 2099), FUTURE, ReadDate(LAST)),
        (Written(14, None, 2026), PAST, ReadDate(fault=DateFault.UNREADABLE)),
    ],
)
def test_a_written_day_means(written: Written, expect: Expect, read: ReadDate) -> None:
    assert settled(written, TODAY, expect) == read


@pytest.mark.parametrize(
    ("today", "written", "expect", "read"),
    [
        # The 31st from each side of a short month.
        (date(2026, 3, 1), Written(31), PAST, ReadDate(date(2026, 1, 31))),
        (date(2026, 4, 1), Written(31), FUTURE, ReadDate(date(2026, 5, 31))),
        (date(2026, 1, 1), Written(31), PAST, ReadDate(date(2025, 12, 31))),
        (date(2026, 12, 31), Written(30), FUTURE, ReadDate(date(2027, 1, 30))),
        (date(2027, 2, 1), Written(29), FUTURE, ReadDate(date(2027, 3, 29))),
        (date(2028, 2, 1), Written(29), FUTURE, ReadDate(date(2028, 2, 29))),
        # The turn of a year.
        (date(2026, 1, 2), Written(30, 12), PAST, ReadDate(date(2025, 12, 30))),
        (date(2026, 12, 30), Written(2, 1), FUTURE, ReadDate(date(2027, 1, 2))),
        # The leap day of today, and the one that a century leaves out.
        (date(2028, 2, 29), Written(29, 2), PAST, ReadDate(date(2028, 2, 29))),
        (date(2097, 1, 1), Written(29, 2), FUTURE, TOO_FAR),
        # The edges of what is counted, and of the calendar.
        (FIRST, Written(31, 12), PAST, TOO_FAR),
        (date(2000, 3, 1), Written(1, 4), PAST, TOO_FAR),
        (LAST, Written(1, 1), FUTURE, TOO_FAR),
        (date.min, Written(31, 12), PAST, TOO_FAR),
        (date.max, Written(1, 1), FUTURE, TOO_FAR),
    ],
)
def test_a_day_without_a_year_is_looked_for_from_any_day(
    today: date, written: Written, expect: Expect, read: ReadDate
) -> None:
    assert settled(written, today, expect) == read


@given(TODAYS, EXPECTED, NUMBERS, NUMBERS, st.integers(-1, 2200) | st.integers(9990, 10010))
def test_a_full_date_is_that_day_or_a_fault(today: date, expect: Expect, day: int, month: int, year: int) -> None:
    read = settled(Written(day, month, year), today, expect)
    try:
        there_is = date(year, month, day)
    except ValueError:
        assert read == IMPOSSIBLE
    else:
        assert read == (ReadDate(there_is) if in_reach(there_is) else TOO_FAR)


@given(TODAYS, NO_YEAR)
def test_what_has_happened_is_never_later_and_what_will_never_earlier(today: date, written: Written) -> None:
    back, ahead = settled(written, today, PAST), settled(written, today, FUTURE)
    assert back.day is None or back.day <= today
    assert not ahead.choices
    assert ahead.day is None or ahead.day >= today


@given(TODAYS, NO_YEAR, EXPECTED)
def test_a_day_without_a_year_keeps_its_numbers_and_is_counted(today: date, written: Written, expect: Expect) -> None:
    read = settled(written, today, expect)
    assert (read.fault is None) == bool(days_of(read))
    assert not (read.day and read.choices)
    assert len(read.choices) != 1
    assert (read.fault is DateFault.IMPOSSIBLE) == (not is_possible(written))
    for day in days_of(read):
        assert in_reach(day)
        assert day.day == written.day
        assert day.month == (written.month or day.month)


@given(TODAYS, NO_YEAR.filter(is_possible), EXPECTED)
def test_no_such_day_is_nearer_than_the_one_that_is_taken(today: date, written: Written, expect: Expect) -> None:
    read = settled(written, today, expect)
    if read.day and expect is not ANY:
        step = -DAY if expect is PAST else DAY
        passed = (today + step * number for number in range(abs((read.day - today).days)))
        assert not any(day.day == written.day and day.month == (written.month or day.month) for day in passed)


@given(TODAYS, st.integers(0, 900), st.integers(0, 900))
def test_either_direction_asks_back_only_when_both_are_about_equally_near(today: date, back: int, ahead: int) -> None:
    before, after = today - back * DAY, today + ahead * DAY
    read = between(before, after, today, ANY)
    alike = back and ahead and abs(back - ahead) * DAY <= ALIKE
    if alike and in_reach(before) and in_reach(after):
        assert read == asked(before, after)
    else:
        assert not read.choices
        assert read.day is None or min(back, ahead) == abs((read.day - today).days) or alike


@given(TODAYS, st.integers(0, 900), st.integers(0, 900))
def test_the_past_asks_back_only_when_the_day_lies_far_back_and_near_ahead(today: date, back: int, ahead: int) -> None:
    before, after = today - back * DAY, today + ahead * DAY
    read = between(before, after, today, PAST)
    if read.choices:
        assert read == asked(before, after)
        assert back * DAY > LONG_AGO
        assert ahead >= 1
        assert ahead * DAY <= SOON
    elif in_reach(before) and in_reach(after):
        assert read.day == (today if not ahead else before)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (Written(20, 11), asked(date(2026, 11, 20), date(2027, 11, 20))),
        (Written(23, 9), asked(date(2026, 9, 23), date(2027, 9, 23))),
        (Written(22, 9), ReadDate(date(2027, 9, 22))),
        (Written(23, 11), ReadDate(date(2026, 11, 23))),
        (Written(22, 11), ReadDate(TODAY)),
        (Written(20), ReadDate(date(2026, 12, 20))),
        (Written(23, 11, 2026), ReadDate(date(2026, 11, 23))),
        (Written(31, 2), IMPOSSIBLE),
    ],
)
def test_a_day_that_has_just_passed_is_asked_back_where_one_ahead_is_wanted(written: Written, read: ReadDate) -> None:
    assert coming(written, TODAY) == read


@given(TODAYS, NO_YEAR)
def test_a_coming_day_is_the_one_ahead_unless_it_is_asked_back(today: date, written: Written) -> None:
    read, ahead = coming(written, today), settled(written, today, FUTURE)
    assert read == ahead or (read.choices and set(days_of(ahead)) < set(read.choices))


@pytest.mark.parametrize(
    ("days", "read"),
    [
        ((), TOO_FAR),
        ((TODAY,), ReadDate(TODAY)),
        ((TODAY, TODAY), ReadDate(TODAY)),
        ((TODAY, FIRST), asked(TODAY, FIRST)),
        ((date(1999, 12, 31), TODAY, date(2100, 1, 1)), ReadDate(TODAY)),
        ((date.min, date.max), TOO_FAR),
        (tuple(TODAY + number * DAY for number in range(MOST)), asked(*(TODAY + n * DAY for n in range(MOST)))),
        (tuple(TODAY + number * DAY for number in range(MOST + 1)), ReadDate(fault=DateFault.SEVERAL)),
    ],
)
def test_one_day_is_taken_a_few_are_asked_back_and_many_are_refused(days: tuple[date, ...], read: ReadDate) -> None:
    assert any_of(*days) == read


@given(st.integers(-1, 3000), NUMBERS, NUMBERS)
def test_a_whole_date_out_of_reach_is_too_far(year: int, month: int, day: int) -> None:
    read = whole(year, month, day)
    assert (read.fault is None) == (read.day is not None)
    assert read.fault is not DateFault.TOO_FAR or not FIRST.year <= year <= LAST.year
    assert read.day is None or (read.day.year, read.day.month, read.day.day) == (year, month, day)


@pytest.mark.parametrize(
    ("first", "second", "year", "read"),
    [
        (3, 4, 2026, asked(date(2026, 4, 3), date(2026, 3, 4))),
        (4, 4, 2026, ReadDate(date(2026, 4, 4))),
        (14, 9, 2026, ReadDate(date(2026, 9, 14))),
        (9, 14, 2026, ReadDate(date(2026, 9, 14))),
        (29, 2, 2026, IMPOSSIBLE),
        (13, 13, 2026, IMPOSSIBLE),
        (0, 9, 2026, IMPOSSIBLE),
        (3, 4, 1926, TOO_FAR),
        (14, 9, 1926, TOO_FAR),
        (9, 14, 1926, TOO_FAR),
        (3, 4, None, asked(date(2026, 4, 3), date(2026, 3, 4))),
        (9, 14, None, ReadDate(date(2026, 9, 14))),
        (9, 31, None, IMPOSSIBLE),
        (1, 12, None, asked(date(2025, 12, 1), date(2026, 12, 1), date(2026, 1, 12), date(2027, 1, 12))),
    ],
)
def test_two_numbers_may_stand_in_either_order(first: int, second: int, year: int | None, read: ReadDate) -> None:
    assert either_order(first, second, year, TODAY, PAST) == read


@given(NUMBERS, NUMBERS, st.none() | st.integers(1990, 2110), TODAYS, EXPECTED)
def test_the_order_of_two_numbers_changes_nothing(
    first: int, second: int, year: int | None, today: date, expect: Expect
) -> None:
    one, other = (either_order(*pair, year, today, expect) for pair in ((first, second), (second, first)))
    assert set(days_of(one)) == set(days_of(other))
    assert one.fault == other.fault


@given(TODAYS, NO_YEAR.filter(is_possible), st.sampled_from([-1, 1]))
def test_such_days_follow_each_other_in_one_direction(today: date, written: Written, direction: int) -> None:
    some = [day for day, _ in zip(days_like(written, today, direction), range(5), strict=False)]
    assert some == sorted(some, reverse=direction < 0)
    assert all(day.day == written.day for day in some)
