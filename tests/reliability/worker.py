"""Processes that deliver and can be killed. They are forked from one that has read the content, has one thread and no
event loop: a start costs milliseconds, and nothing of the test's own process is inherited.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import signal
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from subprocess import PIPE, Popen
from typing import TYPE_CHECKING, Any, Self
from unittest.mock import patch

import structlog
from aiogram import Bot

from bot.domain.pace import Pace
from bot.entry.knowledge import load_texts
from bot.entry.remind import clock_from
from bot.entry.reminding import ON_TELEGRAM, delivery_by
from bot.entry.runtime import keeping
from bot.settings import Settings
from bot.storage.engine import create_engine
from bot.telegram import sender
from tests.fakes.telegram_session import LoopbackSession
from tests.keys import VAULT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.services.remind.tally import Tally

ROOT = Path(__file__).parents[2]
FAST, SHORT_GAP = 2000.0, 0.001
"""The pace has tests of its own; here it would only make the drill slow."""


@dataclass(frozen=True, slots=True)
class Order:
    """One pass of one process.

    `database`: its address. `moment`: what its clock shows when it starts. `report`: where the counts go.
    """

    database: str
    api: str
    token: str
    moment: str
    report: str
    lanes: int = 1
    timeout: float = 30


async def deliver(order: Order, texts: tuple[Mapping[str, Texts], Library]) -> Tally:
    """Deliver what is due, once, until it is done or told to stop."""
    catalogues, library = texts
    settings = Settings(_env_file=None)
    engine = create_engine(order.database, VAULT)
    now = clock_from(settings, datetime.fromisoformat(order.moment))
    keeper, notices = keeping(settings, engine, library, catalogues, now)
    bot = Bot(order.token, session=LoopbackSession(order.api))
    delivery = delivery_by(bot, keeper, notices, Pace(FAST, SHORT_GAP), ON_TELEGRAM)
    delivery.lanes = order.lanes
    delivery.patience = 0.0

    def stop() -> None:
        delivery.stopping = True

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
    try:
        with patch.object(sender, "SEND_TIMEOUT", order.timeout):
            return await delivery.run()
    finally:
        await bot.session.close()
        await engine.dispose()


def fork(order: Order, texts: tuple[Mapping[str, Texts], Library]) -> int:
    """Start a process with an order. Returns its number."""
    if pid := os.fork():
        return pid
    status = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        tally = asyncio.run(deliver(order, texts))
        Path(order.report).write_text(json.dumps(tally.as_dict()), encoding="utf-8")
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on as its parent
        traceback.print_exc()
    finally:
        os._exit(status)


def serve() -> None:
    """Do what the lines of standard input say, one answer each."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    texts = load_texts(Settings(_env_file=None))
    gc.freeze()
    print("ready", flush=True)  # noqa: T201 - the answer
    for line in sys.stdin:
        asked = json.loads(line)
        if "start" in asked:
            answer = fork(Order(**asked["start"]), texts)
        else:
            answer = os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1])
        print(answer, flush=True)  # noqa: T201 - the answer


class Nursery:
    """Starts delivering processes and waits for their end."""

    def __init__(self) -> None:
        self.process = Popen(
            [sys.executable, "-m", "tests.reliability.worker"], cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True
        )
        self.one_at_a_time = threading.Lock()
        self.running: set[int] = set()

    def __enter__(self) -> Self:
        self.heard()
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self.running:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with self.process:
            assert self.process.stdin
            self.process.stdin.close()

    def heard(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise ChildProcessError("the process that forks is gone")
        return line.strip()

    def ask(self, **asked: Any) -> int:  # noqa: ANN401 - JSON
        assert self.process.stdin
        with self.one_at_a_time:
            self.process.stdin.write(f"{json.dumps(asked)}\n")
            self.process.stdin.flush()
            return int(self.heard())

    async def start(self, order: Order) -> int:
        pid = await asyncio.to_thread(self.ask, start=asdict(order))
        self.running.add(pid)
        return pid

    async def ended(self, pid: int) -> int:
        """Wait for the end of a process. Returns its status: negative if a signal ended it."""
        status = await asyncio.to_thread(self.ask, wait=pid)
        self.running.discard(pid)
        return status


if __name__ == "__main__":
    serve()
