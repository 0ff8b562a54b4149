"""Start-up time and memory of the polling bot against a bare aiogram echo bot, measured in turn in one run.

    .venv/bin/python benchmarks/start/measure.py [--rounds 5]

Both poll a Bot API on loopback, which runs in a process of its own. Start-up: from the start of the process to its
first getUpdates. Memory: resident, three seconds after that, and again after the first question has been answered.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.machine import head, print_head, print_row, resident  # noqa: E402
from benchmarks.programs import BARE, QADAM, program, stub  # noqa: E402
from benchmarks.talks import Updates  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.programs import Stub

LIBRARIES = ("aiogram", "aiohttp", "sqlalchemy", "pydantic")
PROGRAMS = {"bare aiogram echo": BARE, "Qadam": QADAM}
IDLE_SECONDS = 3.0
QUESTION = "how do I get an IIN?"
COLUMNS = ("", "start-up, s", "memory at rest, MiB", "after the first answer, MiB")


@dataclass(frozen=True, slots=True)
class Measured:
    seconds: float
    at_rest: float
    answered: float


def measure(command: Sequence[str], api: Stub, token: str) -> Measured:
    updates = Updates()
    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        with program(command, folder, api, token) as pid:
            api.ready(token)
            seconds = perf_counter() - started
            sleep(IDLE_SECONDS)
            at_rest = resident(pid)
            api.drive(token, [updates.says(updates.person(), QUESTION)])
            return Measured(seconds, at_rest, resident(pid))


def main(rounds: int) -> None:
    found: dict[str, list[Measured]] = {name: [] for name in PROGRAMS}
    with stub() as api:
        for number in range(rounds * len(PROGRAMS)):
            name = list(PROGRAMS)[number % len(PROGRAMS)]
            found[name].append(measure(PROGRAMS[name], api, f"{42 + number}:BENCH"))
    print_head(COLUMNS)
    medians = {name: [*map(median, zip(*map(astuple, all_), strict=True))] for name, all_ in found.items()}
    for name, values in medians.items():
        print_row((name, f"{values[0]:.2f}", *(f"{value:.1f}" for value in values[1:])))
    bare, ours = medians.values()
    print_row(("ratio", *(f"{mine / least:.2f}" for mine, least in zip(ours, bare, strict=True))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measure the start")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    print(f"{head(*LIBRARIES)}; medians of {given.rounds} rounds in turn\n", flush=True)
    main(given.rounds)
