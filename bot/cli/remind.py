"""`remind`: deliver what is due at a moment, and print what was done as one JSON line."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.main import complain, say_where_the_key_is
from bot.entry.knowledge import load_texts
from bot.entry.logs import configure_logs

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings


def remind(settings: Settings, parsed: argparse.Namespace) -> int:
    try:
        moment = None if parsed.now is None else datetime.fromisoformat(parsed.now)
    except ValueError:
        return complain("--now: write a moment like 2026-12-15T10:00+05:00")
    say_where_the_key_is(settings)
    configure_logs(settings)
    texts = load_texts(settings)
    from bot.entry.remind import remind as deliver

    try:
        tally = asyncio.run(deliver(settings, texts, moment, once=parsed.once))
    except (SQLAlchemyError, OSError) as error:
        return complain(f"DATABASE_URL: the database cannot be used: {type(error).__name__}")
    print(json.dumps(tally.as_dict()))
    return 0
