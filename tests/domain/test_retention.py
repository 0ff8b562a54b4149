"""How long anything is kept: whole months back, a month between the notice and the end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.retention import NOTICE_BEFORE, Retention, months_before

days = st.dates(date(1990, 1, 1), date(2200, 12, 31))


@given(day=days, months=st.integers(0, 240))
def test_months_are_counted_back_as_the_calendar_has_them(day: date, months: int) -> None:
    assert months_before(day, months) == day - relativedelta(months=months)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-03-31", 1, "2026-02-28"), ("2024-03-31", 1, "2024-02-29"), ("2026-01-15", 12, "2025-01-15")],
)
def test_a_shorter_month_ends_earlier(day: str, months: int, before: str) -> None:
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(before)


@given(today=days, months=st.integers(2, 120))
def test_whoever_is_told_today_is_erased_a_month_later_and_not_before(today: date, months: int) -> None:
    retention = Retention(months)
    told = retention.told_since(today)
    assert retention.erased_on(today) - today == NOTICE_BEFORE
    assert retention.silent_since(today + NOTICE_BEFORE) == told
    assert retention.silent_since(today + NOTICE_BEFORE - timedelta(days=1)) <= told
    assert retention.silent_since(today) <= told


def test_the_numbers_that_the_privacy_page_tells_are_those_that_are_kept_to() -> None:
    assert Retention(12).words() == {"months": 12, "input": 30, "sent": 30}
