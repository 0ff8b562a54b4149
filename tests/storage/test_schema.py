"""The version of the database: migrations make what the code expects, and a copy can be taken at any time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.storage.copying import backup
from bot.storage.engine import create_engine, reading, writing
from bot.storage.people import Person, find_person, know, save_person
from bot.storage.schema import MIGRATIONS, NEWEST, current_version, run_migrations, upgrade
from bot.storage.tables import metadata
from tests.keys import VAULT
from tests.storage.conftest import url_of
from tests.storage.keeping import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def migrated(connection: Connection, version: str) -> None:
    config = Config(attributes={"connection": connection, "vault": VAULT})
    config.set_main_option("script_location", str(MIGRATIONS))
    (command.downgrade if version == "base" else command.upgrade)(config, version)


async def test_migrations_make_the_tables_that_the_code_uses(engine: AsyncEngine) -> None:
    async with reading(engine) as connection:
        assert await connection.run_sync(differences) == []


async def test_keys_are_those_of_the_code(engine: AsyncEngine) -> None:
    def keys(connection: Connection) -> dict[str, list[str]]:
        found = inspect(connection)
        return {table: found.get_pk_constraint(table)["constrained_columns"] for table in metadata.tables}

    async with reading(engine) as connection:
        found = await connection.run_sync(keys)
    assert found == {name: table.primary_key.columns.keys() for name, table in metadata.tables.items()}


def test_the_newest_version_is_the_last_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


async def test_an_upgrade_says_from_where_to_where(empty: AsyncEngine) -> None:
    assert await current_version(empty) is None
    assert await upgrade(empty) == (None, NEWEST)
    assert await current_version(empty) == NEWEST


async def test_a_second_upgrade_does_nothing(engine: AsyncEngine, file: Path) -> None:
    await save_person(engine, Person(1, "kk", chosen=True), TODAY)
    assert await upgrade(engine) == (NEWEST, NEWEST)
    assert await find_person(engine, 1) == Person(1, "kk", chosen=True)


async def test_a_second_upgrade_waits_for_nobody(engine: AsyncEngine) -> None:
    async with writing(engine):
        assert await upgrade(engine) == (NEWEST, NEWEST)


async def test_an_upgrade_from_before_sealing_can_be_undone_and_done_again(empty: AsyncEngine) -> None:
    async with writing(empty) as connection:
        await connection.run_sync(migrated, "0003")
        await connection.run_sync(migrated, "base")
        assert await connection.run_sync(tables) == {"alembic_version"}
    assert await current_version(empty) is None
    assert await upgrade(empty) == (None, NEWEST)
    async with reading(empty) as connection:
        assert await connection.run_sync(differences) == []


async def test_what_is_sealed_is_not_written_in_plain_again(engine: AsyncEngine) -> None:
    with pytest.raises(CommandError, match="restore the copy"):
        async with writing(engine) as connection:
            await connection.run_sync(migrated, "base")
    assert await current_version(engine) == NEWEST


async def test_an_upgrade_that_fails_leaves_the_database_as_it_was(empty: AsyncEngine) -> None:
    async with writing(empty) as connection:
        await connection.execute(text("CREATE TABLE dialogue (x INTEGER)"))
    with pytest.raises(DBAPIError, match="already exists"):
        await upgrade(empty)
    async with reading(empty) as connection:
        assert await connection.run_sync(tables) == {"dialogue"}


async def test_another_fault_than_a_missing_table_is_not_taken_for_an_empty_database(empty: AsyncEngine) -> None:
    async with writing(empty) as connection:
        await connection.execute(text("CREATE TABLE alembic_version (x INTEGER)"))
    with pytest.raises(DBAPIError, match="version_num"):
        await current_version(empty)


@pytest.fixture
def no_database(tmp_path: Path) -> Path:
    file = tmp_path / "notes.txt"
    file.write_bytes(b"not a database at all" * 100)
    return file


async def test_a_file_that_is_no_database_is_an_error(no_database: Path) -> None:
    engine = create_engine(url_of(no_database), VAULT)
    with pytest.raises((DBAPIError, sqlite3.DatabaseError)):
        await upgrade(engine)
    await engine.dispose()


async def test_all_migrations_in_turn_make_the_same_tables_as_an_empty_database_gets_at_once(
    empty: AsyncEngine,
) -> None:
    async with writing(empty) as connection:
        await connection.run_sync(run_migrations, VAULT)
        assert await connection.run_sync(differences) == []
    assert await current_version(empty) == NEWEST


async def test_a_database_that_holds_other_tables_is_migrated_and_they_stay(empty: AsyncEngine) -> None:
    async with writing(empty) as connection:
        await connection.execute(text("CREATE TABLE other (x INTEGER)"))
    assert await upgrade(empty) == (None, NEWEST)
    async with reading(empty) as connection:
        assert "other" in await connection.run_sync(tables)


async def test_a_path_with_odd_signs_is_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / "my data #1 100%" / "қадам.db"
    engine = create_engine(url_of(file), VAULT)
    await upgrade(engine)
    assert await current_version(engine) == NEWEST
    await engine.dispose()
    assert file.exists()


async def test_a_copy_is_taken_while_another_writes_and_holds_what_was_committed(
    engine: AsyncEngine, file: Path, tmp_path: Path
) -> None:
    await save_person(engine, Person(1, "kk"), TODAY)
    async with writing(engine) as connection:
        await know(connection, 2, "ru", TODAY)
        size = backup(url_of(file), tmp_path / "copy.db")
        await know(connection, 3, "en", TODAY)
    assert size == (tmp_path / "copy.db").stat().st_size > 0
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("SELECT person FROM people").fetchall() == [(VAULT.person(1),)]
    assert await find_person(engine, 3) == Person(3, "en")


async def test_a_copy_never_replaces_a_file(engine: AsyncEngine, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    with pytest.raises(FileExistsError, match=r"precious\.txt"):
        backup(url_of(file), target)
    assert target.read_text() == "precious"


def test_without_a_database_there_is_nothing_to_copy(file: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        backup(url_of(file), tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []
