"""The bot as a process of its own, for tests."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[2]
STARTED_WITHIN = 60


@asynccontextmanager
async def process(folder: Path, *options: str, **settings: str) -> AsyncIterator[Process]:
    """Run `python -m bot run` with a database in a folder; kill it at the end if it still runs."""
    clean = {name: value for name, value in os.environ.items() if name not in ("BOT_TOKEN", "BOT_API_URL")}
    env = clean | {"DATABASE_URL": f"sqlite+aiosqlite:///{folder}/qadam.db"} | settings
    pipe = asyncio.subprocess.PIPE
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", *options, cwd=ROOT, env=env, stdout=pipe, stderr=pipe
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.communicate()
