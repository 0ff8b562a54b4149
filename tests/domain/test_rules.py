"""Limits of stay as data: what makes no sense is refused when it is built."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.rules import Cover, Regime, Rule

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(("limit", "window"), [(90, None), (None, 180)])
def test_a_limit_without_a_window_is_refused(limit: int | None, window: int | None) -> None:
    with pytest.raises(ValueError, match="a limit needs a window"):
        Rule(limit, window)


@pytest.mark.parametrize(("limit", "window", "per_visit"), [(-1, 180, None), (90, 0, None), (None, None, 0)])
def test_a_number_that_is_too_small_is_refused(limit: int | None, window: int | None, per_visit: int | None) -> None:
    with pytest.raises(ValueError, match="is less than"):
        Rule(limit, window, per_visit)


@pytest.mark.parametrize(("limit", "window", "per_visit"), [(0, 1, None), (None, None, 1), (181, 180, 30)])
def test_the_smallest_numbers_and_a_limit_beyond_its_window_stand(
    limit: int | None, window: int | None, per_visit: int | None
) -> None:
    assert Rule(limit, window, per_visit).limit == limit


def test_a_rule_without_dates_is_always_in_force() -> None:
    assert (Rule().since, Rule().until) == (date.min, date.max)


def test_a_rule_may_be_in_force_for_one_day_but_not_end_before_it_begins() -> None:
    assert Rule(since=DAY, until=DAY).until == DAY
    with pytest.raises(ValueError, match="a rule ends before it begins"):
        Rule(since=DAY, until=date(2026, 11, 21))


def test_a_document_may_hold_for_one_day_but_not_end_before_it_begins() -> None:
    assert Cover(DAY, DAY).end == DAY
    with pytest.raises(ValueError, match="a document ends before it begins"):
        Cover(DAY, date(2026, 11, 21))


def test_a_regime_has_no_documents_unless_told() -> None:
    assert Regime(()).covers == ()
