"""`db`: brings the database up to date, copies it, makes a key for it, lists its fields."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.main import complain, say_where_the_key_is
from bot.entry.database import kind_of, open_database
from bot.entry.keys import new_key, vaults
from bot.settings import SettingsError
from bot.storage.copying import MiscountError, NotEmptyError, backup, copy_all, dump, restored
from bot.storage.rekey import WrongKeyError
from bot.storage.sqlite import file_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from bot.settings import Settings

NOT_EMPTY = "the new database holds people already; a copy needs an empty one"


def db(settings: Settings, parsed: argparse.Namespace) -> int:
    try:
        return done(settings, parsed)
    except BrokenPipeError:
        raise  # the reader of what is printed has gone; that is no fault of the database
    except NotEmptyError:
        return complain(NOT_EMPTY)
    except MiscountError as error:
        return complain(f"the rows were miscounted, and nothing was kept: {error}")
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        return complain(f"DATABASE_URL: the database cannot be used: {kind_of(error)}")


def done(settings: Settings, parsed: argparse.Namespace) -> int:  # noqa: PLR0911 - one line a command
    match parsed.action:
        case "upgrade":
            say_where_the_key_is(settings)
            return asyncio.run(upgraded(settings))
        case "fields":
            return listed(settings)
        case "key":
            print(new_key())
            return 0
        case "copy":
            return asyncio.run(copied(settings, parsed.url))
        case "restore":
            file = Path(parsed.file)
            if not file.is_file():
                return complain(f"{file}: there is no such file")
            return asyncio.run(brought_back(settings, file))
        case _:
            return backed_up(settings, Path(parsed.file))


async def upgraded(settings: Settings) -> int:
    async with open_database(settings) as (_, before, after):
        print(f"database: {before or 'empty'} → {after}" if before != after else f"database: {after}, up to date")
    return 0


def listed(settings: Settings) -> int:
    from bot.domain.retention import Retention
    from bot.entry.knowledge import LOCALES
    from bot.i18n.catalogue import load_catalogues
    from bot.services.privacy.fields import table_in_markdown

    print(table_in_markdown(Retention(settings.forget_after_months), load_catalogues(LOCALES)["en"]))
    return 0


def backed_up(settings: Settings, file: Path) -> int:
    url = settings.database_url.get_secret_value()
    if not file.parent.is_dir():
        return complain(f"{file.parent}: there is no such folder")
    try:
        if make_url(url).get_backend_name() == "sqlite":
            backup(url, file)
        else:
            dumped(settings, file)
    except FileExistsError:
        return complain(f"{file}: exists already; choose another file")
    except FileNotFoundError:
        return complain("there is no database yet; start the bot once, or run `db upgrade`")
    print(f"{file}: {file.stat().st_size} bytes")
    return 0


def dumped(settings: Settings, file: Path) -> None:
    """Copy from PostgreSQL to a file. What fails leaves none."""
    if file.exists():
        raise FileExistsError(file)

    async def copy() -> None:
        async with open_database(settings) as (engine, _, _):
            await dump(engine, vaults(settings)[0], file, bar())

    try:
        asyncio.run(copy())
    except BaseException:
        file.unlink(missing_ok=True)
        raise


async def copied(settings: Settings, url: str) -> int:
    """Copy from the database of the settings to another one, and say what arrived."""
    there = with_address(settings, url)
    if there.database_url == settings.database_url:
        return complain(f"{NOT_EMPTY}; this is the one that DATABASE_URL names")
    async with open_database(settings) as (source, _, _), open_database(there) as (target, _, _):
        say(await copy_all(source, target, bar()))
    print("Now let DATABASE_URL name the new database, and start the bot.")
    return 0


async def brought_back(settings: Settings, file: Path) -> int:
    """Fill the database of the settings, which is empty, from a copy."""
    url = make_url(settings.database_url.get_secret_value())
    at = file_of(url) if url.get_backend_name() == "sqlite" else None
    async with open_database(settings) as (target, _, _):
        try:
            async with restored(file, vaults(settings), at.parent if at else None) as source:
                say(await copy_all(source, target, bar()))
        except WrongKeyError:
            return complain(f"DATA_KEY: {file} was sealed with another key; give that one")
        except sqlite3.Error as error:
            return complain(f"{file}: is no sound copy of a database: {type(error).__name__}")
    return 0


def with_address(settings: Settings, url: str) -> Settings:
    """Return the settings with another database. Raises `SettingsError` for what is no address."""
    try:
        return type(settings).model_validate(settings.model_dump() | {"database_url": url})
    except ValueError:
        raise SettingsError("URL: an address looks like postgresql://user:password@host/name") from None


def bar() -> Callable[[str, int, int], None]:
    """Return what shows how far a copy is, on standard error; nothing where that is no terminal."""
    from tqdm import tqdm

    shown: dict[str, tqdm[Any]] = {}

    def progress(table: str, done: int, total: int) -> None:
        if table not in shown:
            shown[table] = tqdm(desc=table, total=total, unit=" rows", file=sys.stderr, disable=None)
        shown[table].update(done - shown[table].n)
        if done == total:
            shown[table].close()

    return progress


def say(counted: Mapping[str, int]) -> None:
    for table, number in counted.items():
        print(f"{table}: {number} copied and counted")
