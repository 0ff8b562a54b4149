"""The double, and the whole bot behind its webhook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.entry.hooked import Hook, hooked
from tests.fakes.telegram_server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as started:
        yield started


@pytest.fixture
async def hook(server: TelegramServer, tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[Hook]:
    async with hooked(server, tmp_path, knowledge) as opened:
        yield opened
