"""The key on the command line: made, said where, and refused when it is another one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from bot.storage.vault import Vault
from tests.cli.conftest import TOKEN
from tests.keys import KEY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def test_a_new_key_is_printed_and_no_database_is_made(run: Callable[..., Ran], database: Path) -> None:
    ran = run("db", "key")
    assert (ran.status, ran.err) == (0, "")
    assert Vault(ran.out.strip())
    assert not database.exists()


@pytest.mark.parametrize("command", [("db", "upgrade"), ("chat",), ("remind", "--once")], ids=" ".join)
def test_where_a_key_was_made_is_said_once(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.delenv("DATA_KEY")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    file = tmp_path / "home" / ".config" / "qadam" / "data.key"
    monkeypatch.setattr("sys.stdin", io.StringIO())
    first = run(*command)
    assert (first.status, first.err.count("a key was made")) == (0, 1)
    assert f"a key was made: {file}." in first.err
    assert file.read_text(encoding="utf-8").strip() not in first.err + first.out
    second = run(*command)
    assert (second.status, second.err) == (0, "")


@pytest.mark.parametrize("command", [("db", "upgrade"), ("run",), ("chat",), ("remind", "--once")], ids=" ".join)
def test_another_key_is_refused_in_one_line(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    assert run("db", "upgrade").status == 0
    monkeypatch.setenv("DATA_KEY", KEY[::-1])
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    complaint = run(*command).complaint
    assert complaint.startswith("qadam: DATA_KEY: the database was sealed with another key")


def test_the_list_of_stored_fields_is_printed(run: Callable[..., Ran]) -> None:
    ran = run("db", "fields")
    assert ran.status == 0
    assert "| `people.seen_on` | the day on which you last wrote" in ran.out
