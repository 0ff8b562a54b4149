"""Whatever Telegram answers, everybody who can be reached gets theirs, and repeats follow lost answers only."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.domain.remind.delivery import State
from bot.storage.people import find_person
from bot.telegram import sender
from tests.reliability.drill import delivered_so_far
from tests.reliability.faults import GIVES_UP_AFTER, TROUBLES, answer_was_lost, spoil
from tests.reliability.world import FIRST_PERSON, START, Key, arrivals, states_of

if TYPE_CHECKING:
    from bot.domain.remind.delivery import Outcome
    from bot.services.remind.delivery import Delivery
    from bot.services.views import View
    from tests.reliability.world import World

PEOPLE = 60
BLOCKED = (FIRST_PERSON + 3, FIRST_PERSON + 17, FIRST_PERSON + 40)
SILENCE = 7


@pytest.fixture(autouse=True)
def no_answer_is_noticed_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "SEND_TIMEOUT", GIVES_UP_AFTER)


def moments_of_sending(delivery: Delivery, world: World) -> list[float]:
    """Return a list that fills with the seconds at which messages are sent."""
    send, moments = delivery.send, []

    async def sending(chat_id: int, view: View) -> Outcome:
        moments.append(world.clock.seconds)
        return await send(chat_id, view)

    delivery.send = sending
    return moments


async def test_random_faults_lose_nothing_and_repeat_only_after_a_lost_answer(world: World) -> None:
    await world.fill(PEOPLE)
    for chat_id in BLOCKED:
        await world.server.user(chat_id).block()
    world.clock.moment = START
    faults = spoil(world.server, Random(7), part=0.4)
    await world.settle(world.delivery())
    assert faults.seen == set(TROUBLES)
    reachable = {key for key in world.expected if key.chat_id not in BLOCKED}
    found = world.count(reachable)
    assert found.lost == 0
    assert found.silent == 0
    everything = arrivals(world.server, world.notices.catalogues)
    lost_answers = Counter(key for arrival in everything if answer_was_lost(arrival.call) for key in arrival.keys)
    assert lost_answers
    assert delivered_so_far(world) <= lost_answers + Counter(reachable)


async def test_a_person_who_blocked_the_bot_stops_nobody_else(world: World) -> None:
    await world.fill(PEOPLE)
    for chat_id in BLOCKED:
        await world.server.user(chat_id).block()
    world.clock.moment = START
    await world.settle(world.delivery())
    states = await states_of(world.engine)
    assert {key.chat_id for key, state in states.items() if state == State.STOPPED} == set(BLOCKED)
    assert {key.chat_id for key, state in states.items() if state == State.SENT} == {
        key.chat_id for key in world.expected
    } - set(BLOCKED)
    assert all(len(world.server.calls("sendMessage", chat_id=chat_id)) == 1 for chat_id in BLOCKED)
    person = await find_person(world.engine, BLOCKED[0])
    assert person
    assert person.blocked


async def test_a_demand_for_silence_holds_everybody_for_the_named_seconds(world: World) -> None:
    await world.fill(PEOPLE)
    world.clock.moment = START
    world.server.fault("sendMessage", kind="retry_after", seconds=SILENCE, after=9)
    delivery = world.delivery()
    moments = moments_of_sending(delivery, world)
    await world.settle(delivery)
    gaps = [after - before for before, after in pairwise(moments)]
    assert gaps[9] >= SILENCE
    assert max(gaps[:9] + gaps[10:]) < 1.1
    assert world.count().faultless


async def test_an_answer_that_was_lost_is_followed_by_one_repeat_that_says_so(world: World) -> None:
    await world.fill(3)
    world.clock.moment = START
    world.server.fault("sendMessage", kind="cut", chat_id=FIRST_PERSON + 1, done=True)
    await world.settle(world.delivery())
    found = world.count()
    assert (found.lost, found.repeated, found.silent) == (0, 1, 0)
    arrived = arrivals(world.server, world.notices.catalogues)
    assert [arrival.keys for arrival in arrived if arrival.warned] == [{Key(FIRST_PERSON + 1, 1)}]


async def test_a_telegram_that_cannot_be_reached_delays_everything_and_raises_no_doubt(world: World) -> None:
    await world.fill(5)
    world.clock.moment = START
    delivery = world.delivery()
    reachable = world.bot.session.api
    world.bot.session.api = type(reachable).from_base("http://127.0.0.1:1")
    await delivery.run()
    assert set((await states_of(world.engine)).values()) == {State.DUE}
    world.bot.session.api = reachable
    await world.settle(delivery)
    assert world.count().faultless
    assert not any(arrival.warned for arrival in arrivals(world.server, world.notices.catalogues))
