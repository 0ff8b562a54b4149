"""Screens of the real content, and the ways that a person can tap through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.people import People
from bot.storage.engine import create_engine
from bot.storage.schema import upgrade
from tests.conftest import TODAY
from tests.keys import VAULT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.entry.knowledge import Knowledge
    from bot.services.answers import Answers
    from bot.services.screens import Screens


@pytest.fixture
def screens(knowledge: Knowledge) -> Screens:
    return knowledge.screens


@pytest.fixture
def answers(knowledge: Knowledge) -> Answers:
    return knowledge.answers


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    made = create_engine(url, VAULT)
    await upgrade(made)
    yield made
    await made.dispose()


@pytest.fixture
def people(engine: AsyncEngine) -> People:
    return People(engine, lambda: TODAY)
