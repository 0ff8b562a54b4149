from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.telegram_server import TelegramServer
from tests.running import running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge


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
