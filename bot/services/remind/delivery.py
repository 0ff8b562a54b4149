"""Delivers notices that are due. Every step is a row's state, so that a process may die at any line.

claim      a person's due rows are taken in hand: nothing is sent yet, a dead process's claim runs out
begin      what they keep is read again: rows that follow no more are dropped, the others marked as being sent
send       one message to the person
settle     what came of it is written down
"""

from __future__ import annotations

import asyncio
import math
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import random
from typing import TYPE_CHECKING, assert_never

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.remind.delivery import LATE_AFTER, LONGEST_WAIT, Broken, Paused, Refused, Sent, Unknown, Unsent, pause
from bot.domain.remind.hours import after_quiet, is_quiet
from bot.services.remind.notice import Occasion
from bot.services.remind.tally import Tally
from bot.services.shared.limits import Limits
from bot.storage import reminders as rows_of
from bot.storage.engine import reading, writing, writing_about
from bot.storage.kept import read_kept
from bot.storage.people import read_person
from bot.storage.reminders import Hand

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.domain.pace import Pace
    from bot.domain.remind.delivery import Outcome
    from bot.domain.remind.plan import Notice
    from bot.services.remind.keeper import Keeper
    from bot.services.remind.notice import Notices
    from bot.services.views import View
    from bot.storage.kept import Kept
    from bot.storage.reminders import Chats, Row

