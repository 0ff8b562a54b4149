from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clock import Clock
from tests.fakes.telegram_server import TelegramServer
from tests.running import running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from bot.services.remind.delivery import Delivery


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "qadam.db"


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def telegram(server: TelegramServer, database: Path, knowledge: Knowledge) -> AsyncIterator[TelegramServer]:
    """The double with the whole bot polling it."""
    async with running_bot(server, database, knowledge):
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def delivery(
    server: TelegramServer, database: Path, knowledge: Knowledge, clock: Clock
) -> AsyncIterator[Delivery]:
    async with running_bot(server, database, clock.shown_to(knowledge)) as running:
        yield running
