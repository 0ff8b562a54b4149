"""The drill can tell a lost notice from a repeated one: else it would show nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.telegram_calls import Call
from tests.reliability.world import START, Arrival, Count, Key, arrivals, count

if TYPE_CHECKING:
    from tests.reliability.world import World

A, B = Key(1, 1), Key(1, 2)
CALL = Call("sendMessage", {}, 0.0)


def came(*keys: Key, warned: bool = False) -> Arrival:
    return Arrival(CALL, frozenset(keys), warned)


@pytest.mark.parametrize(
    ("arrived", "found"),
    [
        ([], Count(2, lost=2, repeated=0, silent=0)),
        ([came(A, B)], Count(2, lost=0, repeated=0, silent=0)),
        ([came(A)], Count(2, lost=1, repeated=0, silent=0)),
        ([came(A, B), came(A)], Count(2, lost=0, repeated=1, silent=1)),
        ([came(A, B, warned=True), came(A)], Count(2, lost=0, repeated=1, silent=1)),
        ([came(A, B), came(A, B, warned=True)], Count(2, lost=0, repeated=2, silent=0)),
        ([came(A, B), came(A, warned=True), came(A)], Count(2, lost=0, repeated=2, silent=1)),
    ],
)
def test_what_arrived_is_matched_to_what_was_planned(arrived: list[Arrival], found: Count) -> None:
    assert count(arrived, {A, B}) == found
    assert found.faultless == (found == Count(2, 0, 0, 0))


async def test_the_words_of_a_notice_and_the_line_of_doubt_are_found_in_what_is_sent(world: World) -> None:
    await world.fill(3)
    world.clock.moment = START
    world.server.fault("sendMessage", kind="server_error", times=3)
    await world.settle(world.delivery())
    arrived = arrivals(world.server, world.notices.catalogues)
    assert {key for arrival in arrived for key in arrival.keys} == world.expected
    assert [arrival.warned for arrival in arrived] == [True] * 3
