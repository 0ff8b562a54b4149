"""A keeper of reminders on a real database, with a clock that a test sets and a postman that does as it is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.ledger import Ledger
from bot.domain.pace import Pace
from bot.domain.remind.delivery import Sent
from bot.domain.rules import Group
from bot.domain.trips import Trip
from bot.entry.runtime import keeping
from bot.services.remind.delivery import Delivery
from bot.services.remind.reminders import Reminders
from bot.settings import Settings
from bot.storage.reminders import Chats
from tests.clock import Clock
from tests.domain.visits import d

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.domain.remind.delivery import Outcome
    from bot.domain.remind.wishes import Wishes
    from bot.entry.knowledge import Knowledge
    from bot.services.remind.keeper import Keeper
    from bot.services.views import View
    from bot.storage.kept import Kept

HERE_SINCE_OCTOBER = Ledger(Group.EAEU, (Trip(d("2026-09-14"), d("2026-10-02")), Trip(d("2026-10-06"))))
"""The last lawful day of these trips is 15 December 2026."""


@dataclass
class Postman:
    """Answers with the outcomes that a test gives, and with `Sent` when there are none left."""

    outcomes: list[Outcome | Exception] = field(default_factory=list)
    letters: list[tuple[int, str]] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    meanwhile: Callable[[], None] | None = None

    async def send(self, chat_id: int, view: View) -> Outcome:
        self.letters.append((chat_id, view.messages[0].text))
        self.views.append(view)
        if self.meanwhile:
            self.meanwhile()
        outcome = self.outcomes.pop(0) if self.outcomes else Sent(len(self.letters))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.letters]


@dataclass
class Seconds:
    """A clock of seconds; sleeping sets it forward, and the other clock with it."""

    clock: Clock
    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.clock.pass_by(seconds=seconds)


@dataclass
class Desk:
    """All that a test of reminders works with."""

    keeper: Keeper
    reminders: Reminders
    delivery: Delivery
    postman: Postman
    clock: Clock
    seconds: Seconds

    async def keep(self, wishes: Wishes, ledger: Ledger = HERE_SINCE_OCTOBER, chat_id: int = 1) -> None:
        await self.keeper.change(chat_id, "en", lambda kept: replace(kept, wishes=wishes, ledger=ledger))

    async def kept(self, chat_id: int = 1) -> Kept:
        return await self.keeper.find(chat_id)


@pytest.fixture
def desk(knowledge: Knowledge, engine: AsyncEngine) -> Desk:
    clock = Clock()
    seconds, postman = Seconds(clock), Postman()
    library, catalogues = knowledge.screens.library, knowledge.catalogues
    keeper, notices = keeping(Settings(_env_file=None), engine, library, catalogues, clock)
    delivery = Delivery(keeper, notices, postman.send, Pace(), seconds, "test", Chats(0), sleep=seconds.sleep)
    return Desk(keeper, Reminders(keeper, notices), delivery, postman, clock, seconds)
