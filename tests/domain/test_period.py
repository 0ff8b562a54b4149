"""Periods: however spans lie, a day counts once, and both ends belong."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.period import FIRST_DAY, LAST_DAY, Days, Span, merged, without

NUMBERS = st.integers(-20, 40)
SPANS = st.builds(lambda start, length: Span(start, start + length), NUMBERS, st.integers(0, 12))


def each(*spans: Span) -> set[int]:
    return {day for span in spans for day in range(span.start, span.end + 1)}


def test_a_span_of_one_day_holds_one_day() -> None:
    assert merged([Span(5, 5)]).count(FIRST_DAY, LAST_DAY) == 1


def test_spans_that_share_a_border_day_are_one_and_the_day_counts_once() -> None:
    assert merged([Span(1, 10), Span(10, 20)]) == Days((Span(1, 20),))


def test_spans_that_touch_are_one() -> None:
    assert merged([Span(11, 20), Span(1, 10)]) == Days((Span(1, 20),))


def test_a_nested_span_adds_nothing() -> None:
    assert merged([Span(1, 20), Span(5, 8)]) == Days((Span(1, 20),))


def test_spans_with_a_free_day_between_stay_apart() -> None:
    assert merged([Span(1, 10), Span(12, 20)]).spans == (Span(1, 10), Span(12, 20))


def test_no_spans_hold_no_days() -> None:
    empty = merged([])
    assert empty.count(FIRST_DAY, LAST_DAY) == 0
    assert empty.span_at(1) is None
    assert 1 not in empty


def test_a_hole_cuts_a_span_in_two() -> None:
    assert list(without(Span(1, 20), merged([Span(5, 6)]))) == [Span(1, 4), Span(7, 20)]


def test_a_hole_over_the_whole_span_leaves_nothing() -> None:
    assert not list(without(Span(5, 6), merged([Span(1, 20)])))


def test_holes_before_and_after_a_span_leave_it_whole() -> None:
    assert list(without(Span(5, 6), merged([Span(1, 4), Span(7, 9)]))) == [Span(5, 6)]


@given(st.lists(SPANS))
def test_merging_keeps_exactly_the_days_there_were(spans: list[Span]) -> None:
    days = merged(spans)
    assert each(*days.spans) == each(*spans)
    assert {day for day in range(-30, 70) if day in days} == each(*spans)


@given(st.lists(SPANS))
def test_merged_spans_are_in_order_with_a_free_day_between(spans: list[Span]) -> None:
    found = merged(spans).spans
    assert all(one.end + 1 < two.start for one, two in pairwise(found))


@given(st.lists(SPANS), SPANS)
def test_a_count_is_the_number_of_days_in_the_range(spans: list[Span], asked: Span) -> None:
    assert merged(spans).count(*asked) == len(each(*spans) & each(asked))


@given(st.lists(SPANS), NUMBERS)
def test_the_span_of_a_day_holds_it_and_its_neighbours(spans: list[Span], day: int) -> None:
    days = merged(spans)
    span = days.span_at(day)
    assert (span is not None) == (day in each(*spans))
    assert span is None or (span.start <= day <= span.end and span in days.spans)


@given(SPANS, st.lists(SPANS))
def test_what_is_left_of_a_span_are_its_days_that_are_not_removed(span: Span, removed: list[Span]) -> None:
    left = list(without(span, merged(removed)))
    assert each(*left) == each(span) - each(*removed)
    assert left == list(merged(left).spans)
