"""The figures of the benchmarks are computed as the textbooks say."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.routing.figures import auroc, calibration_error, percentile, share

scored = st.lists(st.tuples(st.integers(0, 9).map(lambda n: n / 10), st.booleans()), min_size=2).filter(
    lambda items: 0 < sum(true for _, true in items) < len(items)
)


def test_a_share_comes_with_its_interval() -> None:
    assert share([True] * 90 + [False] * 10) == "90.0 % (82.6–94.5)"
    assert share([]) == "-"


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([5, 1, 3], 50) == 3
    assert percentile([5, 1, 3], 99) == 5


@given(scored)
def test_auroc_is_the_chance_that_a_true_one_scores_higher(items: list[tuple[float, bool]]) -> None:
    true, false = ([score for score, truth in items if truth is wanted] for wanted in (True, False))
    wins = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in product(true, false))
    assert auroc(items) == pytest.approx(wins / (len(true) * len(false)))


def test_honest_probabilities_have_no_calibration_error_and_boasts_have() -> None:
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0)
    assert calibration_error([(1.0, False), (1.0, True)]) == pytest.approx(0.5)
