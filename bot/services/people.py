"""Who is spoken to, and in which language: the one they chose, else the last one, else the one of their Telegram."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.fact import LANGUAGES
from bot.storage.people import Person, find_person, save_person, see_person

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine

# Languages of countries where Russian is more widely read than English.
READS_RUSSIAN = {"az", "be", "hy", "ka", "ky", "mo", "ro", "tg", "tk", "tt", "uk", "uz"}
NAMED = {
    "ru": ("ru", "рус", "русский", "по-русски", "по русски", "орыс", "орысша", "russian"),
    "kk": (
        "kk",
        "kz",
        "қаз",
        "каз",
        "қазақ",
        "қазақша",
        "казакша",
        "казахский",
        "по-казахски",
        "qazaqsha",
        "kazakh",
    ),
    "en": (
        "en",
        "eng",
        "english",
        "английский",
        "по-английски",
        "ағылшын",
        "ағылшынша",
        "агылшынша",
        "инглиш",
    ),
}


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A person, and whether their language is known or only guessed because it had to be something."""

    person: Person
    sure: bool


@dataclass(frozen=True, slots=True)
class People:
    """`today` tells the day, which is all that is kept of a contact."""

    engine: AsyncEngine
    today: Callable[[], date]

    async def meet(self, chat_id: int, telegram_language: str | None) -> Acquaintance:
        if known := await find_person(self.engine, chat_id):
            if known.seen_on != (today := self.today()):
                await see_person(self.engine, chat_id, today)
            return Acquaintance(known, sure=True)
        language, sure = guessed_language(telegram_language)
        return Acquaintance(Person(chat_id, language), sure)

    async def choose(self, person: Person, language: str) -> Person:
        """Keep a language that the person picked; nothing changes it but they."""
        chosen = replace(person, language=language, chosen=True)
        await save_person(self.engine, chosen, self.today())
        return chosen

    async def spoke(self, person: Person, language: str) -> None:
        """Remember the language of an answer for the next unclear question, unless the person chose one."""
        if not person.chosen and person.language != language:
            await save_person(self.engine, replace(person, language=language), self.today())


def guessed_language(telegram_language: str | None) -> tuple[str, bool]:
    """Return a language for a Telegram language code, and whether it is really that one."""
    code = (telegram_language or "").partition("-")[0].lower()
    if code in LANGUAGES:
        return code, True
    return ("ru" if code in READS_RUSSIAN or not code else "en"), False


def named_language(text: str) -> str | None:
    """Return the language that somebody names in any of the three, None for anything else."""
    word = text.strip().strip(".!").casefold()
    return next((language for language, names in NAMED.items() if word in names), None)
