"""`db upgrade`, `db backup`, `db key` and `db fields`."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.main import complain, say_where_the_key_is
from bot.entry.database import open_database
from bot.entry.keys import new_key
from bot.storage.schema import backup

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings


def db(settings: Settings, parsed: argparse.Namespace) -> int:
    try:
        match parsed.action:
            case "upgrade":
                say_where_the_key_is(settings)
                return asyncio.run(upgraded(settings))
            case "fields":
                return listed(settings)
            case "key":
                print(new_key())
                return 0
            case _:
                return backed_up(settings.database_url.get_secret_value(), Path(parsed.file))
    except BrokenPipeError:
        raise  # the reader of what is printed has gone; that is no fault of the database
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        return complain(f"DATABASE_URL: the database cannot be used: {type(error).__name__}")


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


def backed_up(url: str, file: Path) -> int:
    if not file.parent.is_dir():
        return complain(f"{file.parent}: there is no such folder")
    try:
        size = backup(url, file)
    except FileExistsError:
        return complain(f"{file}: exists already; choose another file")
    except FileNotFoundError:
        return complain("there is no database yet; start the bot once, or run `db upgrade`")
    print(f"{file}: {size} bytes")
    return 0
