"""The programs that are measured, each in a process of its own, and the cheap Bot API that they speak with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

from tests.keys import KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
BARE = ("-m", "benchmarks.bare")
QADAM = ("-m", "bot", "run")
TOKEN = "42:BENCH"
STARTED_WITHIN = 120
PATIENCE, AN_UPDATE = 30.0, 0.5
"""Seconds to wait for the answers of a block, and for each update of it more."""


@dataclass(frozen=True, slots=True)
class Driven:
    """`seconds` for all updates of a block, and from each update to its answer."""

    seconds: float
    waits: list[float]


@dataclass(frozen=True, slots=True)
class Stub:
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ready(self, token: str) -> None:
        """Wait until the bot has asked for updates, or has set its webhook."""
        with urlopen(f"{self.url}/ready/{token}", timeout=STARTED_WITHIN):
            pass

    def drive(self, token: str, updates: Iterable[dict[str, Any]]) -> Driven:
        """Give updates to a polling bot one after another, and wait until all are answered."""
        lines = [*map(json.dumps, updates)]
        patience = PATIENCE + len(lines) * AN_UPDATE
        with urlopen(f"{self.url}/drive/{token}", "\n".join(lines).encode(), timeout=patience) as answer:
            return Driven(**json.loads(answer.read()))


@contextmanager
def stub() -> Iterator[Stub]:
    command = [sys.executable, str(ROOT / "benchmarks" / "stub" / "server.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdin
        try:
            yield Stub(int(process.stdout.readline()))
        finally:
            process.stdin.close()  # it ends with its input


@contextmanager
def program(command: Iterable[str], folder: str, api: Stub, token: str = TOKEN, **settings: str) -> Iterator[int]:
    """Run a bot until the block ends; gives its process id. It keeps its database in a folder unless told otherwise."""
    kept = {"DATABASE_URL": f"sqlite+aiosqlite:///{folder}/qadam.db", "REDIS_URL": "", "SEMANTIC": "false"}
    env = os.environ | kept | {"BOT_TOKEN": token, "BOT_API_URL": api.url, "DATA_KEY": KEY} | settings
    log = Path(folder) / "log"
    with log.open("ab") as file:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env, stdout=file, stderr=file)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)
