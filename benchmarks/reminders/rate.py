"""How fast notices go out at the real pace, over real HTTP, to a double that enforces Telegram's limits."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from collections import defaultdict
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from aiogram import Bot
from sqlalchemy import event

from benchmarks.reminders.double import double
from bot.domain.pace import Pace
from bot.entry.remind import clock_from
from bot.entry.reminding import ON_TELEGRAM, clock
from bot.entry.runtime import keeping
from bot.services.remind.delivery import Delivery
from bot.settings import Settings
from bot.storage.engine import create_engine
from bot.storage.schema import upgrade
from bot.telegram.sender import deliver
from tests.fakes.telegram_session import LoopbackSession
from tests.keys import VAULT
from tests.reliability.world import DAY, FIRST_PERSON, PLANNED, START, fill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.reminders.double import Heard
    from bot.domain.remind.delivery import Outcome
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.services.remind.delivery import Letter
    from bot.services.remind.tally import Tally
    from bot.services.views import View
    from bot.storage.reminders import Row

ALLOWED = 30.0
FLOOR = 0.95
SLOW = 0.1


class Timed(Delivery):
    """Notes what each message costs: the time of its transactions and of its call, without the waits of the pace."""

    spent: defaultdict[int, float]
    costs: list[float]

    async def begun(self, chat_id: int, rows: Sequence[Row], tally: Tally) -> Letter | None:
        started = perf_counter()
        letter = await super().begun(chat_id, rows, tally)
        self.spent[chat_id] = perf_counter() - started
        return letter

    async def settled(self, letter: Letter, outcome: Outcome) -> Tally:
        started = perf_counter()
        done = await super().settled(letter, outcome)
        self.costs.append(self.spent.pop(letter.chat_id) + perf_counter() - started)
        return done


def run(texts: tuple[Mapping[str, Texts], Library], messages: int, slow_messages: int) -> bool:
    print(f"limits of the double: {ALLOWED:.0f} a second for everybody, 1 a second for one chat\n")
    print(
        f"{'':34}{'messages':>9}{'seconds':>9}{'a second':>9}{'most':>6}{'429':>5}{'p50 ms':>8}{'p99 ms':>8}",
        flush=True,
    )
    heard = line("answers at once, one lane", texts, messages, 1, 0.0)
    kept = heard.too_many == 0 and heard.rate >= ALLOWED * FLOOR
    for lanes in (1, 4):
        slow = line(f"answers after {SLOW * 1000:.0f} ms, lanes: {lanes}", texts, slow_messages, lanes, SLOW)
        kept &= slow.too_many == 0
    print("\n`most`: messages in the fullest second; p50, p99: what one message costs beside the waits of the pace")
    return kept


def line(name: str, texts: tuple[Mapping[str, Texts], Library], messages: int, lanes: int, delay: float) -> Heard:
    people = range(FIRST_PERSON, FIRST_PERSON + messages)
    with tempfile.TemporaryDirectory() as folder, double(people, delay) as pipe:
        url, token = pipe.recv()
        costs = asyncio.run(
            delivered(texts, Path(folder) / "qadam.db", people, lanes, Bot(token, LoopbackSession(url)))
        )
        pipe.send("over")
        heard: Heard = pipe.recv()
    assert heard.messages == heard.people == messages, heard
    cuts = quantiles(costs, n=100)
    print(f"{name:34}{messages:9}{heard.seconds:9.1f}{heard.rate:9.2f}{heard.most:6}{heard.too_many:5}"
          f"{cuts[49] * 1000:8.1f}{cuts[98] * 1000:8.1f}", flush=True)  # fmt: skip
    return heard


async def delivered(
    texts: tuple[Mapping[str, Texts], Library], file: Path, people: range, lanes: int, bot: Bot
) -> list[float]:
    """Plan a notice for each of the people, and deliver them all. Returns what each cost."""
    catalogues, library = texts
    settings = Settings(_env_file=None)
    await planned(texts, file, people)
    engine = create_engine(f"sqlite+aiosqlite:///{file}", VAULT)
    keeper, notices = keeping(settings, engine, library, catalogues, clock_from(settings, START))
    delivery = Timed(keeper, notices, partial(deliver, bot), Pace(), clock, secrets.token_hex(8), ON_TELEGRAM, lanes)
    delivery.spent, delivery.costs = defaultdict(float), []
    send = delivery.send

    async def timed(chat_id: int, view: View) -> Outcome:
        started = perf_counter()
        outcome = await send(chat_id, view)
        delivery.spent[chat_id] += perf_counter() - started
        return outcome

    delivery.send = timed
    try:
        await delivery.run()
    finally:
        await bot.session.close()
        await engine.dispose()
    return delivery.costs


async def planned(texts: tuple[Mapping[str, Texts], Library], file: Path, people: range) -> None:
    """Fill the database by an engine that need not survive a crash, so that it does not take minutes."""
    catalogues, library = texts
    engine = create_engine(f"sqlite+aiosqlite:///{file}", VAULT)
    event.listen(engine.sync_engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    await upgrade(engine)
    keeper, _ = keeping(Settings(_env_file=None), engine, library, catalogues, lambda: PLANNED)
    await fill(keeper, people, lambda _: (DAY,))
    await engine.dispose()
