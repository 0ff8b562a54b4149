from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.storage.people import ADDRESS
from bot.storage.schema import NEWEST
from tests.keys import VAULT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


KNOW = "INSERT INTO people (person, address, language, chosen, seen_on) VALUES (?, ?, ?, 1, '2026-11-26')"


def person(chat_id: int, language: str) -> tuple[bytes, bytes, str]:
    mark = VAULT.person(chat_id)
    return mark, VAULT.seal(str(chat_id), ADDRESS, mark), language


def languages(file: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT person, address, language FROM people").fetchall()
    return sorted((int(VAULT.open(address, ADDRESS, mark)), language) for mark, address, language in found)


@pytest.fixture
def filled(run: Callable[..., Ran], database: Path) -> Path:
    run("db", "upgrade")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(KNOW, person(7, "kk"))
    return database


def test_upgrade_makes_the_database_and_its_folder(run: Callable[..., Ran], database: Path) -> None:
    ran = run("db", "upgrade")
    assert (ran.status, ran.out, ran.err) == (0, f"database: empty → {NEWEST}\n", "")
    assert languages(database) == []


def test_upgrade_twice_changes_nothing(run: Callable[..., Ran], filled: Path) -> None:
    ran = run("db", "upgrade")
    assert (ran.status, ran.out) == (0, f"database: {NEWEST}, up to date\n")
    assert languages(filled) == [(7, "kk")]


def test_a_backup_is_a_whole_database(run: Callable[..., Ran], filled: Path, tmp_path: Path) -> None:
    ran = run("db", "backup", "copy.db")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"copy.db: {(tmp_path / 'copy.db').stat().st_size} bytes\n"
    assert languages(tmp_path / "copy.db") == [(7, "kk")]


def test_a_backup_holds_what_is_committed_while_another_writes(
    run: Callable[..., Ran], filled: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(KNOW, person(8, "ru"))
        assert run("db", "backup", "copy.db").status == 0
        writer.execute("COMMIT")
    assert languages(tmp_path / "copy.db") == [(7, "kk")]
    assert languages(filled) == [(7, "kk"), (8, "ru")]


def test_a_backup_never_overwrites_a_file(run: Callable[..., Ran], filled: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine", encoding="utf-8")
    assert run("db", "backup", "copy.db").complaint == "qadam: copy.db: exists already; choose another file"
    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "mine"


def test_a_backup_into_a_folder_that_does_not_exist_names_the_folder(run: Callable[..., Ran], filled: Path) -> None:
    assert run("db", "backup", "no/such/copy.db").complaint == "qadam: no/such: there is no such folder"


def test_without_a_database_there_is_nothing_to_copy(run: Callable[..., Ran], tmp_path: Path) -> None:
    assert "there is no database yet" in run("db", "backup", "copy.db").complaint
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize("command", [["upgrade"], ["backup", "copy.db"]], ids=lambda words: words[0])
def test_a_file_that_is_no_database_gets_one_line(run: Callable[..., Ran], database: Path, command: list[str]) -> None:
    database.parent.mkdir()
    database.write_text("shopping list " * 100, encoding="utf-8")
    assert run("db", *command).complaint == "qadam: DATABASE_URL: the database cannot be used: DatabaseError"
    assert database.read_text(encoding="utf-8").startswith("shopping list")


def test_a_folder_that_cannot_be_made_gets_one_line(run: Callable[..., Ran], database: Path) -> None:
    database.parent.write_text("a file where the folder should be", encoding="utf-8")
    assert run("db", "upgrade").complaint == "qadam: DATABASE_URL: the database cannot be used: FileExistsError"
