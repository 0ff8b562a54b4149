"""The picture of a stay: every day is shown as what it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from bot.attachments.kinds import Kind
from bot.domain.stay import Status, assess
from bot.domain.trips import Trip
from tests.attachments.samples import HERE, SAMPLES, Sample, samples
from tests.domain.visits import EAEU, d, trip

DAY = timedelta(days=1)


def test_days_of_visits_are_here_days_between_are_not_and_both_border_days_count() -> None:
    kinds = HERE.kinds()
    shown = [kinds[d(day)] for day in ("2026-09-13", "2026-09-14", "2026-10-02", "2026-10-03", "2026-10-06")]
    assert shown == [Kind.EMPTY, Kind.HERE, Kind.HERE, Kind.EMPTY, Kind.HERE]


def test_the_window_begins_with_the_day_that_still_counts() -> None:
    kinds = HERE.kinds()
    assert min(kinds) == HERE.today - 179 * DAY


def test_lawful_days_ahead_end_on_the_last_lawful_day_and_so_does_the_picture() -> None:
    kinds = HERE.kinds()
    ahead = [day for day, kind in kinds.items() if kind is Kind.LAWFUL]
    assert (min(ahead), max(ahead), max(kinds)) == (d("2026-11-27"), d("2026-12-15"), d("2026-12-15"))


def test_days_on_a_permit_are_shown_as_not_counted() -> None:
    kinds = SAMPLES["permit for a part"].kinds()
    assert [kinds[d(day)] for day in ("2026-08-09", "2026-08-10", "2026-10-12")] == [
        Kind.HERE,
        Kind.UNCOUNTED,
        Kind.UNCOUNTED,
    ]


def test_an_overstay_is_shown_from_the_day_after_the_last_lawful_one_until_today() -> None:
    sample = SAMPLES["overstay"]
    over = [day for day, kind in sample.kinds().items() if kind is Kind.OVER]
    last = sample.stay.last_day
    assert last
    assert (over[0], over[-1], len(over)) == (last + DAY, sample.today, (sample.today - last).days)


def test_days_after_a_permit_ended_are_beyond_the_limit_even_if_visa_free_days_are_left() -> None:
    kinds = SAMPLES["stayed after a permit"].kinds()
    assert (kinds[d("2026-10-15")], kinds[d("2026-10-16")], kinds[d("2026-11-26")]) == (
        Kind.UNCOUNTED,
        Kind.OVER,
        Kind.OVER,
    )


def test_abroad_the_lawful_days_begin_with_the_next_entry() -> None:
    sample = SAMPLES["abroad, entry later"]
    kinds = sample.kinds()
    entry = sample.stay.next_entry
    assert entry
    assert (kinds[entry - DAY], kinds[entry]) == (Kind.AHEAD, Kind.LAWFUL)


def test_a_planned_trip_is_shown_and_its_days_beyond_the_limit_differ() -> None:
    kinds = SAMPLES["planned trip too long"].kinds()
    assert (kinds[d("2027-01-20")], kinds[d("2027-02-20")]) == (Kind.PLANNED, Kind.PLANNED_OVER)


def test_a_planned_exit_after_the_last_lawful_day_is_shown_as_beyond_the_limit() -> None:
    kinds = SAMPLES["planned exit too late"].kinds()
    assert (kinds[d("2026-12-15")], kinds[d("2026-12-16")]) == (Kind.PLANNED, Kind.PLANNED_OVER)


def test_a_planned_trip_that_forces_an_earlier_exit_moves_the_last_day() -> None:
    sample = SAMPLES["planned trip that shortens"]
    assert (sample.chart.last_day, sample.chart.unforced) == (d("2026-12-14"), d("2027-01-03"))
    assert sample.kinds()[d("2026-12-15")] is Kind.AHEAD


def test_without_limits_the_document_is_what_is_shown() -> None:
    kinds = SAMPLES["document"].kinds()
    assert (kinds[d("2026-09-05")], kinds[d("2027-01-31")], max(kinds)) == (
        Kind.UNCOUNTED,
        Kind.PAPER,
        d("2027-01-31"),
    )


def test_an_exit_that_lies_ahead_is_a_plan_and_not_a_fact() -> None:
    kinds = Sample((trip("2026-11-20", "2026-11-30"),)).kinds()
    assert (kinds[d("2026-11-26")], kinds[d("2026-11-27")], kinds[d("2026-11-30")]) == (
        Kind.HERE,
        Kind.PLANNED,
        Kind.PLANNED,
    )


def test_days_of_this_visit_are_told_only_where_they_decide() -> None:
    counted = {name: SAMPLES[name].chart.per_visit for name in ("here", "thirty days a visit", "document")}
    assert counted == {"here": None, "thirty days a visit": 30, "document": None}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_picture_reaches_no_further_than_two_hundred_days_ahead_and_its_window_back(name: str) -> None:
    shown, today = SAMPLES[name].chart.shown, SAMPLES[name].today.toordinal()
    assert today - 180 < shown.start <= today <= shown.end <= today + 200


@given(samples())
def test_the_days_shown_as_counted_are_as_many_as_the_count_says(sample: Sample) -> None:
    shown = sample.chart
    if shown.window is None:
        assert sample.stay.used == 0
        return
    counted = sum(kind in {Kind.HERE, Kind.OVER} for day, kind in shown.days() if day <= shown.window.end)
    assert counted == sample.stay.used


@given(samples())
def test_a_day_shown_as_lawful_or_unlawful_is_judged_so_by_the_count(sample: Sample) -> None:
    """Checked for visits by the limits alone, where every day can be assessed on its own."""
    bare = Sample(sample.trips, EAEU, sample.today)
    for day, kind in bare.kinds().items():
        if day <= bare.today and kind in {Kind.HERE, Kind.OVER}:
            begun = tuple(visit for visit in bare.trips if visit.entry <= day)
            assert (assess(begun, EAEU, day).status is Status.OVERSTAY) == (kind is Kind.OVER)


@settings(max_examples=50)
@given(samples())
def test_the_lawful_days_ahead_are_as_many_as_days_are_left(sample: Sample) -> None:
    past = (visit for visit in sample.trips if visit.exit and visit.exit < sample.today)
    here = Sample((*past, Trip(sample.today)), sample.regime, sample.today)
    stay, shown = here.stay, here.chart
    if stay.status is Status.OK and shown.last_day and shown.last_day.toordinal() <= shown.shown.end:
        ahead = [kind for day, kind in shown.days() if here.today < date.fromordinal(day) <= shown.last_day]
        assert set(ahead) <= {Kind.LAWFUL, Kind.PAPER}
        assert len(ahead) == stay.days_left
