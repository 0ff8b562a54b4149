"""Makes updates with hypothesis in a process of its own: neither its time nor its memory counts as the bot's."""

from __future__ import annotations

import json
import multiprocessing
import random
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.hostile_updates import updates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

AT_ONCE = 500
"""Hypothesis remembers all that it made in a run, so runs are short."""


def made(number: int, start: int) -> list[str]:
    """Return so many updates as JSON, the same again for the same start, never one that was made before."""
    found: list[str] = []

    @seed(start)
    @settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(update=updates())
    def make(update: dict[str, Any]) -> None:
        found.append(json.dumps(update))

    make()
    return found[:number]


def send(pipe: Connection, number: int, start: int) -> None:
    random.seed(start)
    left, run = number, 0
    while left:
        batch = made(min(left, AT_ONCE), start * 1_000_000 + run)
        pipe.send(batch)
        left, run = left - len(batch), run + 1
    pipe.send([])


@contextmanager
def maker(number: int, start: int) -> Iterator[Connection]:
    """Start the process. Batches of updates come through the pipe, an empty one at the end."""
    fresh = multiprocessing.get_context("spawn")
    here, there = fresh.Pipe()
    process = fresh.Process(target=send, args=(there, number, start), daemon=True)
    process.start()
    try:
        yield here
    finally:
        process.terminate()
        process.join()
