"""The stay calculator for a person: read their ledger, change it, draw what follows."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from bot.domain.dates import ReadDate
from bot.domain.ledger import LedgerError
from bot.domain.remind.address import RemindAddress
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
from bot.library.day_and_words import asked_for, day_and_words
from bot.services.remind.moved import moved_with
from bot.services.stay import calendar, deadlines, papers, plans, screens, trips
from bot.services.stay.acts import KEPT, confirmation, edited
from bot.services.stay.files import attached
from bot.services.stay.refusals import refusal
from bot.services.stay.scene import Scene
from bot.services.stay.told import about_days, counted
from bot.services.stay.written import Heard, ask_words, expected, unclear, whole_trip

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.domain.stay_address import Show, StayAddress
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.library.told import Teller
    from bot.services.answers import Reply
    from bot.services.remind.reminders import Reminders
    from bot.services.views import View
    from bot.storage.kept import Kept


@dataclass(frozen=True, slots=True)
class Stays:
    library: Library
    catalogues: Mapping[str, Texts]
    teller: Teller
    reminders: Reminders

    async def scene(self, chat_id: int, language: str, today: date) -> Scene:
        kept = await self.reminders.keeper.find(chat_id)
        return Scene(self.library, kept.ledger, bool(kept), self.catalogues[language], today, kept.wishes)

    async def open(self, address: StayAddress, chat_id: int, language: str, today: date) -> View:
        """Do what a button says, and return the screen that follows."""
        if isinstance(address, RemindAddress):
            return await self.reminders.open(address, chat_id, language)
        scene = await self.scene(chat_id, language, today)
        if isinstance(address, Picked) and address.purpose.asked is Asked.OWN:
            return ask_words(scene, address.day)
        if isinstance(address, Picked) and address.purpose.asked not in KEPT:
            return shown(scene, following(address))
        if isinstance(address, Do):
            return await self.do(scene, address, chat_id)
        if isinstance(address, Send):
            return await to_thread(attached, scene, address, self.reminders.keeper.now())
        return shown(scene, address)

    async def write(self, purpose: Purpose, text: str, chat_id: int, language: str, today: date) -> Heard:
        """Take a day that was written for a purpose: keep it, ask back, or say what is wrong with it."""
        if purpose.asked is Asked.OWN:
            return await self.write_own(purpose, text, chat_id, language, today)
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

    async def write_own(self, purpose: Purpose, text: str, chat_id: int, language: str, today: date) -> Heard:
        """Take a day of the person's own with its words, or the words for a day that is known."""
        scene = await self.scene(chat_id, language, today)
        read, words = (ReadDate(purpose.day), text) if purpose.day else day_and_words(text, today)
        if read.day is None:
            return unclear(scene, purpose, read)
        if read.day < today or not words:
            return Heard(ask_words(scene, read.day))
        return Heard(await self.reminders.own(read.day, words, chat_id, language))

    async def heard(self, text: str, reply: Reply, chat_id: int, today: date) -> View | None:
        """Keep a day that a message asks to be reminded of, or count the trips that it tells. None for any other.

        Words that name danger are never kept; where danger is only felt, help lines stand before what this returns.
        """
        if not reply.named and (asked := self.asked_of(text, today)):
            return await self.reminders.own(*asked, chat_id, reply.language)
        if not about_days(reply.decision):
            return None
        scene = await self.scene(chat_id, reply.language, today)
        return counted(scene, text, reply.decision, self.teller)

    def asked_of(self, text: str, today: date) -> tuple[date, str] | None:
        """Return the day and the words of a message that asks to be reminded of them."""
        wanted = asked_for(text, self.library.words["remind"]["ask"])
        read, words = day_and_words(wanted, today) if wanted else (ReadDate(), "")
        return (read.day, words) if read.day and read.day >= today and words else None

    async def do(self, scene: Scene, act: Do, chat_id: int) -> View:
        """Change the ledger and draw what follows; a change that contradicts it is refused with the reason."""
        try:
            return await self.changed(scene, act, chat_id)
        except LedgerError as error:
            return refusal(scene, error)

    async def changed(self, scene: Scene, act: Do, chat_id: int) -> View:
        """Change the ledger and draw what follows. Raises `LedgerError`."""

        def edit(kept: Kept) -> Kept:
            return replace(kept, ledger=edited(kept.ledger, act, scene.today))

        change = await self.reminders.keeper.change(chat_id, scene.t.language, edit)
        after = change.after
        now = replace(scene, ledger=after.ledger, kept=bool(after), wishes=after.wishes)
        moved = moved_with(change, scene)
        if isinstance(act, Delete) and (trip := change.before.ledger.trip_of(act.entry)):
            return trips.deleted(now, trip, moved)
        note = "\n".join(part for part in (confirmation(act, scene.t), moved) if part)
        if not change.before and now.kept:
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
