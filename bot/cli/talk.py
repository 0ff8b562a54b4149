"""`run` and `chat`: the bot on Telegram and in the terminal."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.main import complain, say_where_the_key_is
from bot.entry.knowledge import load_knowledge
from bot.entry.logs import configure_logs

if TYPE_CHECKING:
    import argparse
    from collections.abc import Coroutine
    from typing import Any

    from bot.settings import Settings


def run_bot(settings: Settings, *, webhook: bool, worker: bool) -> int:
    if not settings.bot_token:
        return complain("BOT_TOKEN: is missing; get one from @BotFather, or try the bot with `chat`")
    if webhook and not (settings.webhook_url and settings.webhook_secret):
        missing = "WEBHOOK_SECRET" if settings.webhook_url else "WEBHOOK_URL"
        return complain(f"{missing}: is missing; without a webhook, `run` asks Telegram for updates itself")
    say_where_the_key_is(settings)
    configure_logs(settings)
    knowledge = load_knowledge(settings)
    if webhook:
        from bot.entry.webhook import listen

        return finish(listen(settings, knowledge))
    if worker:
        from bot.entry.worker import work

        return finish(work(settings, knowledge))
    from bot.entry.polling import poll

    return finish(poll(settings, knowledge))


def chat(settings: Settings, parsed: argparse.Namespace) -> int:
    say_where_the_key_is(settings)
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
    except BrokenPipeError:
        raise  # the reader of the output has gone: nothing to complain about, and nobody to complain to
    except (SQLAlchemyError, OSError) as error:
        return complain(f"DATABASE_URL: the database cannot be used: {type(error).__name__}")
    return 0
