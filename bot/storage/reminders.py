"""Rows of notices: planned with what a person keeps, claimed, sent, settled.

A row has a moment to be looked at, `wake_at`: when it is due, when a failed try is to be repeated, or when the lease of
the process that has it in hand ends. What is sent, failed or stopped has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, delete, exists, func, insert, or_, select, update

from bot.domain.remind.delivery import IN_HAND, LEASE, LONGEST_WAIT, State
from bot.storage.engine import vault_of
from bot.storage.people import addresses
from bot.storage.tables import people, reminders, touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection
    from sqlalchemy.sql.dml import ReturningUpdate

    from bot.domain.remind.plan import Notice
    from bot.storage.vault import Vault

MARK = "reminders.mark"


@dataclass(frozen=True, slots=True)
class Row:
    """A notice in hand. `doubtful`: it may have been sent already, but no answer told."""

    id: int
    chat_id: int
    mark: str
    due_at: datetime
    attempts: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Chats:
    """The chats that a process speaks for: all but one, or that one alone."""

    one: int
    alone: bool = False

    def clause(self, vault: Vault) -> ColumnElement[bool]:
        one = vault.person(self.one)
        return reminders.c.person == one if self.alone else reminders.c.person != one


async def plan_notices(
    connection: AsyncConnection, chat_id: int, notices: Iterable[Notice], now: datetime
) -> datetime | None:
    """Make the rows of a person those of their notices. Returns when the next one is to be looked at.

    A notice is added only if its moment lies ahead: what is past was told on the screen where it was planned. A notice
    that waits and follows no more is dropped, one whose moment moved is moved. What is being sent stays.
    """
    vault = vault_of(connection)
    person = vault.person(chat_id)
    wanted = {vault.seal_mark(notice.mark, MARK, person): notice for notice in notices}
    mine = reminders.c.person == person
    columns = (reminders.c.id, reminders.c.mark, reminders.c.due_at, reminders.c.state)
    found = (await connection.execute(select(*columns).where(mine))).all()
    for row in found:
        if row.state in (State.SENDING, State.SENT, State.FAILED):
            continue
        notice = wanted.get(row.mark)
        if notice is None:
            await connection.execute(delete(reminders).where(reminders.c.id == row.id))
        elif notice.due_at != row.due_at:
            values: dict[str, object] = {"due_at": notice.due_at}
            if row.state == State.DUE:
                values |= {"wake_at": notice.due_at, "attempts": 0}
            await connection.execute(update(reminders).where(reminders.c.id == row.id).values(values))
    known = {row.mark for row in found}
    new = [
        as_row(person, mark, notice.due_at)
        for mark, notice in wanted.items()
        if mark not in known and notice.due_at >= now
    ]
    if new:
        await connection.execute(insert(reminders), new)
    nearest: datetime | None = await connection.scalar(select(func.min(reminders.c.wake_at)).where(mine))
    return nearest


def as_row(person: bytes, mark: bytes, at: datetime) -> dict[str, object]:
    values = {"person": person, "mark": mark, "due_at": at, "wake_at": at}
    return values | {"state": State.DUE, "attempts": 0, "doubtful": False}


def claiming(
    owner: str, now: datetime, people_at_once: int, among: ColumnElement[bool]
) -> ReturningUpdate[tuple[int, bytes, bytes, datetime, int, bool]]:
    """Return the statement that claims all that is due for some people.

    A person is claimed whole, by their first row, so that two processes never write to one person at once.
    """
    others = reminders.alias("others")
    hers = others.c.person == reminders.c.person
    in_hand = and_(others.c.state.in_(IN_HAND), others.c.wake_at > now)
    same_moment = and_(others.c.wake_at == reminders.c.wake_at, others.c.id < reminders.c.id)
    earlier = and_(others.c.wake_at <= now, or_(others.c.wake_at < reminders.c.wake_at, same_moment))
    heads = (
        select(reminders.c.person)
        .where(reminders.c.wake_at <= now, among, ~exists().where(hers, in_hand), ~exists().where(hers, earlier))
        .order_by(reminders.c.wake_at, reminders.c.id)
        .limit(people_at_once)
        .with_for_update(skip_locked=True)
        .cte("heads")
    )
    return (
        update(reminders)
        .where(reminders.c.person.in_(select(heads.c.person)), reminders.c.wake_at <= now)
        .values(
            state=State.CLAIMED,
            owner=owner,
            wake_at=now + LEASE,
            attempts=reminders.c.attempts + 1,
            doubtful=case((reminders.c.state == State.SENDING, True), else_=reminders.c.doubtful),
        )
        .returning(*ROW)
    )


ROW = (
    reminders.c.id,
    reminders.c.person,
    reminders.c.mark,
    reminders.c.due_at,
    reminders.c.attempts,
    reminders.c.doubtful,
)


async def claim(
    connection: AsyncConnection, owner: str, now: datetime, people_at_once: int, among: Chats
) -> dict[int, list[Row]]:
    """Take what is due in hand, by person. `among` says for whom this process speaks."""
    await mend_after_clock(connection, now)
    vault = vault_of(connection)
    found = (await connection.execute(claiming(owner, now, people_at_once, among.clause(vault)))).all()
    chats = await addresses(connection, {row.person for row in found})
    mine = (
        Row(
            row.id,
            chats[row.person],
            vault.open_mark(row.mark, MARK, row.person),
            row.due_at,
            row.attempts,
            row.doubtful,
        )
        for row in found
    )
    rows = sorted(mine, key=lambda row: (row.due_at, row.id))
    hands: dict[int, list[Row]] = {}
    for row in rows:
        hands.setdefault(row.chat_id, []).append(row)
    return hands


async def mend_after_clock(connection: AsyncConnection, now: datetime) -> None:
    """Look now at rows that wait longer than any lease or pause lasts: the clock was set back meanwhile."""
    too_far = reminders.c.wake_at > now + LONGEST_WAIT
    await connection.execute(update(reminders).where(free(touched, too_far)).values(wake_at=now))


def free(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Choose rows of many people; those that somebody is writing about right now are left for the next time."""
    found = select(reminders.c.id).where(*conditions).with_for_update(skip_locked=True)
    return reminders.c.id.in_(found)


