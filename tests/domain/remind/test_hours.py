"""Moments of a person's day, through changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.remind.hours import after_quiet, is_quiet, moment

ALMATY, BERLIN = ZoneInfo("Asia/Almaty"), ZoneInfo("Europe/Berlin")
ZONES = [ALMATY, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Vladivostok"), ZoneInfo("Pacific/Auckland")]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_kazakhstan_is_five_hours_ahead_since_the_first_of_march_2024() -> None:
    assert moment(date(2026, 11, 26), 10, ALMATY) == at("2026-11-26T05:00+00:00")
    assert moment(date(2024, 2, 29), 10, ALMATY) == at("2024-02-29T04:00+00:00")
    assert moment(date(2024, 3, 1), 10, ALMATY) == at("2024-03-01T05:00+00:00")


def test_an_hour_that_the_clocks_skip_is_moved_on() -> None:
    assert moment(date(2027, 3, 28), 2, BERLIN).astimezone(BERLIN) == at("2027-03-28T03:00+02:00")


def test_an_hour_that_comes_twice_is_taken_the_first_time() -> None:
    assert moment(date(2026, 10, 25), 2, BERLIN) == at("2026-10-25T00:00+00:00")


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 23), st.sampled_from(ZONES))
def test_a_moment_is_in_utc_on_its_day_and_not_before_its_hour(day: date, hour: int, zone: ZoneInfo) -> None:
    found = moment(day, hour, zone)
    here = found.astimezone(zone)
    assert found.tzinfo is UTC
    assert (here.date(), here.minute) == (day, 0)
    assert here.hour in (hour, hour + 1)


@pytest.mark.parametrize(
    ("hour", "quiet", "expected"),
    [
        (20, (21, 9), False), (21, (21, 9), True), (0, (21, 9), True), (8, (21, 9), True), (9, (21, 9), False),
        (1, (1, 5), True), (0, (1, 5), False), (5, (1, 5), False), (3, None, False), (3, (4, 4), False),
    ],
)  # fmt: skip
def test_quiet_hours_begin_with_the_first_and_end_before_the_second(
    hour: int, quiet: tuple[int, int] | None, *, expected: bool
) -> None:
    assert is_quiet(datetime(2026, 11, 26, hour, tzinfo=ALMATY), quiet, ALMATY) is expected


def test_quiet_hours_end_in_the_morning_of_the_right_day() -> None:
    evening, night = at("2026-11-26T22:30+05:00"), at("2026-11-27T03:00+05:00")
    assert after_quiet(evening, (21, 9), ALMATY) == after_quiet(night, (21, 9), ALMATY) == at("2026-11-27T09:00+05:00")
    assert after_quiet(at("2026-11-26T02:00+05:00"), (1, 5), ALMATY) == at("2026-11-26T05:00+05:00")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - the zone is given beside it
    st.tuples(st.integers(0, 23), st.integers(0, 23)),
    st.sampled_from(ZONES),
)
def test_the_end_of_quiet_hours_lies_ahead_and_is_not_quiet(
    naive: datetime, quiet: tuple[int, int], zone: ZoneInfo
) -> None:
    now = naive.replace(tzinfo=UTC)
    if is_quiet(now, quiet, zone):
        end = after_quiet(now, quiet, zone)
        assert now < end <= now + timedelta(hours=25)
        assert not is_quiet(end, quiet, zone)
