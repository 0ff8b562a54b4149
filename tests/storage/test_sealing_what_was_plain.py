"""A database from before sealing: everything in it is found again, sealed, and nothing plain is left in its file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from bot.domain.remind.wishes import Own, Wishes
from bot.storage.dialogue import Dialogue, find_dialogue
from bot.storage.engine import reading, writing
from bot.storage.kept import find_kept
from bot.storage.ledgers import written as ledger_text
from bot.storage.people import Person, find_person
from bot.storage.schema import NEWEST, upgrade
from bot.storage.tables import reminders
from bot.storage.wishes import written as wishes_text
from tests.storage.conftest import remains
from tests.storage.rows import mark_of, states
from tests.storage.test_ledgers import FULL
from tests.storage.test_schema import migrated

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

WISHED = Wishes(own=(Own(1, date(2027, 1, 5), "marked words"),))
CHAT = 7_000_111_222
DUE = datetime(2026, 12, 12, 5, tzinfo=UTC)


async def fill(engine: AsyncEngine) -> None:
    rows = (
        ("people", {"chat_id": CHAT, "language": "kk", "chosen": True, "blocked": True}),
        ("people", {"chat_id": 8, "language": "en", "chosen": False, "blocked": False}),
        (
            "dialogue",
            {
                "chat_id": CHAT,
                "user_id": CHAT,
                "state": "Asking:day",
                "data": json.dumps({"purpose": "e"}),
                "touched_on": "2026-11-20",
            },
        ),
        ("dialogue", {"chat_id": -5, "user_id": CHAT, "state": "x", "data": "{}", "touched_on": "2026-11-20"}),
        ("ledgers", {"chat_id": CHAT, "dates": ledger_text(FULL)}),
        ("ledgers", {"chat_id": 9, "dates": ledger_text(FULL)}),
        ("wishes", {"chat_id": CHAT, "wishes": wishes_text(WISHED), "rules": "r"}),
        ("reminders", reminder("marked.2026", "due", wake_at="2026-12-12 05:00:00.000000")),
        ("reminders", reminder("marked.2025", "sent", message_id=5)),
    )
    async with writing(engine) as connection:
        for table, values in rows:
            names = ", ".join(values)
            places = ", ".join(f":{name}" for name in values)
            await connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)


def reminder(mark: str, state: str, **changes: object) -> dict[str, object]:
    row = {"chat_id": CHAT, "mark": mark, "due_at": "2026-12-12 05:00:00.000000", "wake_at": None, "state": state}
    return {**row, "owner": None, "attempts": 0, "doubtful": False, "message_id": None, **changes}


async def test_what_was_kept_in_plain_is_found_sealed_and_leaves_no_plain_remains(
    empty: AsyncEngine, file: Path
) -> None:
    async with writing(empty) as connection:
        await connection.run_sync(migrated, "0003")
    await fill(empty)
    plain = [b"marked words", b"2026-09-14", b"Asking:day", b"marked.2026"]
    assert all(words in remains(file) for words in plain)
    assert await upgrade(empty) == ("0003", NEWEST)
    assert await find_person(empty, CHAT) == Person(CHAT, "kk", chosen=True, blocked=True)
    assert await find_person(empty, 8) == Person(8, "en")
    assert await find_person(empty, 9) == Person(9, "ru")
    assert (await find_kept(empty, CHAT)).ledger == (await find_kept(empty, 9)).ledger == FULL
    assert (await find_kept(empty, CHAT)).wishes == WISHED
    assert await find_dialogue(empty, CHAT) == Dialogue("Asking:day", {"purpose": "e"})
    assert await states(empty, CHAT) == {"marked.2026": "due", "marked.2025": "sent"}
    async with reading(empty) as connection:
        rows = {mark_of(row): row for row in await connection.execute(select(reminders))}
    assert rows["marked.2026"].wake_at == rows["marked.2026"].due_at == DUE
    assert rows["marked.2025"].wake_at is None
    assert not [words for words in plain if words in remains(file)]
