"""The key that seals: from the settings, else from a file that is made once, for its owner, apart from the database."""

from __future__ import annotations

import asyncio
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.entry import keys
from bot.entry.database import open_database
from bot.entry.keys import make_key_file, new_key, vaults
from bot.settings import Settings, SettingsError
from bot.storage.people import Person, find_person, save_person
from bot.storage.vault import Vault
from tests.conftest import TODAY
from tests.keys import KEY

NEW = KEY[::-1]


def settings(folder: Path, key: str | None = None, file: Path | None = None) -> Settings:
    return Settings(
        _env_file=None,
        database_url=SecretStr(f"sqlite+aiosqlite:///{folder}/data/qadam.db"),
        data_key=SecretStr(key) if key else None,
        data_key_file=file or folder / "keys" / "data.key",
    )


@pytest.fixture(autouse=True)
def no_key_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATA_KEY", raising=False)


def test_the_first_key_is_in_use_and_the_others_are_known(tmp_path: Path) -> None:
    found = vaults(settings(tmp_path, f" {NEW}, {KEY}\n"))
    assert [vault.mark for vault in found] == [Vault(NEW).mark, Vault(KEY).mark]
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize("key", ["short", f"{KEY},", f"{KEY},short", "a" * 50])
def test_a_weak_key_is_refused_by_name_and_not_shown(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError, match=r"^DATA_KEY: a key is a random text.*db key") as refused:
        vaults(settings(tmp_path, key))
    assert KEY not in str(refused.value)


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    given = settings(tmp_path)
    file = given.data_key_file
    assert make_key_file(given) == file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    written = file.read_text()
    assert make_key_file(given) is None
    assert file.read_text() == written
    assert [vault.mark for vault in vaults(given)] == [Vault(written.strip()).mark]
    assert list(file.parent.iterdir()) == [file]


def test_no_file_is_made_where_there_is_a_key(tmp_path: Path) -> None:
    assert make_key_file(settings(tmp_path, KEY)) is None
    assert list(tmp_path.iterdir()) == []


def test_processes_that_start_at_once_end_with_one_key(tmp_path: Path) -> None:
    given = settings(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        marks = set(pool.map(lambda _: vaults(given)[0].mark, range(32)))
    assert len(marks) == 1
    assert len(list((tmp_path / "keys").iterdir())) == 1


def test_a_key_file_beside_the_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^DATA_KEY_FILE: .*stands beside the database"):
        vaults(settings(tmp_path, file=tmp_path / "data" / "my.key"))


def test_no_other_way_of_writing_the_same_folder_hides_that(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    for file in (tmp_path / "keys" / ".." / "data" / "my.key", tmp_path / "link" / "my.key"):
        with pytest.raises(SettingsError, match=r"stands beside the database"):
            vaults(settings(tmp_path, file=file))
    assert list((tmp_path / "data").iterdir()) == []


def test_a_key_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys" / "data.key").mkdir(parents=True)
    with pytest.raises(SettingsError, match=r"^DATA_KEY: not set, and DATA_KEY_FILE .* cannot be used: IsADirectory"):
        vaults(settings(tmp_path))
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match=r"^DATA_KEY: not set, and DATA_KEY_FILE .* cannot be used: "):
        vaults(settings(tmp_path, file=tmp_path / "file" / "data.key"))
    (tmp_path / "bytes.key").write_bytes(b"\xff" * 40)
    with pytest.raises(SettingsError, match=r"cannot be used: UnicodeDecodeError"):
        vaults(settings(tmp_path, file=tmp_path / "bytes.key"))
    (tmp_path / "weak.key").write_text("weak")
    with pytest.raises(SettingsError, match=r"^DATA_KEY_FILE: a key is a random text"):
        vaults(settings(tmp_path, file=tmp_path / "weak.key"))


def test_without_a_home_the_key_must_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_path: Path) -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "expanduser", homeless)
    with pytest.raises(SettingsError, match=r"^DATA_KEY: not set, and there is no home folder"):
        vaults(settings(tmp_path))


def test_new_keys_are_good_and_differ() -> None:
    assert new_key() != new_key()
    assert Vault(new_key())
    assert keys.OWNER_ONLY == 0o600


async def test_another_key_is_refused_by_name_until_the_old_one_stands_behind_it(tmp_path: Path) -> None:
    async with open_database(settings(tmp_path, KEY)) as (engine, _, _):
        await save_person(engine, Person(1, "kk"), TODAY)
    with pytest.raises(SettingsError, match=r"^DATA_KEY: the database was sealed with another key"):
        async with open_database(settings(tmp_path, NEW)):
            pass
    async with open_database(settings(tmp_path, f"{NEW},{KEY}")) as (engine, _, _):
        assert await find_person(engine, 1) == Person(1, "kk")
    async with open_database(settings(tmp_path, NEW)) as (engine, _, _):
        assert await find_person(engine, 1) == Person(1, "kk")


async def test_a_database_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    await asyncio.to_thread((tmp_path / "data").mkdir)
    await asyncio.to_thread((tmp_path / "data" / "qadam.db").write_bytes, b"no database" * 100)
    with pytest.raises(SettingsError, match=r"^DATABASE_URL: the database cannot be used: DatabaseError"):
        async with open_database(settings(tmp_path, KEY)):
            pass
