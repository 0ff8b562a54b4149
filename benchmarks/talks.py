"""Updates as Telegram sends them when somebody writes or taps, and conversations made of them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from bot.domain.address import Menu
from bot.domain.stay_address import TripList
from bot.library.measured import read_asked
from bot.settings import ROOT
from bot.telegram.callbacks import SpeakData, StayData

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

Json = dict[str, Any]
STRANGE_LANGUAGE = "de"
"""One that the bot does not speak, so that it asks."""
STAYED = (5, 60)
"""Days since the entry that somebody tells, at least and at most."""


@dataclass(slots=True)
class Updates:
    """Makes updates. Numbers start where no run before was, since a bot remembers those that it has seen."""

    numbers: Iterator[int] = field(default_factory=lambda: count(time.time_ns() // 1_000_000))

    def person(self) -> int:
        """Return the chat of somebody who never wrote before."""
        return next(self.numbers)

    def says(self, chat_id: int, text: str, language: str = "en") -> Json:
        return self.update("message", self.message(chat_id, text) | {"from": person_of(chat_id, language)})

    def taps(self, chat_id: int, data: str, language: str = "en") -> Json:
        """Make a tap on a button of a message that the bot sent."""
        shown = self.message(chat_id, "…")
        query = {"id": str(shown["message_id"]), "from": person_of(chat_id, language), "message": shown}
        return self.update("callback_query", query | {"chat_instance": "1", "data": data})

    def update(self, kind: str, content: Json) -> Json:
        return {"update_id": next(self.numbers), kind: content}

    def message(self, chat_id: int, text: str) -> Json:
        chat = {"id": chat_id, "type": "private", "first_name": "A"}
        entities = (
            [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text[0] == "/" else []
        )
        sent = {"message_id": next(self.numbers) % 2**31, "date": int(time.time()), "chat": chat, "text": text}
        return sent | ({"entities": entities} if entities else {})


def person_of(chat_id: int, language: str) -> Json:
    return {"id": chat_id, "is_bot": False, "first_name": "A", "language_code": language}


def questions(language: str) -> list[str]:
    """Return questions that somebody might ask, from the sets of routing."""
    asked = read_asked(ROOT / "benchmarks" / "routing" / "report")
    return [question.text for question in asked if question.right and question.language == language]


def conversation(
    updates: Updates, chat_id: int, pick: Random, asked: dict[str, list[str]], today: date
) -> Iterator[Callable[[], Json]]:
    """Yield what somebody does, step by step: start, language, two questions, the day of their entry, a tap.

    Each step makes its update when it is called, so that it gets its number when it is sent.
    """
    spoken = pick.choice(sorted(asked))
    first, second = pick.sample(asked[spoken], 2)
    entry = today - timedelta(days=pick.randint(*STAYED))
    chosen = SpeakData(language=spoken, address=str(Menu())).pack()
    yield lambda: updates.says(chat_id, "/start", STRANGE_LANGUAGE)
    yield lambda: updates.taps(chat_id, chosen, STRANGE_LANGUAGE)
    yield lambda: updates.says(chat_id, first, STRANGE_LANGUAGE)
    yield lambda: updates.says(chat_id, second, STRANGE_LANGUAGE)
    yield lambda: updates.says(chat_id, f"/entry {entry:%d.%m.%Y}", STRANGE_LANGUAGE)
    yield lambda: updates.taps(chat_id, StayData(address=str(TripList())).pack(), STRANGE_LANGUAGE)
