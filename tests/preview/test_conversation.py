from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
from aiogram.methods import AnswerCallbackQuery, GetMe, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.entry import terminal as entry
from bot.preview.conversation import converse
from bot.preview.session import Shown, TerminalSession
from bot.telegram.show import send

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.entry.knowledge import Knowledge
    from bot.settings import Settings
    from tests.preview.conftest import Terminal


class AtTerminal(io.StringIO):
    """Lines of a person who sits in front of the terminal."""

    def isatty(self) -> bool:
        return True


async def test_buttons_are_numbered_from_one_in_their_order(terminal: Terminal, knowledge: Knowledge) -> None:
    shown = await terminal.say("/menu")
    assert list(terminal.buttons().values()) == [str(number) for number in range(1, len(terminal.buttons()) + 1)]
    titles = [section.titles["ru"] for section in knowledge.screens.library.graph.sections]
    assert list(terminal.buttons())[: len(titles)] == titles
    assert shown.startswith(f"\n{knowledge.catalogues['ru']('Choose a topic, or ask in your own words.')}\n")


async def test_a_number_taps_its_button(terminal: Terminal, knowledge: Knowledge) -> None:
    await terminal.say("/menu")
    section = knowledge.screens.library.graph.section("iin")
    assert section
    assert section.titles["ru"] in await terminal.say(terminal.buttons()[section.titles["ru"]])
    node = knowledge.screens.library.graph.nodes["iin.get"]
    assert node.texts["ru"].title in await terminal.say(terminal.buttons()[node.texts["ru"].button])


async def test_a_number_taps_a_button_of_the_last_message_only(terminal: Terminal) -> None:
    await terminal.say("/menu")
    many = len(terminal.buttons())
    await terminal.say("1")
    assert len(terminal.buttons()) < many
    before = terminal.conversation.last
    await terminal.say(str(many))
    assert terminal.conversation.last is not before, "it is taken as a question"


@pytest.mark.parametrize("line", ["0", "99", "112", "1414", "-1", "1.", "²", "٣", "1 2"])
async def test_a_number_without_a_button_is_a_question(terminal: Terminal, knowledge: Knowledge, line: str) -> None:
    await terminal.say("/menu")
    assert knowledge.catalogues["ru"]("I don’t know this.") in await terminal.say(line)


async def test_a_number_before_anything_was_shown_is_a_question(terminal: Terminal, knowledge: Knowledge) -> None:
    assert knowledge.catalogues["ru"]("I don’t know this.") in await terminal.say("1")


async def test_three_questions_in_three_languages_get_three_answers(terminal: Terminal, knowledge: Knowledge) -> None:
    node = knowledge.screens.library.graph.nodes["iin.get"]
    for language, question in (
        ("ru", "Как мне получить ИИН?"),
        ("kk", "ЖСН қалай алуға болады?"),
        ("en", "How do I get an IIN?"),
    ):
        shown = await terminal.say(question)
        assert node.texts[language].title in shown
        assert knowledge.catalogues[language]("Main menu") in terminal.buttons()


async def test_an_empty_line_says_nothing(terminal: Terminal) -> None:
    assert await terminal.say("") == ""
    assert await terminal.say("  \n") == ""
    assert terminal.conversation.updates == 0


async def test_a_language_is_chosen_by_its_number_and_stays(terminal: Terminal, knowledge: Knowledge) -> None:
    await terminal.say("/lang")
    await terminal.say(terminal.buttons()["Қазақша"])
    assert knowledge.catalogues["kk"]("Urgent help") in terminal.buttons()
    assert knowledge.catalogues["kk"]("There is no such command. Choose a topic, or just ask.") in await terminal.say(
        "/x"
    )


async def test_someone_without_a_known_language_is_asked_first(
    terminals: Callable[[str | None], Terminal],
) -> None:
    terminal = terminals("de")
    await terminal.say("/start")
    assert {"Русский", "Қазақша", "English"} <= set(terminal.buttons())


async def test_a_link_is_written_out_where_there_is_nothing_to_tap(terminal: Terminal, knowledge: Knowledge) -> None:
    shown = await terminal.say("/start iin__get")
    sources = knowledge.screens.library.sources
    addresses = [sources[name].url for name in knowledge.screens.library.graph.nodes["iin.get"].sources]
    assert all(f"({address})" in shown for address in addresses if address)


async def test_a_long_answer_is_shown_whole_with_its_buttons_below_the_last_part(
    terminal: Terminal, knowledge: Knowledge
) -> None:
    paragraphs = [f"{number} {'слово ' * 300}".strip() for number in range(5)]
    view = knowledge.screens.menu(knowledge.catalogues["ru"], "\n\n".join(paragraphs))
    assert len(view.messages) > 1
    await send(terminal.conversation.bot, 1, view)
    shown = terminal.out.getvalue()
    assert all(paragraph in shown for paragraph in paragraphs)
    assert shown.index(paragraphs[-1]) < shown.index("[1] ")
    assert shown.count("[1] ") == 1
    assert knowledge.screens.library.graph.sections[0].titles["ru"] in await terminal.say("1")


async def test_a_button_with_an_address_shows_it_and_cannot_be_tapped(terminal: Terminal) -> None:
    key = InlineKeyboardButton(text="egov", url="https://egov.kz/")
    await terminal.conversation.bot.send_message(1, "?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[key]]))
    assert "[1] egov → https://egov.kz/" in terminal.out.getvalue()
    assert terminal.conversation.button("1") is None


async def test_the_session_answers_the_bot_as_telegram_would(terminal: Terminal) -> None:
    shown: list[Shown] = []
    bot = terminal.conversation.bot
    session = TerminalSession(shown.append)
    assert (await session.make_request(bot, GetMe())).is_bot
    assert await session.make_request(bot, AnswerCallbackQuery(callback_query_id="1")) is True
    first = await session.make_request(bot, SendMessage(chat_id=1, text="a"))
    second = await session.make_request(bot, SendMessage(chat_id=1, text="b"))
    assert first.message_id != second.message_id
    assert [message.text for message in shown] == ["a", "b"]
    await session.close()


async def test_the_conversation_ends_with_the_input(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("/menu\n\n1\n2"))
    await converse(terminal.conversation, "› ")
    assert terminal.conversation.updates == 3


async def test_a_person_at_the_terminal_is_greeted_and_prompted(
    settings: Settings, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", AtTerminal("\n/help\n"))
    monkeypatch.setattr(sys, "stdout", out)
    await entry.chat(settings, knowledge, "en")
    shown = out.getvalue()
    assert shown.startswith("\nHello! I am a bot")
    assert shown.count("› ") == 3, "for the empty line, for /help and for the end"
    assert "/cancel" in shown


async def test_a_program_that_pipes_questions_in_is_neither_greeted_nor_prompted(
    settings: Settings, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO("How do I get an IIN?\n"))
    monkeypatch.setattr(sys, "stdout", out)
    await entry.chat(settings, knowledge, None)
    assert "Hello!" not in out.getvalue()
    assert "›" not in out.getvalue()
    assert knowledge.screens.library.graph.nodes["iin.get"].texts["en"].title in out.getvalue()


async def test_the_conversation_ends_when_its_reader_has_gone(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(_text: str) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(terminal.conversation.out, "write", gone)
    monkeypatch.setattr(sys, "stdin", io.StringIO("/menu\n/help\n"))
    with pytest.raises(BrokenPipeError):
        await converse(terminal.conversation, "")
    assert terminal.conversation.updates == 1
    assert not caplog.records
