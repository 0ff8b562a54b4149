"""Erases people who have been silent for long, a month after a notice that one tap answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.domain.remind.delivery import Refused, Sent
from bot.domain.remind.hours import is_quiet
from bot.domain.remind.wishes import QUIET
from bot.domain.retention import NOTICE_BEFORE
from bot.i18n.formats import day
from bot.library.render import messages
from bot.services.views import Button, Deed, Mine, View
from bot.storage.forget import forget_person
from bot.storage.silence import note_told, to_be_erased, to_be_told

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import date

    from bot.domain.pace import Pace
    from bot.domain.remind.delivery import Outcome
    from bot.domain.retention import Retention
    from bot.i18n.catalogue import Texts
    from bot.services.remind.keeper import Keeper

AT_ONCE = 200
"""People told in one look; the next look goes on with the others."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Silence:
    """`send` carries a message and says what came of it; `clock` tells seconds that never go back, for the pace."""

    keeper: Keeper
    catalogues: Mapping[str, Texts]
    retention: Retention
    send: Callable[[int, View], Awaitable[Outcome]]
    pace: Pace
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    but: int
    """A chat that no message reaches: that of the terminal."""

    async def look(self) -> tuple[int, int]:
        """Tell those who will be erased, and erase those who were told and stayed silent. Returns how many of each."""
        now = self.keeper.now()
        today = self.keeper.planner.today(now)
        told = 0 if is_quiet(now, QUIET, self.keeper.planner.home) else await self.tell(today)
        erased = await self.erase(today)
        if told or erased:
            log.info("long silence", told=told, erased=erased)
        return told, erased

    async def tell(self, today: date) -> int:
        """Send the notices. What does not arrive is tried at the next look."""
        count = 0
        for person in await to_be_told(self.keeper.engine, self.retention.told_since(today), AT_ONCE):
            if person.chat_id == self.but:
                continue
            await self.sleep(max(self.pace.reserve(person.chat_id, self.clock()) - self.clock(), 0.0))
            outcome = await self.send(
                person.chat_id, notice(self.retention.erased_on(today), self.catalogues[person.language])
            )
            if isinstance(outcome, Sent):
                await note_told(self.keeper.engine, person.chat_id, today)
                count += 1
            elif isinstance(outcome, Refused):
                await self.keeper.let_rest(person.chat_id)
        return count

    async def erase(self, today: date) -> int:
        engine, since = self.keeper.engine, self.retention.silent_since(today)
        count = 0
        while found := await to_be_erased(engine, since, today - NOTICE_BEFORE, AT_ONCE):
            for person in found:
                await forget_person(engine, person.chat_id)
            count += len(found)
        return count


def notice(last: date, t: Texts) -> View:
    """Draw the notice. It tells a stranger nothing of what is kept."""
    text = t(
        "You have not been here for a long time. On {date} I erase everything that I keep for you, reminders too. "
        "Tap the button to keep it.",
        date=day(last, t.language),
    )
    return View(
        messages(text), ((Button(t("Keep it"), Mine(Deed.KEEP)),), (Button(t("Erase it now"), Mine(Deed.ASK)),))
    )
