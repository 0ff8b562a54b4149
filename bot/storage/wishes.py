"""Wishes: how a person wants to be reminded, one row each. No row means that nothing is wished."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from bot.domain.duties import DutyKind
from bot.domain.remind.wishes import Later, Moved, Own, Target, Wishes
from bot.storage.engine import put, vault_of
from bot.storage.people import addresses
from bot.storage.tables import wishes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncConnection

WISHES = "wishes.wishes"
FIND = select(wishes.c.wishes, wishes.c.rules).where(wishes.c.person == bindparam("mark"))


async def read_wishes(connection: AsyncConnection, chat_id: int) -> tuple[Wishes, str]:
    """Return the wishes of a person, and the rules by which their reminders were planned ("": they have none)."""
    vault = vault_of(connection)
    person = vault.person(chat_id)
    found = (await connection.execute(FIND, {"mark": person})).one_or_none()
    return (read(vault.open(found.wishes, WISHES, person)), found.rules) if found else (Wishes(), "")


async def write_wishes(connection: AsyncConnection, chat_id: int, new: Wishes, rules: str) -> None:
    """Keep wishes in place of the old ones; `rules` says by which rules the reminders were planned."""
    vault = vault_of(connection)
    person = vault.person(chat_id)
    if new == Wishes():
        await connection.execute(delete(wishes).where(wishes.c.person == person))
        return
    values = {"wishes": vault.seal(written(new), WISHES, person), "rules": rules}
    await put(connection, wishes, {"person": person}, values)


async def planned_by_other_rules(connection: AsyncConnection, rules: str, after: int | None, most: int) -> list[int]:
    """Return people, after the given one, whose reminders were planned by other rules than these."""
    mark = b"" if after is None else vault_of(connection).person(after)
    statement = (
        select(wishes.c.person)
        .where(wishes.c.rules != rules, wishes.c.person > mark)
        .order_by(wishes.c.person)
        .limit(most)
    )
    found = list(await connection.scalars(statement))
    chats = await addresses(connection, found)
    return [chats[person] for person in found]


def written(new: Wishes) -> str:
    data = {
        "on": new.on,
        "hour": new.hour,
        "quiet": new.quiet,
        "zone": new.zone,
        "discreet": new.discreet,
        "off": sorted(new.off),
        "done": list(map(as_list, sorted(new.done))),
        "offsets": dict(new.offsets),
        "own": [[own.number, own.day.isoformat(), own.words] for own in new.own],
        "later": [[later.moment.isoformat(), list(map(as_list, later.targets))] for later in new.later],
        "moved": [
            [moved.moment.isoformat(), as_list(moved.target), moved.after and moved.after.isoformat()]
            for moved in new.moved
        ],
        "told": list(map(as_list, new.told)),
    }
    return json.dumps(data, ensure_ascii=False)


def read(text: str) -> Wishes:
    data = json.loads(text)
    return Wishes(
        on=data["on"],
        hour=data["hour"],
        quiet=tuple(data["quiet"]) if data["quiet"] else None,
        zone=data["zone"],
        discreet=data["discreet"],
        off=frozenset(map(DutyKind, data["off"])),
        done=frozenset(targets(data["done"])),
        offsets={DutyKind(kind): tuple(days) for kind, days in data["offsets"].items()},
        own=tuple(Own(number, date.fromisoformat(day), words) for number, day, words in data["own"]),
        later=tuple(Later(moment(at), targets(about)) for at, about in data["later"]),
        moved=tuple(
            Moved(moment(at), target(about), date.fromisoformat(after) if after else None)
            for at, about, after in data["moved"]
        ),
        told=targets(data["told"]),
    )


def as_list(about: Target) -> list[Any]:
    return [about.kind, about.day.isoformat(), about.number]


def targets(data: Iterable[Any]) -> tuple[Target, ...]:
    return tuple(map(target, data))


def target(data: Any) -> Target:  # noqa: ANN401 - JSON
    kind, day, number = data
    return Target(DutyKind(kind), date.fromisoformat(day), number)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
