"""What people really type, over real HTTP: despair between the lines, another country, a trip with its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

if TYPE_CHECKING:
    from tests.fakes.telegram_server import TelegramServer

BETWEEN_THE_LINES = (
    (
        "ru",
        "ИИН мне больше не понадобится. Долги раздал, кошку пристроил, осталось только попрощаться со всеми навсегда",
    ),
    ("kk", "Маған енді ештеңе керек емес. Бәріңе рақмет, кешіріңдер мені, ертең мен болмаймын"),
    ("en", "I gave my cat away and paid everyone back. After tonight nobody will have to worry about me any more"),
)


@pytest.mark.parametrize(("language", "message"), BETWEEN_THE_LINES)
async def test_despair_that_no_phrase_names_gets_the_help_lines_at_once(
    telegram: TelegramServer, language: str, message: str
) -> None:
    person = telegram.user(language_code=language)
    with capture_logs() as logged:
        await person.send(message)
        shown = (await person.answer()).text
        await person.send("как получить ИИН")
        await person.answer()
        await person.command("/menu")  # its answer comes after everything that the questions left behind
        await person.answer()
    assert shown.index("112") < shown.index("103") < shown.index("111") < shown.index("150")
    answered = [entry["decision"] for entry in logged if entry["event"] == "question answered"]
    assert answered == ["answer"]  # the second question; the first is written down nowhere


@pytest.mark.parametrize(
    ("language", "question", "sorry"),
    [
        ("ru", "сколько дней россиянину можно жить в Таиланде без визы", "Я знаю правила только Казахстана."),
        ("kk", "Түркияда тұруға рұқсатты қалай алады", "Мен тек Қазақстандағы ережелерді білемін."),
        ("en", "how do I get a residence permit in Serbia", "I know the rules of Kazakhstan only."),
    ],
)
async def test_another_country_is_declined_kindly(
    telegram: TelegramServer, language: str, question: str, sorry: str
) -> None:
    person = telegram.user(language_code=language)
    await person.send(question)
    answer = await person.answer()
    assert answer.text.startswith(sorry)
    assert answer.labels


@pytest.mark.parametrize("typed", ["rfr gjkexbnm bby", "kak poluchit iin", "КАК ПОЛУЧИТЬ ИИН???", "как получтиь иин"])
async def test_the_wrong_keyboard_other_letters_capitals_and_typing_mistakes_find_the_same_answer(
    telegram: TelegramServer, typed: str
) -> None:
    person = telegram.user(language_code="ru")
    await person.send(typed)
    assert (await person.answer()).text.startswith("Как получить ИИН")
