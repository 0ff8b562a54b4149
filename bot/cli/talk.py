"""`run` and `chat`: the bot on Telegram and in the terminal."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.main import BAD_INPUT, complain
from bot.entry.knowledge import load_knowledge
from bot.entry.logs import configure_logs
from bot.settings import ROOT
from bot.storage.schema import is_current

if TYPE_CHECKING:
    import argparse
    from collections.abc import Coroutine
    from typing import Any

    from bot.settings import Settings


def run_bot(settings: Settings) -> int:
    if not settings.bot_token:
        return complain("BOT_TOKEN: is missing; get one from @BotFather, or try the bot with `chat`")
    configure_logs(settings)
    migration = begin_migration(settings.database_url.get_secret_value())
    knowledge = load_knowledge(settings)
    from bot.entry.polling import poll

    if migration and migration.wait():
        return BAD_INPUT  # it has said why
    return finish(poll(settings, knowledge))


def begin_migration(url: str) -> subprocess.Popen[bytes] | None:
    """Migrate in a process of its own while this one imports aiogram: what Alembic needs in memory goes with it."""
    if is_current(url) or ":memory:" in url:
        return None
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "bot", "db", "upgrade"]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.DEVNULL)  # noqa: S603 - ours


def chat(settings: Settings, parsed: argparse.Namespace) -> int:
    configure_logs(settings.model_copy(update={"log_level": "ERROR"}))
    knowledge = load_knowledge(settings)
    from bot.entry.terminal import chat as converse

    return finish(converse(settings, knowledge, getattr(parsed, "lang", None)))


def finish(work: Coroutine[Any, Any, None]) -> int:
    """Run to the end. What was imported and read stays for good, so the collector need not look at it again."""
    gc.freeze()
    gc.enable()
    try:
        asyncio.run(work)
    except (SQLAlchemyError, OSError) as error:
        return complain(f"DATABASE_URL: the database cannot be used: {type(error).__name__}")
    return 0
