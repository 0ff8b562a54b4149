"""What outlives the process: the language, an unfinished choice, and every old button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.dialogue import Dialogue, find_dialogue
from bot.storage.engine import create_engine
from tests.keys import VAULT
from tests.running import running_bot
from tests.stories.days import rows

if TYPE_CHECKING:
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.fakes.telegram_people import Person
    from tests.fakes.telegram_server import TelegramServer


async def test_the_chosen_language_survives_a_restart(
    server: TelegramServer, database: Path, knowledge: Knowledge
) -> None:
    person = server.user(language_code="ru")
    async with running_bot(server, database, knowledge):
        await person.command("/lang kk")
        await person.answer()
    async with running_bot(server, database, knowledge):
        await person.command("/menu")
        assert (await person.answer()).text.startswith("Тақырыпты таңдаңыз")


async def test_an_unfinished_language_choice_survives_a_restart(
    server: TelegramServer, database: Path, knowledge: Knowledge
) -> None:
    person = server.user(language_code="uz")
    async with running_bot(server, database, knowledge):
        await person.command("/start iin__get")
        await person.answer()
    async with running_bot(server, database, knowledge):
        await person.send("по-русски")
        assert (await person.answer()).text.startswith("Как получить ИИН")


async def test_buttons_of_earlier_messages_still_work_after_a_restart(
    server: TelegramServer, database: Path, knowledge: Knowledge
) -> None:
    person = server.user(language_code="en")
    async with running_bot(server, database, knowledge):
        await person.send("how do I get an IIN?")
        old = await person.answer()
        await person.command("/menu")
        await person.answer()
    async with running_bot(server, database, knowledge):
        await person.press("Papers for the IIN", old)
        papers = await person.answer()
        assert papers.message_id == old.message_id
        await person.press("Back", papers)
        assert (await person.answer()).text == old.text


async def test_a_question_that_waited_while_the_bot_was_down_is_answered(
    server: TelegramServer, database: Path, knowledge: Knowledge
) -> None:
    person = server.user(language_code="en")
    await person.send("how do I get an IIN?")
    async with running_bot(server, database, knowledge):
        assert (await person.answer()).text.startswith("How to get an IIN")


async def unfinished(database: Path, person: Person) -> Dialogue:
    """Return the one input that is kept of anybody, an empty one if there is none."""
    engine = create_engine(f"sqlite+aiosqlite:///{database}", VAULT)
    found = await find_dialogue(engine, person.chat.id)
    await engine.dispose()
    assert rows(database)["dialogue"] == (found != Dialogue())
    return found


async def test_an_unfinished_choice_keeps_the_page_to_return_to_and_not_the_way_there(
    server: TelegramServer, database: Path, knowledge: Knowledge
) -> None:
    person = server.user(language_code="en")
    async with running_bot(server, database, knowledge):
        await person.send("how do I get an IIN?")
        await person.answer()
        await person.press("Papers for the IIN")
        await person.answer()
        await person.press("Language")
        await person.answer()
        assert await unfinished(database, person) == Dialogue("Choosing:language", {"address": "t/iin.documents"})
        await person.press("Main menu")
        await person.answer()
        assert await unfinished(database, person) == Dialogue()


async def test_browsing_and_asking_leave_nothing_of_what_was_read(
    server: TelegramServer, database: Path, knowledge: Knowledge
) -> None:
    person = server.user(language_code="en")
    async with running_bot(server, database, knowledge):
        for text in ("/start", "/menu", "how do I get an IIN?", "/help", "/sos", "/cancel"):
            await person.send(text) if text[0] != "/" else await person.command(text)
            await person.answer()
        assert rows(database) == {"people": 0, "ledgers": 0, "dialogue": 0}
