"""The whole way of a newcomer, in each language, over real HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.fakes.telegram_server import TelegramServer


@dataclass(frozen=True, slots=True)
class Words:
    language: str
    hello: str
    section: str
    question: str
    title: str
    compared: str
    papers: str
    back: str
    menu: str
    choose: str
    urgent: str
    unknown: str
    foreign: str


JOURNEYS = (
    Words(
        "ru",
        "Здравствуйте! Я бот",
        "ИИН",
        "как получить иин иностранцу?",
        "Как получить ИИН",
        "Сверено с публичными текстами: 21 ноября 2026 года",
        "Документы для ИИН",
        "Назад",
        "Главное меню",
        "Выберите тему",
        "Срочная помощь",
        "Этого я не знаю",
        "рецепт борща со сметаной",
    ),
    Words(
        "kk",
        "Сәлеметсіз бе! Мен Қазақстанға",
        "ЖСН",
        "жсн қалай алуға болады?",
        "ЖСН",
        "2026 ж. 21 қараша",
        "ЖСН-ге керек құжаттар",
        "Артқа",
        "Басты мәзір",
        "Тақырыпты таңдаңыз",
        "Шұғыл көмек",
        "Мұны білмеймін",
        "футбол матчының нәтижесі",
    ),
    Words(
        "en",
        "Hello! I am a bot",
        "IIN",
        "how do I get an IIN?",
        "How to get an IIN",
        "Compared with public texts: 21 November 2026",
        "Papers for the IIN",
        "Back",
        "Main menu",
        "Choose a topic",
        "Urgent help",
        "I don’t know this",
        "best pizza recipe",
    ),
)
each_language = pytest.mark.parametrize("words", JOURNEYS, ids=lambda words: words.language)


@each_language
async def test_a_newcomer_starts_picks_a_language_asks_taps_on_and_comes_back(
    telegram: TelegramServer, words: Words
) -> None:
    person = telegram.user(language_code="uz")
    await person.command("/start")
    chooser = await person.answer()
    assert chooser.labels[:3] == ["Русский", "Қазақша", "English"]

    await person.press({"ru": "Русский", "kk": "Қазақша", "en": "English"}[words.language])
    menu = await person.answer()
    assert menu.edited
    assert menu.text.startswith(words.choose)

    await person.send(words.question)
    answer = await person.answer()
    assert words.title in answer.text.splitlines()[0]
    assert words.compared in answer.text
    assert "gov.kz" in answer.text

    await person.press(words.papers)
    papers = await person.answer()
    assert papers.edited
    assert papers.message_id == answer.message_id
    assert papers.text != answer.text

    await person.press(words.back)
    assert (await person.answer()).text == answer.text
    await person.press(words.menu)
    assert (await person.answer()).text == menu.text


@each_language
async def test_telegrams_own_language_greets_at_once(telegram: TelegramServer, words: Words) -> None:
    person = telegram.user(language_code=words.language)
    await person.command("/start")
    greeting = await person.answer()
    assert greeting.text.startswith(words.hello)
    await person.press(words.section)
    section = await person.answer()
    assert section.text == words.section
    assert words.papers in section.labels


@each_language
async def test_urgent_help_is_one_tap_from_any_screen_and_one_command(telegram: TelegramServer, words: Words) -> None:
    person = telegram.user(language_code=words.language)
    await person.command("/menu")
    await person.answer()
    await person.press(words.urgent)
    card = await person.answer()
    assert card.text.index("112") < card.text.index("111")
    assert card.text.index("111") < card.text.index("150")
    await person.command("/sos")
    assert (await person.answer()).text == card.text


@each_language
async def test_what_is_not_known_is_said_and_never_guessed(telegram: TelegramServer, words: Words) -> None:
    person = telegram.user(language_code=words.language)
    await person.send(words.foreign)
    reply = await person.answer()
    assert reply.text.startswith(words.unknown)
    assert words.menu in reply.labels or words.section in reply.labels


async def test_a_question_in_another_language_is_answered_in_it_with_one_tap_to_stay(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="ru")
    await person.command("/lang ru")
    await person.answer()
    await person.send("how do I get an IIN?")
    answer = await person.answer()
    assert answer.text.startswith("How to get an IIN")
    await person.press("Always answer in English")
    assert (await person.answer()).text.startswith("How to get an IIN")
    await person.command("/menu")
    assert (await person.answer()).text.startswith("Choose a topic")


async def test_the_language_changes_on_any_screen_and_the_screen_stays(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="ru")
    await person.command("/start iin__get")
    assert (await person.answer()).text.startswith("Как получить ИИН")
    await person.press("Language")
    await person.answer()
    await person.press("English")
    assert (await person.answer()).text.startswith("How to get an IIN")


async def test_a_deep_link_opens_its_topic_and_a_dead_one_the_menu(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/start arrival__notification")
    assert (await person.answer()).text.startswith("Notice of arrival")
    await person.command("/start no__such__topic")
    assert (await person.answer()).text.startswith("Hello!")


async def test_a_deep_link_waits_until_the_language_is_chosen(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="de")
    await person.command("/start iin__get")
    await person.answer()
    await person.press("English")
    assert (await person.answer()).text.startswith("How to get an IIN")


async def test_despair_gets_the_help_lines_first_and_then_the_question(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="ru")
    await person.send("Я больше не хочу жить. И не знаю, как получить ИИН")
    card = await person.answer()
    assert "112" in card.text
    after = await person.answer()
    assert "Как получить ИИН" in after.labels


async def test_back_from_urgent_help_leads_to_where_one_was(telegram: TelegramServer) -> None:
    person = telegram.user(language_code="en")
    await person.command("/help")
    help_page = await person.answer()
    await person.press("Urgent help")
    await person.answer()
    await person.press("Back")
    assert (await person.answer()).text == help_page.text
    await person.press("Main menu")
    await person.answer()
    await person.press("IIN")
    await person.answer()
    await person.press("Urgent help")
    await person.answer()
    await person.press("Back")
    assert (await person.answer()).text == "IIN"
