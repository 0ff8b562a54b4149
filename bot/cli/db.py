"""`db upgrade` and `db backup`."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.main import complain
from bot.storage.engine import create_engine
from bot.storage.schema import backup, upgrade

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings


def db(settings: Settings, parsed: argparse.Namespace) -> int:
    url = settings.database_url.get_secret_value()
    try:
        return asyncio.run(upgraded(url)) if parsed.action == "upgrade" else backed_up(url, Path(parsed.file))
    except BrokenPipeError:
        raise  # the reader of what is printed has gone; that is no fault of the database
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        return complain(f"DATABASE_URL: the database cannot be used: {type(error).__name__}")


async def upgraded(url: str) -> int:
    engine = create_engine(url)
    try:
        before, after = await upgrade(engine)
    finally:
        await engine.dispose()
    print(f"database: {before or 'empty'} → {after}" if before != after else f"database: {after}, up to date")
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
