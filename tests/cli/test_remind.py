"""`remind`: one delivery for cron and drills, and one line that says what was done."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.domain.remind.plan import Notice
from bot.preview.conversation import PERSON
from bot.storage.engine import create_engine, reading
from bot.storage.forget import forget_person
from bot.storage.kept import Planned, change_kept, find_kept
from bot.storage.tables import reminders
from tests.keys import VAULT
from tests.storage.keeping import NOW
from tests.storage.rows import mark_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

COUNTS = {
    "planned", "sent", "late", "retried", "stopped", "dropped", "failed", "repeated", "quiet", "messages", "waiting",
}  # fmt: skip


def said(run: Callable[..., Ran], *lines: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        ran = run("chat", "--lang", "en")
    assert ran.status == 0, ran.err
    return ran.out


def counts(run: Callable[..., Ran], *options: str) -> dict[str, int]:
    ran = run("remind", *options)
    assert ran.status == 0, ran.err
    (line,) = ran.out.splitlines()
    found: dict[str, int] = json.loads(line)
    assert set(found) == COUNTS
    return found


def test_what_was_set_up_in_the_terminal_comes_when_it_is_due_and_once(run: Callable[..., Ran], database: Path) -> None:
    said(run, "/remind 5 December 2098 pay the rent")
    at = ("--now", "2098-12-05T10:00", "--once")
    first = counts(run, *at)
    assert (first["planned"], first["sent"], first["late"], first["messages"]) == (2, 2, 1, 1)
    assert counts(run, *at)["planned"] == 0
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT DISTINCT state FROM reminders").fetchall() == [("sent",)]


def test_the_notice_is_shown_beside_the_summary(run: Callable[..., Ran], database: Path) -> None:
    said(run, "/remind 5 December 2098 pay the rent")
    ran = run("remind", "--now", "2098-12-04T05:00:00+00:00")
    assert "pay the rent" in ran.err
    assert json.loads(ran.out)["sent"] == 1


def test_a_conversation_begins_with_what_came_due_meanwhile(
    run: Callable[..., Ran], database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(run, "/remind 5 December 2098 pay the rent")
    later = datetime(2098, 12, 4, 12, tzinfo=ZoneInfo("Asia/Almaty"))
    monkeypatch.setattr("bot.entry.knowledge.clock_in", lambda _zone: lambda: later)
    out = said(run, "/menu")
    assert "pay the rent" in out.partition("Choose a topic")[0]
    assert "pay the rent" not in said(run, "/menu")


def test_nothing_is_due_in_an_empty_database(run: Callable[..., Ran], database: Path) -> None:
    assert set(counts(run, "--once").values()) == {0}


async def moved_to_telegram(database: Path) -> int:
    """Make all that was kept in the terminal that of a person on Telegram. Returns how many notices wait."""
    engine = create_engine(f"sqlite+aiosqlite:///{database}", VAULT)
    kept = await find_kept(engine, PERSON)
    async with reading(engine) as connection:
        notices = [Notice(mark_of(row), row.due_at) for row in await connection.execute(select(reminders))]
    await forget_person(engine, PERSON)
    await change_kept(engine, 12345, "en", lambda _: Planned(kept, tuple(notices)), NOW)
    await engine.dispose()
    return len(notices)


def test_without_a_token_nobody_of_telegram_is_reminded(run: Callable[..., Ran], database: Path) -> None:
    said(run, "/remind 5 December 2098 pay the rent")
    assert asyncio.run(moved_to_telegram(database)) == 2
    assert counts(run, "--now", "2098-12-05T10:00", "--once")["planned"] == 0
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT person, state FROM reminders").fetchall()
    assert rows == [(VAULT.person(12345), "due")] * 2


@pytest.mark.parametrize("moment", ["tomorrow", "2026-13-01", "", "10:00"])
def test_a_moment_that_is_none_is_refused_in_one_line(run: Callable[..., Ran], database: Path, moment: str) -> None:
    ran = run("remind", "--now", moment)
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert "--now" in ran.err


def test_a_database_that_cannot_be_used_is_refused_in_one_line(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "folder.db").mkdir()
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'folder.db'}")
    ran = run("remind", "--once")
    assert ran.status == 2
    assert "DATABASE_URL" in ran.err
