"""Feeds updates to the whole bot and counts what comes of them."""

from __future__ import annotations

import ctypes
import gc
import json
import logging
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

import structlog

from benchmarks import machine
from tests.hostile_updates import deserves_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.house import House


@dataclass(slots=True)
class Fed:
    """`seconds` is the time within the bot, `slowest` that of one update, with the beginning of it."""

    updates: int = 0
    unreadable: int = 0
    answers: int = 0
    owed: int = 0
    unanswered: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    slowest: tuple[float, str] = (0.0, "")


async def feed(house: House, batch: Iterable[str], fed: Fed) -> None:
    for line in batch:
        update = json.loads(line)
        started = perf_counter()
        answers = await house.feed(update)
        took = perf_counter() - started
        fed.updates += 1
        fed.seconds += took
        fed.slowest = max(fed.slowest, (took, line[:200]))
        fed.kinds[next(key for key in update if key != "update_id")] += 1
        if answers is None:
            fed.unreadable += 1
            continue
        fed.answers += answers
        if deserves_answer(update):
            fed.owed += 1
            if not answers:
                fed.unanswered.append(line[:500])


def resident() -> float:
    """Return the memory of this process in MiB, without what is free already and only not given back."""
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
    return machine.resident()


def errors_only() -> None:
    """Give the errors that are logged to Python's own logging, where `House` counts them, and drop all other lines."""
    structlog.configure(
        processors=[structlog.processors.KeyValueRenderer()],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    logging.getLogger().setLevel(logging.ERROR)
