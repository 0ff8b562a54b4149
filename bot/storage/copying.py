"""Copies everything that is kept from one database to another, as it is sealed: SQLite and PostgreSQL alike.

Also copies of a database in use (`backup`), and the way back (`restored`).
"""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, text
from sqlalchemy.engine import make_url

from bot.storage.engine import create_engine, on_postgres, reading, writing
from bot.storage.schema import upgrade
from bot.storage.sqlite import file_of
from bot.storage.tables import PERSONAL, reminders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.storage.vault import Vault

BATCH = 1000


class NotEmptyError(Exception):
    """There is something in the database that a copy would mix with."""


class MiscountError(Exception):
    """Fewer or more rows arrived than there are. Nothing was kept of them."""


async def copy_all(
    source: AsyncEngine, target: AsyncEngine, progress: Callable[[str, int, int], None]
) -> Mapping[str, int]:
    """Copy all rows of people into an empty database, all or none. Returns how many there are of each table.

    Both are at the newest version and sealed with the same key. Nothing is written in a source on SQLite meanwhile; on
    PostgreSQL the copy is of the moment at which it began. `progress` is told a table, how many rows of it are copied,
    and how many there are. Raises `NotEmptyError` and `MiscountError`.
    """
    async with (reading if on_postgres(source) else writing)(source) as old, writing(target) as new:
        if any((await counts(new)).values()):
            raise NotEmptyError
        there = await counts(old)
        for table in PERSONAL:
            done = 0
            async with old.stream(select(table)) as rows:
                async for some in rows.mappings().partitions(BATCH):
                    await new.execute(insert(table), [dict(row) for row in some])
                    done += len(some)
                    progress(table.name, done, there[table.name])
        if (arrived := await counts(new)) != there:
            raise MiscountError(f"{arrived} of {there}")
        await number_on(new)
    return there


async def counts(connection: AsyncConnection) -> dict[str, int]:
    return {table.name: await connection.scalar(select(func.count()).select_from(table)) or 0 for table in PERSONAL}


async def number_on(connection: AsyncConnection) -> None:
    """Let PostgreSQL number new reminders from the last one on; SQLite does by itself."""
    if on_postgres(connection) and (last := await connection.scalar(select(func.max(reminders.c.id)))):
        sequence = text("SELECT setval(pg_get_serial_sequence('reminders', 'id'), :last)")
        await connection.execute(sequence, {"last": last})


def backup(url: str, target: Path) -> int:
    """Copy an SQLite database to a file while others use it. Returns the size of the copy in bytes.

    Raises `FileExistsError` if the target exists, `FileNotFoundError` if there is no database yet.
    """
    source = file_of(make_url(url)) or Path()
    if target.exists():
        raise FileExistsError(target)
    if not source.is_file():
        raise FileNotFoundError(source)
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
    return target.stat().st_size


async def dump(source: AsyncEngine, vault: Vault, target: Path, progress: Callable[[str, int, int], None]) -> None:
    """Copy a database of any kind to a new SQLite file while others use it."""
    engine = create_engine(f"sqlite+aiosqlite:///{target}", vault)
    try:
        await upgrade(engine)
        await copy_all(source, engine, progress)
    finally:
        await engine.dispose()


@asynccontextmanager
async def restored(file: Path, vaults: Sequence[Vault], folder: Path | None) -> AsyncIterator[AsyncEngine]:
    """Give a database that was read from a copy and brought up to date; the copy itself is not changed.

    `vaults`: the key in use, then older ones. The work is done in a folder, in that for temporary files by default.
    Raises `sqlite3.Error` for what is no sound copy, `WrongKeyError` for one that another key sealed.
    """
    with TemporaryDirectory(dir=folder) as place:
        draft = Path(place) / "restored.db"
        backup(f"sqlite+aiosqlite:///{file}", draft)
        with closing(sqlite3.connect(draft)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("the copy is damaged")
            copy.execute("SELECT version_num FROM alembic_version")
        engine = create_engine(f"sqlite+aiosqlite:///{draft}", vaults[0])
        try:
            await upgrade(engine, vaults[1:])
            yield engine
        finally:
            await engine.dispose()
