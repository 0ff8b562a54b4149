"""Pauses between tries grow, are spread, and have a bound."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.remind.delivery import LEASE, LONGEST_PAUSE, SEND_TIMEOUT, SHORTEST_PAUSE, pause


def test_pauses_double_up_to_the_longest() -> None:
    pauses = [pause(attempts, 0.0) for attempts in range(1, 12)]
    assert pauses[:4] == [SHORTEST_PAUSE * factor for factor in (1, 2, 4, 8)]
    assert pauses[-1] == LONGEST_PAUSE


@given(st.integers(0, 10**9), st.floats(0, 1))
def test_a_pause_is_never_longer_than_the_longest_nor_shorter_than_half(attempts: int, spread: float) -> None:
    assert SHORTEST_PAUSE / 2 <= pause(attempts, spread) <= LONGEST_PAUSE


def test_a_call_ends_long_before_its_lease() -> None:
    assert timedelta(seconds=2 * SEND_TIMEOUT) < LEASE
