"""A clock that jumps forward or back loses nothing and repeats nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.remind.delivery import State
from bot.storage import reminders as rows_of
from bot.storage.engine import writing
from tests.reliability.drill import PAST_THE_LEASE
from tests.reliability.world import DAY, ONE_DAY, START, states_of

if TYPE_CHECKING:
    from tests.reliability.world import World

PEOPLE = 12
DAYS = tuple(DAY + number * ONE_DAY for number in range(4))
JUMPS = (1, -1, 1, -1, -1, 2, 1, -2, 1, 2)


async def test_jumps_by_a_day_between_passes_lose_nothing_and_repeat_nothing(world: World) -> None:
    await world.fill(PEOPLE, lambda _: DAYS)
    world.clock.moment = START
    delivery = world.delivery()
    for jump in JUMPS:
        await delivery.run()
        world.clock.jump(jump * ONE_DAY)
    await delivery.run()
    assert world.clock.moment.date() == DAYS[-1]
    assert world.count().faultless
    assert set((await states_of(world.engine)).values()) == {State.SENT}


async def test_a_clock_set_back_frees_what_a_dead_process_held_and_what_waits_for_another_try(world: World) -> None:
    await world.fill(PEOPLE)
    world.clock.moment = START + ONE_DAY
    world.server.fault("sendMessage", kind="server_error", status=500, times=PEOPLE // 2)
    await world.delivery().run()
    async with writing(world.engine) as connection:
        await rows_of.claim(connection, "dead", world.clock.moment + PAST_THE_LEASE, PEOPLE, rows_of.Chats(0))
    world.clock.moment = START
    await world.delivery().run()
    assert world.count().faultless


async def test_a_clock_set_back_below_the_moment_of_a_notice_sends_it_when_its_moment_comes(world: World) -> None:
    await world.fill(PEOPLE)
    world.clock.moment = START
    world.server.fault("sendMessage", kind="server_error", status=500, times=PEOPLE)
    await world.delivery().run()
    world.clock.moment = START - ONE_DAY
    await world.delivery().run()
    assert world.count().lost == PEOPLE, "nothing goes before its day"
    world.clock.moment = START
    await world.delivery().run()
    assert world.count().faultless
