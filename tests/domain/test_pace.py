"""How fast messages go: never faster than Telegram allows, for everybody and for one chat."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pace import MANY_CHATS, MOST_DEBT, RATE, Pace

if TYPE_CHECKING:
    from collections.abc import Sequence

PER_SECOND, WINDOW = 30, 1.0


def most_in_a_second(moments: Sequence[float]) -> int:
    ordered = sorted(moments)
    return max((sum(at - WINDOW < other <= at for other in ordered) for at in ordered), default=0)


def test_the_first_message_goes_at_once() -> None:
    assert Pace().reserve(1, 5.0) == 5.0


def test_messages_to_many_go_evenly_at_the_rate() -> None:
    pace = Pace()
    places = [pace.reserve(chat, 0.0) for chat in range(300)]
    assert most_in_a_second(places) <= PER_SECOND
    assert places[-1] <= 299 / RATE + 1e-6


def test_messages_to_one_chat_are_more_than_a_second_apart() -> None:
    pace = Pace()
    places = [pace.reserve(1, 0.0) for _ in range(3)]
    assert min(later - earlier for earlier, later in pairwise(places)) > 1.0


def test_a_message_that_left_late_pushes_the_next_one_back() -> None:
    pace = Pace()
    pace.reserve(1, 0.0)
    pace.went(1, 0.5)
    assert pace.reserve(2, 0.5) >= 0.5 + pace.gap


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0, 0.2)), max_size=80))
def test_whatever_delays_there_are_no_second_holds_too_many_messages(steps: list[tuple[int, float]]) -> None:
    pace, now, left = Pace(), 0.0, list[float]()
    of_chat: dict[int, list[float]] = {}
    for chat, delay in steps:
        now = max(now, pace.reserve(chat, now)) + delay
        pace.went(chat, now)
        left.append(now)
        of_chat.setdefault(chat, []).append(now)
    assert most_in_a_second(left) <= PER_SECOND
    assert all(most_in_a_second(moments) <= 1 for moments in of_chat.values())


def test_answers_take_room_but_reminders_are_never_held_up_for_longer_than_a_second() -> None:
    pace = Pace()
    for _ in range(1000):
        pace.answered(7, 10.0)
    assert pace.reserve(8, 10.0) == 10.0 + MOST_DEBT
    assert pace.reserve(7, 10.0) > 11.0


def test_a_silence_that_telegram_asked_for_holds_everyone_to_the_second() -> None:
    pace = Pace()
    pace.hold(30, 100.0)
    pace.hold(5, 100.0)
    assert pace.silence(100.0) == 30
    assert pace.reserve(1, 100.0) == 130.0
    assert pace.silence(130.0) == 0
    assert pace.silence(131.0) == 0


def test_chats_of_long_ago_are_not_remembered() -> None:
    pace = Pace()
    for chat in range(MANY_CHATS):
        pace.answered(chat, 0.0)
    pace.answered(-1, 100.0)
    assert len(pace.chats) == 1
