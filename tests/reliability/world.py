"""People with reminders due, each in words of their own, so that what arrived can be matched to what was planned."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from aiogram import Bot
from sqlalchemy import func, select

from bot.domain.duties import DutyKind
from bot.domain.ledger import Ledger, Paper, PaperKind
from bot.domain.pace import Pace
from bot.domain.remind.wishes import Wishes, with_own
from bot.entry.reminding import ON_TELEGRAM, delivery_by
from bot.entry.runtime import keeping
from bot.settings import Settings
from bot.storage.engine import create_engine, reading
from bot.storage.kept import Kept
from bot.storage.people import addresses
from bot.storage.schema import upgrade
from bot.storage.tables import reminders
from tests.fakes.telegram_session import LoopbackSession
from tests.keys import VAULT
from tests.storage.rows import mark_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.services.remind.delivery import Delivery
    from bot.services.remind.keeper import Keeper
    from bot.services.remind.notice import Notices
    from tests.fakes.telegram_calls import Call
    from tests.fakes.telegram_server import TelegramServer

DAY = date(2026, 12, 1)
ONE_DAY = timedelta(days=1)
PLANNED = datetime(2026, 11, 26, 7, tzinfo=UTC)
START = datetime(2026, 12, 1, 5, 5, tzinfo=UTC)
"""Five minutes after what is planned for the first day is due: ten in the morning in Kazakhstan."""
FIRST_PERSON = 5001
LANGUAGES = ("ru", "kk", "en")
DOUBT = "You may have this message already: the connection broke while it was being sent."
TOKEN = re.compile(r"q(\d+)x(\d+)")
MARK = re.compile(r"own(\d+)\.")
MANY_PASSES = 200


class Key(NamedTuple):
    """One planned notice: of whom, and of which of their days."""

    chat_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that reached a person, whatever the bot was told of it."""

    call: Call
    keys: frozenset[Key]
    warned: bool


@dataclass(frozen=True, slots=True)
class Count:
    """`silent`: repeated without the line that says so."""

    expected: int
    lost: int
    repeated: int
    silent: int

    @property
    def faultless(self) -> bool:
        return self.lost == self.repeated == self.silent == 0


class Clock:
    """A clock that moves only when somebody sleeps by it, or jumps."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.moment

    def ticks(self) -> float:
        """Seconds that never go back."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.moment += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    def jump(self, by: timedelta) -> None:
        self.moment += by


@dataclass(slots=True)
class World:
    """A database full of people, the double, and one clock for all of it."""

    server: TelegramServer
    engine: AsyncEngine
    url: str
    folder: Path
    keeper: Keeper
    notices: Notices
    clock: Clock
    bot: Bot
    expected: set[Key]

    def delivery(self) -> Delivery:
        """Return the real delivery, by the clock of this world."""
        made = delivery_by(self.bot, self.keeper, self.notices, Pace(), ON_TELEGRAM)
        made.clock, made.sleep = self.clock.ticks, self.clock.sleep
        return made

    async def fill(self, people: int, days: Callable[[int], Sequence[date]] = lambda _: (DAY,)) -> None:
        """Plan notices for so many more people."""
        first = max(people_of(self.expected), default=FIRST_PERSON - 1) + 1
        new = await fill(self.keeper, range(first, first + people), days)
        self.expected |= new
        for chat_id in people_of(new):
            self.server.user(chat_id)

    async def settle(self, delivery: Delivery) -> None:
        """Pass after pass, each at the next moment at which a row that is due wants to be looked at."""
        due_by = self.clock.now()
        for _ in range(MANY_PASSES):
            await delivery.run()
            upcoming = await next_look(self.engine, due_by)
            if upcoming is None:
                return
            await self.clock.sleep(max((upcoming - self.clock.now()).total_seconds(), 0.0))
        raise AssertionError(f"not settled after {MANY_PASSES} passes")

    def count(self, expected: Iterable[Key] | None = None) -> Count:
        return count(arrivals(self.server, self.notices.catalogues), self.expected if expected is None else expected)


