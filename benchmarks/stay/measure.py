"""Measures the count of stays: whether it agrees with a count of every day, how fast it is, how much memory it takes.

    .venv/bin/python benchmarks/stay/measure.py [agreement|time|memory] [--cases 5000] [--seed 1]

`agreement` asks the real command `stay --batch` and leaves with status 1 if one answer differs.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import tracemalloc
from collections import Counter
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.stay.cases import SHAPES, random_cases  # noqa: E402
from bot.domain.rules import Group  # noqa: E402
from bot.domain.stay import assess, latest_exit, past_breaches  # noqa: E402
from bot.library.limits import regime_of  # noqa: E402
from bot.library.load import load  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.stay.cases import Case
    from bot.domain.rules import Regime
    from bot.domain.trips import Trip

    Ask = Callable[[Sequence[Trip], Regime, date], object]

START = date(2023, 2, 1)
SIZES = (10, 1_000, 10_000)
ROUNDS = 20


def everything(trips: Sequence[Trip], regime: Regime, today: date) -> tuple[object, ...]:
    """What a person sees at once."""
    return assess(trips, regime, today), latest_exit(trips, regime, today), past_breaches(trips, regime, today)


ASKED: tuple[Ask, ...] = (assess, latest_exit, past_breaches, everything)


def agreement(number: int, seed: int) -> bool:
    """Compare the command's answers with those of the slow count. Print how many agree, and of what kinds they are."""
    cases = list(random_cases(number, seed))
    started = perf_counter()
    answers, peak = ask(cases)
    seconds = perf_counter() - started
    wrong = [(case, answer) for case, answer in zip(cases, answers, strict=True) if answer != case.expected]
    kinds = Counter(kind for case in cases for kind in case.kinds())
    kinds.update(f"answer: {answer['status']}" for answer in answers)
    kinds["answer: abroad, may not enter today"] = sum(
        answer["status"] == "abroad" and not answer["last_day"] for answer in answers
    )
    print(f"{number} random cases, seed {seed}: {number - len(wrong)} agree with a count of every day")
    print(f"the command took {seconds:.2f} s and {peak:.0f} MiB\n")
    for kind, found in sorted(kinds.items()):
        print(f"  {kind:36} {found:7}")
    for case, answer in wrong[:5]:
        print(f"\n{json.dumps(case.line)}\n  is       {answer}\n  expected {case.expected}")
    return not wrong


def ask(cases: Sequence[Case]) -> tuple[list[dict[str, Any]], float]:
    """Return the answers of one `stay --batch`, and the memory that it took at most, in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.jsonl"
        file.write_text("\n".join(json.dumps(case.line) for case in cases), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "stay", "--batch", str(file)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [json.loads(line) for line in done.stdout.splitlines()], peak


def print_times(regime: Regime) -> None:
    print(f"\nms, median and worst of {ROUNDS}; somebody is here today, a tenth of the trips lies ahead\n")
    print(f"{'':26} {'trips':>6}", *(f"{asked.__name__:>16}" for asked in ASKED))
    for shape in SHAPES:
        for size in SIZES:
            trips, today = shape.ledger(size, START)
            row = [timed(asked, trips, regime, today) for asked in ASKED]
            print(f"{shape.name:26} {size:6}", *(f"{middle:8.2f} {worst:7.2f}" for middle, worst in row))


def timed(asked: Ask, trips: Sequence[Trip], regime: Regime, today: date) -> tuple[float, float]:
    gc.collect()
    gc.freeze()  # as the bot does when it has started
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        asked(trips, regime, today)
        times.append((perf_counter() - started) * 1000)
    return statistics.median(times), max(times)


def print_memory(regime: Regime) -> None:
    print("\nMiB: the trips, and what an answer takes on top while it is made\n")
    for shape in SHAPES:
        tracemalloc.start()
        trips, today = shape.ledger(SIZES[-1], START)
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        everything(trips, regime, today)
        on_top = tracemalloc.get_traced_memory()[1] - held
        tracemalloc.stop()
        print(f"{shape.name:26} {SIZES[-1]:6} {held / 2**20:8.1f} {on_top / 2**20:8.1f}")


def main(part: str | None, number: int, seed: int) -> int:
    print(f"{platform.machine()}, Python {platform.python_version()}\n")
    agreed = part in {"time", "memory"} or agreement(number, seed)
    # The stricter group: both limits, from the facts.
    regime = regime_of(Group.VISA_FREE, load(ROOT / "content").facts, START)
    if part in {None, "time"}:
        print_times(regime)
    if part in {None, "memory"}:
        print_memory(regime)
    return 0 if agreed else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measure the count of stays")
    parser.add_argument("part", nargs="?", choices=("agreement", "time", "memory"))
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.exit(main(given.part, given.cases, given.seed))
