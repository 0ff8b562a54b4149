"""Measures routing on questions that nothing was learned from, and prints a table.

    .venv/bin/python benchmarks/routing/measure.py [report|choose] [--semantic]

`choose` are the questions on which thresholds were fitted, `report` those that are only reported.
"""

from __future__ import annotations

import argparse
import gc
import platform
import sys
import tracemalloc
from collections import defaultdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from benchmarks.routing.figures import auroc, calibration_error, percentile, share  # noqa: E402
from bot.domain.fact import LANGUAGES  # noqa: E402
from bot.domain.faq import CRISIS  # noqa: E402
from bot.library.learned import FOLDER  # noqa: E402
from bot.library.load import load  # noqa: E402
from bot.library.measured import Asked, read_asked, read_told  # noqa: E402
from bot.library.router import build_index, build_ranking, build_router, corpus_of  # noqa: E402
from bot.library.semantic import load_semantic  # noqa: E402
from bot.settings import ROOT  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.ranking import Ranking
    from bot.domain.routing import Decision, Router
    from bot.library.reading import Library

SCREEN = 4
# In these topics people tell of danger: a help line first is no false alarm there.
ABOUT_DANGER = {CRISIS, "safety.discrimination"}
Result = tuple[Asked, "Decision"]


def first(result: Result) -> bool:
    """Whether the first topic is right. The crisis card comes first by itself."""
    question, decision = result
    if decision.kind == "crisis":
        return CRISIS in question.right or (bool(decision.candidates) and decision.candidates[0].node in question.right)
    return bool(decision.candidates) and decision.candidates[0].node in question.right


def screen(result: Result) -> bool:
    """Whether the person sees the right topic at once: as the answer, or among those offered."""
    question, decision = result
    if decision.kind in {"answer", "trip", "crisis"}:
        return first(result)
    return any(candidate.node in question.right for candidate in decision.candidates[:SCREEN])


def main(part: str, *, semantic: bool) -> None:
    asked = read_asked(HERE / part)
    library = load(ROOT / "content")
    print(
        f"{part}: {len(asked)} questions by {len({q.author for q in asked})} authors; {platform.machine()}, "
        f"Python {platform.python_version()}\n"
    )
    router = measure_start(library)
    folder = ROOT / "content" / FOLDER
    second = load_semantic(folder, corpus_of(library)) if semantic else None
    if second:
        router = build_router(library, folder, print, semantic=second)
    ranking = build_ranking(library, build_index(library), folder, print, second)
    gc.freeze()  # as the bot does when it has started
    times, results = [], []
    for question in asked:
        started = perf_counter()
        decision = router.route(question.text)
        times.append((perf_counter() - started) * 1000)
        results.append((question, decision))
    inside = [result for result in results if result[0].right]
    outside = [result for result in results if not result[0].right]
    print_inside(inside)
    print_outside(outside)
    print_certainty(ranking, asked)
    print(f"time for a message: p50 {percentile(times, 50):.2f} ms, p99 {percentile(times, 99):.2f} ms\n")
    print_crisis(router, ROOT / "benchmarks" / "crisis" / part, results)


def measure_start(library: Library) -> Router:
    """Build the router, and print how long that takes and how much memory it holds."""
    times = []
    for _ in range(3):
        started = perf_counter()
        build_router(library, ROOT / "content" / FOLDER, print)
        times.append(perf_counter() - started)
    gc.collect()
    tracemalloc.start()
    router = build_router(library, ROOT / "content" / FOLDER, print)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    print(f"built in {sorted(times)[1]:.2f} s; holds {held:.1f} MiB\n")
    return router


def print_inside(results: Sequence[Result]) -> None:
    print(f"{'':14} {'n':>5}  {'right first':>19}  {'right on screen':>19}  answered  asked back  unknown")
    groups: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result[0].language].append(result)
        groups[f"  {result[0].kind}"].append(result)
        groups[f"  {result[0].author}"].append(result)
    for name in (*filter(groups.get, LANGUAGES), *sorted(name for name in groups if name not in LANGUAGES)):
        print_row(name, groups[name])
    print_row("all", results)
    print()


def print_row(name: str, results: Sequence[Result]) -> None:
    kinds = [decision.kind for _, decision in results]
    answered, choose = (kinds.count(kind) / len(kinds) for kind in ("answer", "choose"))
    unknown = sum(kind in {"unknown", "foreign", "small_talk"} for kind in kinds) / len(kinds)
    print(
        f"{name:14} {len(results):5}  {share([*map(first, results)]):>19}  {share([*map(screen, results)]):>19}"
        f"  {answered:8.1%}  {choose:10.1%}  {unknown:7.1%}"
    )


def print_outside(results: Sequence[Result]) -> None:
    print("out of scope, answered as if known:")
    for kind in sorted({question.kind for question, _ in results}):
        wrong = [decision.kind == "answer" for question, decision in results if question.kind == kind]
        print(f"  {kind:12} {len(wrong):5}  {share(wrong):>19}")
    print(f"  {'all':12} {len(results):5}  {share([d.kind == 'answer' for _, d in results]):>19}\n")


def print_certainty(ranking: Ranking, asked: Iterable[Asked]) -> None:
    ranked = [(ranking.rank(question.text), question) for question in asked]
    ours = [(found.ours, bool(question.right)) for found, question in ranked]
    right = [(found.right, bool({c.node for c in found.candidates[:1]} & question.right)) for found, question in ranked]
    print(f"in scope against out of scope: AUROC {auroc(ours):.3f}")
    print(f'calibration error of "the first topic is right": {calibration_error(right):.3f}\n')


def print_crisis(router: Router, folder: Path, results: Sequence[Result]) -> None:
    told = [(message, router.route(message.text).kind == "crisis") for message in read_told(folder)]
    print(f"danger, {len(told)} messages by {len({message.author for message, _ in told})} authors:")
    for language in (*LANGUAGES, ""):
        mine = [(message.danger, heard) for message, heard in told if message.language.startswith(language)]
        heard = share([heard for danger, heard in mine if danger])
        alarms = share([heard for danger, heard in mine if not danger])
        print(f"  {language or 'all':4} heard {heard:>19}   false alarms on look-alikes {alarms:>19}")
    calm = [decision.kind == "crisis" for question, decision in results if not question.right & ABOUT_DANGER]
    print(f"  false alarms on ordinary questions {share(calm):>19} of {len(calm)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="measure routing")
    parser.add_argument("part", nargs="?", choices=("report", "choose"), default="report")
    parser.add_argument("--semantic", action="store_true", help="with the second scorer")
    given = parser.parse_args()
    main(given.part, semantic=given.semantic)
