"""How the time and the memory of routing grow with the number of topics.

    .venv/bin/python benchmarks/growth/measure.py [--sizes 0 100 1000 10000] [--questions 300] [--seed 1]

Size 0 is the real content. Larger ones are the real topics and made ones (`nodes.py`), with 8 to 12 questions in each
of three languages, where a real topic has about 37. The router is built over them by the code that the bot uses.
Nothing has been learned of made topics, so there the bot itself would rank by the search alone; what a trained model
would cost beside it is measured with a stand-in of its size (`stand_in.py`). The questions are of
`benchmarks/routing/report`.

Each line comes from a process of its own. Loading the content and making topics do not count; memory is resident.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.fuzz.feeding import resident  # noqa: E402
from benchmarks.growth.nodes import grown  # noqa: E402
from benchmarks.growth.stand_in import stand_in  # noqa: E402
from benchmarks.machine import head, print_head, print_row  # noqa: E402
from benchmarks.routing.figures import percentile  # noqa: E402
from bot.domain.ranking import LearnedRanking  # noqa: E402
from bot.library.learned import ALONE, CALIBRATION, FOLDER, read_calibrations  # noqa: E402
from bot.library.load import load  # noqa: E402
from bot.library.measured import read_asked  # noqa: E402
from bot.library.router import build_router  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.routing import Router
    from bot.library.reading import Library

WARM = 20
LEARNED = ROOT / "content" / FOLDER
WAYS = ("as the bot", "with a stand-in model")
COLUMNS = ("ranking", "topics", "questions", "built in, s", "memory, MiB", "p50, ms", "p99, ms")


def questions(number: int) -> list[str]:
    asked = [question.text for question in read_asked(ROOT / "benchmarks" / "routing" / "report")]
    return Random(1).sample(asked, min(number, len(asked)))


def build(library: Library, *, model: bool) -> tuple[Router, str]:
    """Build the router as the bot does; with a stand-in, put it in the place of the trained model."""
    complaints: list[str] = []
    router = build_router(library, LEARNED, complaints.append)
    if not model:
        return router, "search alone" if complaints else "search and the trained model"
    calibrations, _ = read_calibrations(LEARNED / CALIBRATION)
    index = router._index  # noqa: SLF001 - it must be the one that the bot searches
    router._ranking = LearnedRanking(index, stand_in(library.graph.nodes), calibrations[ALONE])  # noqa: SLF001
    return router, "search and a stand-in for the model"


def one(size: int, number: int, seed: int, *, model: bool) -> None:
    """Print one line of the table."""
    library = grown(load(ROOT / "content"), size, seed)
    nodes = library.graph.nodes.values()
    asked_of = sum(len(text.asked) for node in nodes for text in node.texts.values())
    asked = questions(number)
    gc.collect()
    before, started = resident(), perf_counter()
    router, ranking = build(library, model=model)
    built = perf_counter() - started
    held = resident() - before
    gc.freeze()  # as the bot does when it has started
    for text in asked[:WARM]:
        router.route(text)
    times = []
    for text in asked:
        began = perf_counter()
        router.route(text)
        times.append((perf_counter() - began) * 1000)
    cells = (f"{built:.2f}", f"{held:.1f}", f"{percentile(times, 50):.2f}", f"{percentile(times, 99):.2f}")
    print_row((ranking, len(nodes), asked_of, *cells))


def main(sizes: Sequence[int], given: argparse.Namespace) -> None:
    print_head(COLUMNS)
    script = str(Path(__file__).resolve())
    common = ("--questions", str(given.questions), "--seed", str(given.seed))
    for way in WAYS:
        rows = []
        for size in sizes:
            command = (sys.executable, script, "--one", str(size), "--model", str(int(way != WAYS[0])), *common)
            row = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            print(row, end="", flush=True)
            rows.append([cell.strip() for cell in row.strip("| \n").split("|")])
        rows = [row for row in rows if row[0] == rows[-1][0]]  # of one way to rank
        print_slope(rows[0], rows[-1])


def print_slope(small: Sequence[str], large: Sequence[str]) -> None:
    """Print what each 1,000 topics add, between the smallest and the largest size that rank in the same way."""
    more = (int(large[1]) - int(small[1])) / 1000
    if more:
        each = (f"{(float(large[place]) - float(small[place])) / more:+.2f}" for place in range(3, len(COLUMNS)))
        print_row((f"{large[0]}: for each 1,000 topics more", "", "", *each))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measure routing among many topics")
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 100, 1_000, 10_000])
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", type=int, help="print one line")
    parser.add_argument("--model", type=int, default=0, help="with a stand-in for the trained model")
    given = parser.parse_args()
    if given.one is not None:
        one(given.one, given.questions, given.seed, model=bool(given.model))
    else:
        print(f"{head()}; {given.questions} questions, seed {given.seed}\n", flush=True)
        main(given.sizes, given)
