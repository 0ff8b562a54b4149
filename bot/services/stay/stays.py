"""The stay calculator for a person: read their ledger, change it, draw what follows."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from bot.domain.ledger import Ledger, LedgerError
from bot.domain.stay_address import (
    AskDelete,
    Asked,
    AskGroup,
    AskPlan,
    Deadlines,
    Delete,
    DeletePaper,
    Do,
    Home,
    NewPaper,
    PaperCard,
    PaperList,
    Pick,
    Picked,
    Plan,
    Purpose,
    Send,
    Told,
    TripCard,
    TripList,
)
from bot.library.dates import read_date
from bot.services.stay import calendar, deadlines, papers, plans, screens, trips
from bot.services.stay.acts import KEPT, confirmation, edited
from bot.services.stay.files import attached
from bot.services.stay.refusals import refusal
from bot.services.stay.scene import Scene
from bot.services.stay.told import about_days, counted
from bot.services.stay.written import Heard, expected, unclear, whole_trip
from bot.storage.ledgers import change_ledger, find_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.domain.stay_address import Show, StayAddress
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.library.told import Teller
    from bot.services.answers import Reply
    from bot.services.views import View


@dataclass(frozen=True, slots=True)
class Stays:
    engine: AsyncEngine
    library: Library
    catalogues: Mapping[str, Texts]
    now: Callable[[], datetime]
    teller: Teller

    async def scene(self, chat_id: int, language: str, today: date) -> Scene:
        ledger = await find_ledger(self.engine, chat_id)
        return Scene(self.library, ledger or Ledger(), ledger is not None, self.catalogues[language], today)

    async def open(self, address: StayAddress, chat_id: int, language: str, today: date) -> View:
        """Do what a button says, and return the screen that follows."""
        scene = await self.scene(chat_id, language, today)
        if isinstance(address, Picked) and address.purpose.asked not in KEPT:
            return shown(scene, following(address))
        if isinstance(address, Do):
            return await self.do(scene, address, chat_id)
        if isinstance(address, Send):
            return await to_thread(attached, scene, address, self.now())
        return shown(scene, address)

    async def write(self, purpose: Purpose, text: str, chat_id: int, language: str, today: date) -> Heard:
        """Take a day that was written for a purpose: keep it, ask back, or say what is wrong with it."""
        scene = await self.scene(chat_id, language, today)
        read = read_date(text, today, expected(purpose))
        if read.day is None:
            whole = whole_trip(scene, purpose, text, self.teller)
            return Heard(await self.do(scene, whole, chat_id)) if whole else unclear(scene, purpose, read)
        picked = Picked(purpose, read.day)
        if purpose.asked not in KEPT:
            return Heard(shown(scene, following(picked)))
        try:
            return Heard(await self.changed(scene, picked, chat_id))
        except LedgerError as error:
            return Heard(replace(refusal(scene, error), awaits=purpose))

    async def heard(self, text: str, reply: Reply, chat_id: int, today: date) -> View | None:
        """Return where somebody stands who tells of trips in a message; None for any other message."""
        if not about_days(reply.decision):
            return None
        scene = await self.scene(chat_id, reply.language, today)
        return counted(scene, text, reply.decision, self.teller)

    async def do(self, scene: Scene, act: Do, chat_id: int) -> View:
        """Change the ledger and draw what follows; a change that contradicts it is refused with the reason."""
        try:
            return await self.changed(scene, act, chat_id)
        except LedgerError as error:
            return refusal(scene, error)

    async def changed(self, scene: Scene, act: Do, chat_id: int) -> View:
        """Change the ledger and draw what follows. Raises `LedgerError`."""
        before, after = await change_ledger(self.engine, chat_id, lambda kept: edited(kept, act, scene.today))
        now = replace(scene, ledger=after, kept=after != Ledger())
        if isinstance(act, Delete) and before and (trip := before.trip_of(act.entry)):
            return trips.deleted(now, trip)
        note = confirmation(act, scene.t)
        if before is None and now.kept:
            kept = scene.t("Kept here: your language and the dates that you add. /forget erases everything.")
            note = f"{note} {kept}".strip()
        if isinstance(act, DeletePaper) or (isinstance(act, Picked) and act.purpose.asked in ABOUT_PAPERS):
            return papers.paper_list(now, note)
        return screens.home(now, note)


ABOUT_PAPERS = frozenset({Asked.MOVED, Asked.PAPER_END})


def following(picked: Picked) -> Show:
    """Return the question after a day that is not kept by itself."""
    purpose, day = picked.purpose, picked.day
    match purpose.asked:
        case Asked.LEAVE:
            return Pick(Purpose(Asked.BACK, day))
        case Asked.BACK:
            assert purpose.day, "a return follows a day of leaving"
            return Plan(purpose.day, day)
        case _:
            return Pick(Purpose(Asked.PAPER_END, day, purpose.paper))


def shown(scene: Scene, address: Show) -> View:  # noqa: C901, PLR0911, PLR0912 - one line a screen
    match address:
        case Home():
            return screens.home(scene)
        case TripList(page):
            return trips.trip_list(scene, page)
        case TripCard(entry):
            return trips.trip_card(scene, entry)
        case AskDelete(entry):
            return trips.ask_delete(scene, entry)
        case Pick():
            return calendar.pick(scene, address)
        case Told():
            return screens.told(scene, address)
        case Plan():
            return plans.plan(scene, address)
        case AskPlan():
            return calendar.pick(scene, Pick(plans.first_question(scene)))
        case AskGroup():
            return screens.ask_group(scene)
        case PaperList():
            return papers.paper_list(scene)
        case NewPaper():
            return papers.new_paper(scene)
        case PaperCard(paper):
            return papers.paper_card(scene, paper)
        case Deadlines():
            return deadlines.deadline_list(scene)
        case _:
            assert_never(address)
