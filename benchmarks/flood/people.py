"""Twenty calm people who ask a question every second, and one who sends far more than anybody can read."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.telegram_people import Person
    from tests.fakes.telegram_server import TelegramServer

PEOPLE, FIRST, FLOODER = 20, 5001, 6001
GIVES_UP_AFTER = 10.0
STEP = 0.01
QUESTIONS = (
    "how do I get an IIN?",
    "что делать, если просрочил регистрацию",
    "РВП қалай алуға болады",
    "can I open a bank account",
    "штраф за просрочку срока пребывания",
)


@dataclass(slots=True)
class Asked:
    """`waits` are seconds from a question to its answer."""

    sent: int = 0
    waits: list[float] = field(default_factory=list)

    def line(self, name: str) -> str:
        cuts = quantiles(self.waits, n=100) if len(self.waits) > 1 else [0.0] * 99
        return f"{name:24}{self.sent:8}{len(self.waits):10}{cuts[49] * 1000:9.0f}{cuts[98] * 1000:9.0f}"


@dataclass(slots=True)
class Flooded:
    sent: int = 0
    seconds: float = 0.0
    answers: int = 0
    polite: int = 0
    behind: int = 0
    """How much of it Telegram still had when the flood ended."""


async def ask(person: Person, asked: Asked, start: float, seconds: int) -> None:
    """Ask every second from a moment on, each question when the one before is answered or given up."""
    for second in range(seconds):
        await asyncio.sleep(max(0.0, start + second - perf_counter()))
        person.skip()
        asked.sent += 1
        sent_at = perf_counter()
        await person.send(QUESTIONS[second % len(QUESTIONS)])
        try:
            await person.answer(timeout=GIVES_UP_AFTER)
        except TimeoutError:
            continue
        asked.waits.append(perf_counter() - sent_at)


async def calm(server: TelegramServer, seconds: int) -> Asked:
    asked, begin = Asked(), perf_counter()
    people = [server.user(FIRST + number, language_code="en") for number in range(PEOPLE)]
    starts = (begin + number / PEOPLE for number in range(PEOPLE))
    await asyncio.gather(*(ask(*each, seconds) for each in zip(people, [asked] * PEOPLE, starts, strict=True)))
    return asked


async def flood(server: TelegramServer, rate: int, seconds: int) -> Flooded:
    """Send so many messages a second, in small steps; after a late step as many as are missing."""
    flooder, flooded, begin = server.user(FLOODER, language_code="en"), Flooded(), perf_counter()
    while (passed := perf_counter() - begin) < seconds:
        while flooded.sent < passed * rate:
            await flooder.send(QUESTIONS[flooded.sent % len(QUESTIONS)])
            flooded.sent += 1
        await asyncio.sleep(STEP)
    flooded.seconds, flooded.behind = perf_counter() - begin, len(server.telegram.updates.pending)
    await server.idle(6 * GIVES_UP_AFTER)
    await asyncio.sleep(1)
    texts = [screen.text for screen in flooder.unread]
    flooded.answers = len(texts)
    flooded.polite = sum(text.startswith("Too many messages at once") for text in texts)
    return flooded
