"""A person in front of the terminal: the real dispatcher and database, and a stream that keeps what is shown."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.entry.runtime import open_parts
from bot.preview.conversation import Conversation
from bot.settings import Settings
from bot.telegram.build import build_dispatcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.entry.knowledge import Knowledge

BUTTON = re.compile(r"^ +\[(\d+)\] (.+)$", re.MULTILINE)


@dataclass(slots=True)
class Terminal:
    conversation: Conversation
    out: io.StringIO

    async def say(self, line: str) -> str:
        """Type a line, and return what is shown after it."""
        self.out.seek(0)
        self.out.truncate()
        await self.conversation.hear(line)
        return self.out.getvalue()

    def buttons(self) -> dict[str, str]:
        """The buttons on the screen: label → number."""
        return {label: number for number, label in BUTTON.findall(self.out.getvalue())}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path / 'qadam.db'}")


@pytest.fixture
async def terminals(settings: Settings, knowledge: Knowledge) -> AsyncIterator[Callable[[str | None], Terminal]]:
    async with open_parts(settings, knowledge) as parts:

        def opened(language: str | None) -> Terminal:
            out = io.StringIO()
            dispatcher, _ = build_dispatcher(parts)
            return Terminal(Conversation(dispatcher, language, out), out)

        yield opened


@pytest.fixture
def terminal(terminals: Callable[[str | None], Terminal]) -> Terminal:
    return terminals("ru")