PEOPLE_AT_ONCE = 100
HEAD_START = 0.01
"""Seconds before its place at which a message is marked as being sent."""
SETTLE_TRIES = 60
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to a person, and the rows that it tells."""

    chat_id: int
    view: View
    rows: tuple[Row, ...]
    late: int

    @property
    def doubtful(self) -> bool:
        return any(row.doubtful for row in self.rows)


@dataclass(slots=True)
class Delivery:
    """`send` carries a message and says what came of it. `among` says for which chats this process speaks.

    `clock` tells seconds that never go back, for the pace; `limits` are those of all processes together. `lanes`: so
    many messages may be under way at once; of each a crash may repeat one. `patience`: a longer silence, in seconds,
    ends the pass.
    """

    keeper: Keeper
    notices: Notices
    send: Callable[[int, View], Awaitable[Outcome]]
    pace: Pace
    clock: Callable[[], float]
    owner: str
    among: Chats
    lanes: int = 1
    limits: Limits = field(default_factory=Limits)
    patience: float = math.inf
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    stopping: bool = field(default=False, init=False)

    @property
    def engine(self) -> AsyncEngine:
        return self.keeper.engine

    @property
    def now(self) -> datetime:
        return self.keeper.now()

    async def run(self) -> Tally:
        """Deliver until nothing is due. Returns what was done."""
        total, claimed = Tally(), False
        while self.goes_on():
            async with writing(self.engine) as connection:
                hands = await rows_of.claim(connection, self.owner, self.now, PEOPLE_AT_ONCE, self.among)
            if not hands:
                break
            claimed = True
            waiting = list(hands.items())[::-1]
            async with asyncio.TaskGroup() as group:
                lanes = [group.create_task(self.lane(waiting)) for _ in range(self.lanes)]
            for lane in lanes:
                total.add(lane.result())
        if claimed:
            async with writing(self.engine) as connection:
                await rows_of.give_back(connection, self.owner)
        return total

    def goes_on(self) -> bool:
        return not self.stopping and self.pace.silence(self.clock()) <= self.patience

    async def rest_until(self, at: float) -> None:
        """Wait for a moment of the clock, but not after a stop."""
        while (left := at - self.clock()) > 0 and not self.stopping:
            await self.sleep(min(left, 1.0))

    async def lane(self, waiting: list[tuple[int, list[Row]]]) -> Tally:
        tally = Tally()
        while waiting and self.goes_on():
            chat_id, rows = waiting.pop()
            await self.deliver(chat_id, rows, tally)
        return tally

    async def deliver(self, chat_id: int, rows: Sequence[Row], tally: Tally) -> None:
        slot = self.pace.reserve(chat_id, self.clock())
        await self.rest_until(slot - HEAD_START)
        while self.goes_on() and (silence := self.pace.silence(self.clock())):  # asked for after the place was taken
            await self.rest_until(self.clock() + silence)
        while self.goes_on() and (wait := await self.limits.room()):
            await self.rest_until(self.clock() + wait)
        if not self.goes_on():
            return
        tally.planned += len(rows)
        letter = await self.begun(chat_id, rows, tally)
        if letter is None:
            return
        await self.rest_until(slot)
        self.pace.went(chat_id, self.clock())
        outcome = await self.send(chat_id, letter.view)
        if isinstance(outcome, Broken):
            log.error("reminder not taken by Telegram", rows=len(letter.rows))
            await self.rest_until(self.pace.reserve(chat_id, self.clock()))
            outcome = await self.send(chat_id, self.notices.plain(letter.view))
        tally.add(await self.settled(letter, outcome))

    async def begun(self, chat_id: int, rows: Sequence[Row], tally: Tally) -> Letter | None:
        """Begin to send to a person. A fault with one person's notices puts off these, and nobody else's."""
        try:
            async with writing_about(self.engine, chat_id) as connection:
                return await self.begin(connection, chat_id, rows, tally)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be reminded
            log.error("reminder not begun", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote a person
            tally.retried += len(rows)
            until = self.now + pause(rows[0].attempts, random())  # nosec B311  # noqa: S311 - spreads tries, hides nothing
            with suppress(SQLAlchemyError):  # else the lease runs out
                async with writing_about(self.engine, chat_id) as connection:
                    await self.hand(connection, rows).put_off(until)
            return None

    async def begin(
        self, connection: AsyncConnection, chat_id: int, rows: Sequence[Row], tally: Tally
    ) -> Letter | None:
        """Read again what the person keeps, and write the message to them; None if there is nothing to say now.

        Where a row follows no more, what is kept has moved on (a day of a change has come, a rule is another one): the
        notices are planned anew.
        """
        now = self.now
        kept = await read_kept(connection, chat_id)
        planned = {notice.mark: notice for notice in self.keeper.planner.notices(kept, now)}
        wanted = [row for row in rows if row.mark in planned]
        if over := [row for row in rows if row.mark not in planned]:
            tally.dropped += len(over)
            await self.hand(connection, over).drop()
            await self.keeper.plan_within(connection, chat_id, kept)
        early = [row for row in wanted if planned[row.mark].due_at > now]
        for row in early:
            await self.hand(connection, [row]).put_off(planned[row.mark].due_at, tried=False)
        wanted = [row for row in wanted if row not in early]
        if until := self.quiet_until(kept, wanted, [planned[row.mark] for row in wanted], now):
            tally.quiet += len(wanted)
            await self.hand(connection, wanted).put_off(min(until, now + LONGEST_WAIT), tried=False)
            return None
        mine = await rows_of.begin_sending(connection, self.owner, [row.id for row in wanted], now)
        wanted = [row for row in wanted if row.id in mine]
        if not wanted:
            return None
        person = await read_person(connection, chat_id)
        late = [row for row in wanted if now - row.due_at > LATE_AFTER]
        occasion = Occasion(
            kept=kept,
            language=person.language if person else "ru",
            now=now,
            notices=tuple(planned[row.mark] for row in wanted),
            late_since=min((row.due_at for row in late), default=None),
            doubtful=any(row.doubtful for row in wanted),
        )
        return Letter(chat_id, self.notices.write(occasion), tuple(wanted), len(late))

    def quiet_until(self, kept: Kept, rows: Sequence[Row], notices: Sequence[Notice], now: datetime) -> datetime | None:
        """Return when the quiet hours end that a late message would break, None if it is to go now.

        A message at its own hour goes at any hour that the person chose. One about a deadline that ends before the
        quiet hours do goes at once.
        """
        wishes, planner = kept.wishes, self.keeper.planner
        zone = planner.zone_of(wishes)
        on_time = any(now - row.due_at <= LATE_AFTER for row in rows)
        if not rows or on_time or wishes.quiet is None or not is_quiet(now, wishes.quiet, zone):
            return None
        end, today = after_quiet(now, wishes.quiet, zone), planner.today(now)
        days = [target.day for notice in notices for target in notice.targets if target.day >= today]
        return None if any(day < planner.today(end) for day in days) else end

    def hand(self, connection: AsyncConnection, rows: Sequence[Row]) -> Hand:
        return Hand(connection, self.owner, [row.id for row in rows])

    async def settled(self, letter: Letter, outcome: Outcome) -> Tally:
        """Write down what came of a message, however long the database is busy: it has been sent already."""
        for attempt in range(SETTLE_TRIES):
            try:
                async with writing_about(self.engine, letter.chat_id) as connection:
                    done = await self.settle(connection, letter, outcome)
            except SQLAlchemyError as error:
                log.warning("database busy after a reminder", error=type(error).__name__, attempt=attempt)
                await self.sleep(1)
            else:
                return done
        log.error("reminder not settled", rows=len(letter.rows))
        return Tally()

    async def settle(self, connection: AsyncConnection, letter: Letter, outcome: Outcome) -> Tally:
        hand, count, now = self.hand(connection, letter.rows), len(letter.rows), self.now
        match outcome:
            case Sent():
                await hand.sent()
                repeated = count if letter.doubtful else 0
                return Tally(sent=count, late=letter.late, repeated=repeated, messages=1)
            case Paused(seconds):
                self.pace.hold(seconds, self.clock())
                await self.limits.hush(seconds)
                await hand.put_off(now + timedelta(seconds=seconds))
                log.warning("Telegram asked for silence", seconds=seconds)
                return Tally(retried=count)
            case Unsent() | Unknown():
                until = now + pause(letter.rows[0].attempts, random())  # nosec B311  # noqa: S311 - spreads tries, hides nothing
                await hand.put_off(until, doubtful=isinstance(outcome, Unknown))
                return Tally(retried=count)
            case Refused():
                return Tally(stopped=await rows_of.stop_person(connection, letter.chat_id))
            case Broken():
                await hand.failed()
                return Tally(failed=count)
            case _:
                assert_never(outcome)

    async def count_waiting(self) -> int:
        """Return how many notices are planned or to be tried again."""
        async with reading(self.engine) as connection:
            return await rows_of.count_waiting(connection, self.among)

    async def next_open(self, began: datetime) -> datetime | None:
        """Return when to look again at what was due at a moment and is not settled, None if all of it is."""
        async with reading(self.engine) as connection:
            return await rows_of.next_open(connection, self.among, began)
