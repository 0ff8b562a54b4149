"""Screens of the real content, and the ways that a person can tap through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.people import People
from tests.conftest import TODAY

if TYPE_CHECKING:
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
def people(engine: AsyncEngine) -> People:
    return People(engine, lambda: TODAY)
