"""A translation that is behind its original offers the original, this once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.entry.knowledge import Knowledge, load_knowledge
from bot.settings import ROOT, Settings
from tests.running import running_bot

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.telegram_server import TelegramServer

NOTICE = "Аударма орысша мәтіннен ескі"
BUTTON = "Жаңа орысша мәтінді оқу"


@pytest.fixture
def behind(tmp_path: Path, knowledge: Knowledge) -> Knowledge:
    """The real content with one sentence added to one Russian text only."""
    folder = shutil.copytree(ROOT / "content", tmp_path / "content")
    text = folder / "iin" / "get" / "ru.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nНовая строка.\n", encoding="utf-8")
    read = load_knowledge(Settings(_env_file=None, content_dir=folder, semantic=False))
    return Knowledge(read.catalogues, read.screens, read.answers, knowledge.today, knowledge.now)


async def test_the_newer_text_is_one_tap_away_and_the_language_stays(
    server: TelegramServer, database: Path, behind: Knowledge
) -> None:
    async with running_bot(server, database, behind):
        person = server.user(language_code="kk")
        await person.command("/start iin__get")
        old = await person.answer()
        assert NOTICE in old.text
        await person.press(BUTTON)
        new = await person.answer()
        assert "Новая строка." in new.text
        assert NOTICE not in new.text
        assert BUTTON not in new.labels
        await person.command("/start iin__get")
        assert NOTICE in (await person.answer()).text


async def test_a_translation_up_to_date_offers_nothing(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="kk")
    await person.command("/start iin__get")
    shown = await person.answer()
    assert NOTICE not in shown.text
    assert BUTTON not in shown.labels
