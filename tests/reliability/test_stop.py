"""A delivery that is told to stop sends what it has begun and gives back the rest at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.remind.delivery import State
from tests.reliability.world import START, states_of

if TYPE_CHECKING:
    from bot.domain.remind.delivery import Outcome
    from bot.services.views import View
    from tests.reliability.world import World

PEOPLE = 30


async def test_what_was_not_begun_is_given_back_and_another_process_need_not_wait(world: World) -> None:
    await world.fill(PEOPLE)
    world.clock.moment = START
    delivery = world.delivery()
    send = delivery.send

    async def last(chat_id: int, view: View) -> Outcome:
        delivery.stopping = True
        return await send(chat_id, view)

    delivery.send = last
    tally = await delivery.run()
    assert (tally.sent, tally.messages, tally.retried) == (1, 1, 0)
    states = list((await states_of(world.engine)).values())
    assert (states.count(State.SENT), states.count(State.DUE)) == (1, PEOPLE - 1)
    await world.delivery().run()
    assert world.count().faultless
