"""Redis may go away at any time: it is said once, nobody waits for it, and it is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.shared.link import LEFT_ALONE_FOR, client_for

if TYPE_CHECKING:
    from bot.shared.link import Link
    from tests.shared.conftest import Pair


async def written(link: Link) -> bool:
    async def write() -> bool:
        return bool(await link.client.set(link.key("a", 1), 1))

    return await link.ask(write, otherwise=False)


async def test_its_going_and_its_coming_back_are_said_once_each(pair: Pair) -> None:
    with capture_logs() as logs:
        assert await written(pair.one)
        assert pair.one.up
        pair.door.close()
        assert not await written(pair.one)
        assert not await written(pair.one)
        assert not pair.one.up
        pair.door.open()
        pair.clock.now += LEFT_ALONE_FOR
        assert await written(pair.one)
    assert pair.one.up
    assert [(line["log_level"], line["event"].partition(":")[0]) for line in logs] == [
        ("error", "Redis is away"), ("info", "Redis is back"),
    ]  # fmt: skip


async def test_while_it_is_away_nobody_asks_again_for_a_while(pair: Pair) -> None:
    pair.door.close()
    assert not await written(pair.one)
    pair.door.open()
    assert not await written(pair.one)
    pair.clock.now += LEFT_ALONE_FOR
    assert await written(pair.one)


async def test_a_connection_that_redis_closed_is_opened_anew_without_a_word(pair: Pair) -> None:
    assert await written(pair.one)
    pair.door.close()
    pair.door.open()
    with capture_logs() as logs:
        assert await written(pair.one)
    assert logs == []


async def test_a_fault_of_our_own_is_not_taken_for_its_absence(pair: Pair) -> None:
    async def fault() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await pair.one.ask(fault, None)
    assert pair.one.up


def test_people_stand_there_under_marks_that_only_the_key_makes(pair: Pair) -> None:
    key = pair.one.key_of("input", 123456789)
    assert key == pair.two.key_of("input", 123456789)
    assert "123456789" not in key


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="scheme"):
        client_for("http://127.0.0.1")