async def begin_sending(connection: AsyncConnection, owner: str, ids: Sequence[int], now: datetime) -> set[int]:
    """Mark rows as being sent. Returns those that are still in this process's hand."""
    statement = (
        update(reminders)
        .where(reminders.c.id.in_(ids), reminders.c.owner == owner, reminders.c.state == State.CLAIMED)
        .values(state=State.SENDING, wake_at=now + LEASE)
        .returning(reminders.c.id)
    )
    return set(await connection.scalars(statement))


@dataclass(frozen=True, slots=True)
class Hand:
    """Rows in the hand of a process, within a transaction. Another process may have taken them over since."""

    connection: AsyncConnection
    owner: str
    ids: Sequence[int]

    @property
    def held(self) -> ColumnElement[bool]:
        return and_(reminders.c.id.in_(self.ids), reminders.c.owner == self.owner)

    async def drop(self) -> None:
        """Delete rows whose notice follows no more."""
        await self.connection.execute(delete(reminders).where(self.held))

    async def sent(self) -> None:
        """Settle rows that were told, whoever has them in hand now."""
        values = {"state": State.SENT, "wake_at": None, "owner": None}
        await self.connection.execute(update(reminders).where(reminders.c.id.in_(self.ids)).values(values))

    async def failed(self) -> None:
        """Give up rows that Telegram does not take."""
        values = {"state": State.FAILED, "wake_at": None, "owner": None}
        await self.connection.execute(update(reminders).where(self.held).values(values))

    async def put_off(self, until: datetime, *, doubtful: bool = False, tried: bool = True) -> None:
        """Give rows back, to be looked at again at a moment. `tried`: a try failed; else nothing was tried."""
        values: dict[str, object] = {"state": State.DUE, "wake_at": until, "owner": None}
        if doubtful:
            values["doubtful"] = True
        if not tried:
            values["attempts"] = 0
        await self.connection.execute(update(reminders).where(self.held).values(values))


async def give_back(connection: AsyncConnection, owner: str) -> None:
    """Give back what a process has claimed and not begun to send."""
    mine = free(touched, reminders.c.owner == owner, reminders.c.state == State.CLAIMED)
    values = {"state": State.DUE, "wake_at": reminders.c.due_at, "owner": None}
    await connection.execute(update(reminders).where(mine).values(values))


async def stop_person(connection: AsyncConnection, chat_id: int) -> int:
    """Mark the chat as refusing, and let its notices rest. Returns how many."""
    person = vault_of(connection).person(chat_id)
    await connection.execute(update(people).where(people.c.person == person).values(blocked=True))
    resting = and_(reminders.c.person == person, reminders.c.wake_at.is_not(None))
    values = {"state": State.STOPPED, "wake_at": None, "owner": None}
    return (await connection.execute(update(reminders).where(resting).values(values))).rowcount


async def person_is_back(connection: AsyncConnection, chat_id: int) -> int:
    """Let the notices of a chat go on. Returns how many."""
    person = vault_of(connection).person(chat_id)
    await connection.execute(update(people).where(people.c.person == person).values(blocked=False))
    stopped = and_(reminders.c.person == person, reminders.c.state == State.STOPPED)
    values = {"state": State.DUE, "wake_at": reminders.c.due_at, "attempts": 0}
    return (await connection.execute(update(reminders).where(stopped).values(values))).rowcount


async def next_open(connection: AsyncConnection, among: Chats, began: datetime) -> datetime | None:
    """Return when to look again at a row that was due at a moment and was tried, None if all are settled."""
    open_rows = and_(touched, reminders.c.due_at <= began, reminders.c.attempts > 0)
    found: datetime | None = await connection.scalar(
        select(func.min(reminders.c.wake_at)).where(open_rows, among.clause(vault_of(connection)))
    )
    return found


async def count_waiting(connection: AsyncConnection, among: Chats) -> int:
    waiting = and_(reminders.c.wake_at.is_not(None), among.clause(vault_of(connection)))
    found = await connection.scalar(select(func.count()).where(waiting))
    return found or 0


async def forget_settled(connection: AsyncConnection, now: datetime, kept: timedelta) -> int:
    """Delete rows that were settled and were due so long ago. Returns how many."""
    old = (reminders.c.wake_at.is_(None), reminders.c.state != State.STOPPED, reminders.c.due_at < now - kept)
    return (await connection.execute(delete(reminders).where(free(*old)))).rowcount
