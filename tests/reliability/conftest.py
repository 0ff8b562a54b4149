"""The double, the real database and content, and processes that may be killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.telegram_server import TelegramServer
from tests.reliability.worker import Nursery
from tests.reliability.world import World, world_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.entry.knowledge import Knowledge


@pytest.fixture(scope="package")
def nursery() -> Iterator[Nursery]:
    with Nursery() as started:
        yield started


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as started:
        yield started


@pytest.fixture
async def world(server: TelegramServer, url: str, tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[World]:
    texts = knowledge.catalogues, knowledge.screens.library
    async with world_of(server, url, tmp_path, texts) as opened:
        yield opened
