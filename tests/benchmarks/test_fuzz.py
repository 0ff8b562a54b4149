"""The benchmark of made-up updates, in small: nothing fails, nobody is left out, and a seed gives the same again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from benchmarks.fuzz.feeding import Fed, feed, resident
from benchmarks.fuzz.making import made
from tests.house import House

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge

NUMBER = 300


@pytest.fixture(scope="module")
def batch() -> list[str]:
    return made(NUMBER, 1)


def test_a_seed_gives_the_same_updates_again_and_another_seed_others(batch: list[str]) -> None:
    assert len(batch) == NUMBER
    assert made(NUMBER, 1) == batch
    assert made(NUMBER, 2) != batch


def test_updates_are_of_many_kinds_and_some_texts_are_as_long_as_telegram_lets_them_be(batch: list[str]) -> None:
    read = [json.loads(line) for line in batch]
    assert len({key for update in read for key in update}) == 7
    assert max(len(update.get("message", {}).get("text", "")) for update in read) > 1000


@pytest.mark.filterwarnings("ignore:Detected unknown update type")
async def test_no_update_is_logged_as_an_error_and_every_text_in_private_is_answered(
    batch: list[str], knowledge: Knowledge, tmp_path: Path
) -> None:
    fed = Fed()
    async with House(knowledge, f"sqlite+aiosqlite:///{tmp_path / 'qadam.db'}") as house:
        with capture_logs() as lines:
            await feed(house, batch, fed)
    assert [line for line in lines if line["log_level"] == "error"] == []
    assert (house.failures, house.logged, fed.unanswered) == ([], [], [])
    assert fed.owed > NUMBER // 20
    assert fed.kinds.total() == fed.updates == NUMBER
    assert fed.seconds > fed.slowest[0] > 0
    assert resident() > 1
