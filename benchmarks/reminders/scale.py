"""How a pass of the delivery and a change of what a person keeps grow with the number of planned reminders."""

from __future__ import annotations

import resource
import secrets
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal_column, text

from bot.domain.pace import Pace
from bot.domain.remind.delivery import Sent
from bot.domain.remind.wishes import Wishes, with_own
from bot.entry.reminding import ON_TELEGRAM, clock
from bot.entry.runtime import keeping
from bot.services.remind.delivery import Delivery
from bot.settings import Settings
from bot.storage.engine import create_engine, reading
from bot.storage.kept import Kept
from bot.storage.people import ADDRESS
from bot.storage.reminders import MARK, claiming, count_waiting
from bot.storage.schema import upgrade
from bot.storage.tables import reminders
from bot.storage.wishes import WISHES, written
from tests.keys import VAULT
from tests.reliability.world import DAY, ONE_DAY, PLANNED, START, fill

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.domain.remind.delivery import Outcome
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.services.remind.keeper import Keeper
    from bot.services.views import View
    from bot.storage.kept import Planned

SIZES = (1_000, 100_000, 1_000_000)
ROWS_EACH = 6
SPREAD = 300
"""The rows lie on so many days of the next year."""
CROWD = 1_000_000
"""The number of the first person whose reminders lie ahead."""
ROUNDS = 100
DUE_ROUNDS = 10
DUE = 20
PLAN = "INSERT INTO reminders (person, mark, due_at, wake_at, state, attempts, doubtful) VALUES (?,?,?,?,'due',0,0)"
KEEP = "INSERT INTO wishes (person, wishes, rules) VALUES (?, ?, ?)"
KNOW = "INSERT INTO people (person, address, language, chosen, seen_on) VALUES (?, ?, 'ru', 0, '2026-11-26')"
COLUMNS = ("rows", "MiB", "idle pass", "counting", f"{DUE} due", "change", "worst")


@dataclass(frozen=True, slots=True)
class Kind:
    """What many people keep alike, as it is written down."""

    wishes: str
    rules: str
    notices: tuple[tuple[str, str], ...]


def kinds(keeper: Keeper) -> list[Kind]:
    """Return what people keep: three days of their own, each with a notice the day before and on the day."""
    found = []
    for start in range(SPREAD):
        wishes = Wishes()
        for number in range(ROWS_EACH // 2):
            wishes, _ = with_own(wishes, DAY + (start + 2 + 20 * number) * ONE_DAY, f"day {number}")
        planned: Planned = keeper.planner.plan(replace(Kept(), wishes=wishes), PLANNED)
        notices = tuple((notice.mark, as_kept(notice.due_at)) for notice in planned.notices)
        assert len(notices) == ROWS_EACH
        found.append(Kind(written(planned.kept.wishes), planned.kept.rules, notices))
    return found


def as_kept(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


def insert(file: Path, rows: int, alike: Sequence[Kind]) -> float:
    """Write so many rows as the bot would, in one transaction. Returns the size of the file in MiB."""

    def planned() -> Iterator[tuple[Any, ...]]:
        for number in range(rows):
            chat, place = divmod(number, ROWS_EACH)
            mark, at = alike[chat % SPREAD].notices[place]
            person = marks[chat]
            yield person, VAULT.seal_mark(mark, MARK, person), at, at

    people = range(-(-rows // ROWS_EACH))
    marks = [VAULT.person(CROWD + chat) for chat in people]
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.executemany(KNOW, ((p, VAULT.seal(str(CROWD + n), ADDRESS, p)) for n, p in enumerate(marks)))
        kinds_of = ((person, alike[number % SPREAD]) for number, person in enumerate(marks))
        kept = ((person, VAULT.seal(kind.wishes, WISHES, person), kind.rules) for person, kind in kinds_of)
        connection.executemany(KEEP, kept)
        connection.executemany(PLAN, planned())
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.stat().st_size / 2**20


async def carried(_chat_id: int, _view: View) -> Outcome:
    return Sent(1)


class Timer:
    """Keeps milliseconds."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def of(self, doing: Callable[[], Awaitable[object]]) -> None:
        started = perf_counter()
        await doing()
        self.taken.append((perf_counter() - started) * 1000)


async def measure(keeper: Keeper, delivery: Delivery) -> tuple[float, float, float, float, float]:
    """Return milliseconds: an idle pass, the counting in it, a pass with people due, a change, the slowest change."""
    idle, counting, due, change = Timer(), Timer(), Timer(), Timer()

    async def count() -> None:
        async with reading(keeper.engine) as connection:
            await count_waiting(connection, delivery.among)

    for _ in range(ROUNDS):
        await idle.of(delivery.run)
    for _ in range(ROUNDS // 10):
        await counting.of(count)
    for round_ in range(DUE_ROUNDS):
        first = 1000 * (round_ + 1)
        await fill(replace(keeper, now=lambda: PLANNED), range(first, first + DUE), lambda _: (DAY,))
        await due.of(delivery.run)
    for number in range(ROUNDS):
        await change.of(partial(keeper.change, CROWD + number, "ru", one_more_day))
    times = idle, counting, due, change
    return (*(median(timer.taken) for timer in times), max(change.taken))  # type: ignore[return-value]


def one_more_day(kept: Kept) -> Kept:
    wishes, _ = with_own(kept.wishes, date(2027, 3, 8), "one more")
    return replace(kept, wishes=wishes)


async def steps(keeper: Keeper) -> list[str]:
    """Return how SQLite looks for what is due."""
    others = reminders.c.person != literal_column("x'00'")
    statement = claiming("owner", START, DUE, others)
    written_out = statement.compile(keeper.engine.sync_engine, compile_kwargs={"literal_binds": True})
    async with reading(keeper.engine) as connection:
        return [row.detail for row in await connection.execute(text(f"EXPLAIN QUERY PLAN {written_out}"))]


async def at(texts: tuple[Mapping[str, Texts], Library], file: Path, rows: int) -> tuple[str, list[str]]:
    catalogues, library = texts
    engine = create_engine(f"sqlite+aiosqlite:///{file}", VAULT)
    await upgrade(engine)
    keeper, notices = keeping(Settings(_env_file=None), engine, library, catalogues, lambda: START)
    size = insert(file, rows, kinds(keeper))
    pace = Pace(rate=1e6, chat_gap=0.0)
    delivery = Delivery(keeper, notices, carried, pace, clock, secrets.token_hex(8), ON_TELEGRAM)
    times = await measure(keeper, delivery)
    plan = await steps(keeper)
    await engine.dispose()
    return f"{rows:10,}{size:10.1f}" + "".join(f"{took:10.2f}" for took in times), plan


async def run(texts: tuple[Mapping[str, Texts], Library], sizes: Sequence[int]) -> None:
    print(f"rows of future reminders, {ROWS_EACH} a person; milliseconds, medians of {ROUNDS} (of {DUE_ROUNDS} with "
          f"{DUE} due)\n")  # fmt: skip
    print("".join(f"{column:>10}" for column in COLUMNS), flush=True)
    plans: list[list[str]] = []
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            line, plan = await at(texts, Path(folder) / "qadam.db", rows)
        plans.append(plan)
        print(line, flush=True)
    alike = "the same at each size" if all(plan == plans[0] for plan in plans) else "of the last size"
    print(f"\nhow SQLite looks for what is due ({alike}):\n\n" + "\n".join(f"  {step}" for step in plans[-1]))
    print(f"\nat most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB of memory")
