"""The version of the database: what it is, what it must be, and the way from one to the other (Alembic).

Alembic costs a third of a second and ten megabytes, so it is imported only for a database of an older version.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Column, MetaData, String, Table, inspect, select

from bot.storage import postgres
from bot.storage.engine import on_postgres, reading, vault_of, writing
from bot.storage.rekey import is_sealed, seal_with
from bot.storage.tables import metadata
from bot.storage.wipe import wipe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.storage.vault import Vault

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))

# Alembic's own table, which no migration makes.
stamp = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


async def current_version(engine: AsyncEngine) -> str | None:
    async with reading(engine) as connection:
        return await version_of(connection)


async def version_of(connection: AsyncConnection) -> str | None:
    if not await connection.run_sync(has_stamp):
        return None
    return cast("str | None", await connection.scalar(select(stamp.c.version_num)))


def has_stamp(connection: Connection) -> bool:
    return inspect(connection).has_table(stamp.name)


async def upgrade(engine: AsyncEngine, older: Sequence[Vault] = ()) -> tuple[str | None, str]:
    """Bring the database to the newest version, sealed with the engine's key. Returns the version before and after.

    `older` are keys that may have sealed it so far. Raises `WrongKeyError` if it was sealed with none of those given.
    """
    before, vault = await current_version(engine), vault_of(engine)
    if before == NEWEST and await is_sealed(engine, vault):
        return before, NEWEST
    async with writing(engine) as connection:
        if on_postgres(engine):
            await postgres.hold_upgrade(connection)  # whoever was quicker is done now
        before = await version_of(connection)
        if before != NEWEST:
            await connection.run_sync(migrate, vault)
        rewritten = await seal_with(connection, older) or before not in (None, NEWEST)
    if rewritten:
        await wipe(engine)
    return before, NEWEST


def migrate(connection: Connection, vault: Vault) -> None:
    """Make the newest tables in an empty database; take any other there step by step. A test holds the two equal."""
    if inspect(connection).get_table_names():
        run_migrations(connection, vault)
    else:
        metadata.create_all(connection)
        stamp.create(connection)
        connection.execute(stamp.insert().values(version_num=NEWEST))


def run_migrations(connection: Connection, vault: Vault) -> None:
    from alembic import command  # noqa: PLC0415 - see the head of this file
    from alembic.config import Config  # noqa: PLC0415 - see the head of this file

    config = Config(attributes={"connection": connection, "vault": vault})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, "head")