@asynccontextmanager
async def world_of(
    server: TelegramServer, url: str, folder: Path, texts: tuple[Mapping[str, Texts], Library]
) -> AsyncIterator[World]:
    """Open a world whose clock shows the moment of planning. What its processes report goes into the folder."""
    catalogues, library = texts
    clock = Clock(PLANNED)
    engine = create_engine(url, VAULT)
    bot = Bot(server.token, session=LoopbackSession(server.url))
    try:
        await upgrade(engine)
        keeper, notices = keeping(Settings(_env_file=None), engine, library, catalogues, clock.now)
        yield World(server, engine, url, folder, keeper, notices, clock, bot, set())
    finally:
        await bot.session.close()
        await engine.dispose()


async def fill(keeper: Keeper, people: Iterable[int], days: Callable[[int], Sequence[date]]) -> set[Key]:
    """Plan a notice for each of the days of people, on the day itself."""
    planned = set()
    for chat_id in people:
        kept = kept_of(chat_id, days(chat_id))
        await keeper.change(chat_id, LANGUAGES[chat_id % 3], lambda _, kept=kept: kept)  # type: ignore[misc]
        planned |= {Key(chat_id, own.number) for own in kept.wishes.own}
    return planned


def kept_of(chat_id: int, days: Sequence[date]) -> Kept:
    """Return what a person keeps; every fifth also a paper, with notices that lie far ahead and are not to go."""
    wishes = Wishes(quiet=None, offsets={DutyKind.OWN: (0,)}, on=not chat_id % 5)
    for number, day in enumerate(days, 1):
        wishes, own = with_own(wishes, day, f"q{chat_id}x{number}")
        assert own.number == number
    papers = () if chat_id % 5 else (Paper(PaperKind.CARD, DAY + 400 * ONE_DAY),)
    return replace(Kept(), ledger=replace(Ledger(), papers=papers), wishes=wishes)


def people_of(keys: Iterable[Key]) -> set[int]:
    return {key.chat_id for key in keys}


def arrivals(server: TelegramServer, catalogues: Mapping[str, Texts]) -> list[Arrival]:
    """Return what people got, in order."""
    doubts = tuple(texts(DOUBT) for texts in catalogues.values())
    found = []
    for call in server.calls("sendMessage"):
        if call.done:
            text = call.arguments["text"]
            keys = frozenset(Key(int(chat), int(number)) for chat, number in TOKEN.findall(text))
            assert people_of(keys) == {call.chat_id}, "a message went to somebody else"
            found.append(Arrival(call, keys, any(doubt in text for doubt in doubts)))
    return found


def count(arrived: Iterable[Arrival], expected: Iterable[Key]) -> Count:
    warned: defaultdict[Key, list[bool]] = defaultdict(list)
    for arrival in arrived:
        for key in arrival.keys:
            warned[key].append(arrival.warned)
    wanted = set(expected)
    again = [said for times in warned.values() for said in times[1:]]
    return Count(len(wanted), len(wanted - warned.keys()), len(again), again.count(False))


async def next_look(engine: AsyncEngine, due_by: datetime) -> datetime | None:
    """Return when to look again at what was due at a moment, whether it was tried or not."""
    wakes = select(func.min(reminders.c.wake_at)).where(reminders.c.due_at <= due_by)
    async with reading(engine) as connection:
        found: datetime | None = await connection.scalar(wakes)
        return found


async def states_of(engine: AsyncEngine) -> dict[Key, str]:
    """Return the state of the row of each day of people's own."""
    async with reading(engine) as connection:
        found = (await connection.execute(select(reminders))).all()
        chats = await addresses(connection, {row.person for row in found})
    rows = [(chats[row.person], MARK.match(mark_of(row)), row.state) for row in found]
    return {Key(chat_id, int(own[1])): state for chat_id, own, state in rows if own}
