"""Runs every benchmark in order and prints one Markdown page, for `docs/performance.md`.

    .venv/bin/python benchmarks/run_all.py [--quick] [NAME …]

`--quick` makes each small: it shows that all of them work, and its figures mean little. Nothing else should run on the
machine meanwhile. The status is the number of benchmarks that found something wrong.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Section:
    """`quick` are the options of a small run. `plain`: its output is no Markdown yet, so it is fenced."""

    title: str
    script: str
    options: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()
    plain: bool = False


SECTIONS = {
    "start": Section("Start and memory at rest", "start", quick=("--rounds", "1")),
    "handling": Section("Handling of an update", "handling", quick=("--updates", "40", "--rounds", "1")),
    "growth": Section(
        "Routing among more topics", "growth", quick=("--sizes", "0", "100", "1000", "--questions", "50")
    ),
    "conversations": Section(
        "Many conversations at once", "conversations", quick=("--people", "10", "50", "--waves", "1")
    ),
    "memory": Section("Memory over many conversations", "memory", quick=("--updates", "2000")),
    "routing": Section("Routing", "routing", ("report",), ("report",), plain=True),
    "stay": Section("Stays", "stay", (), ("agreement", "--cases", "500"), plain=True),
    "reminders": Section("Reminders", "reminders", ("drill", "--kills", "300"), ("drill", "--kills", "6"), plain=True),
    "flood": Section("A flood", "flood", (), ("--rate", "300", "--seconds", "4"), plain=True),
    "fuzz": Section("Made-up updates", "fuzz", ("--updates", "20000"), ("--updates", "1000"), plain=True),
}


def run(section: Section, *, quick: bool) -> bool:
    """Print a section. Returns whether all was well."""
    options = section.quick if quick else section.options
    shown = " ".join((f"benchmarks/{section.script}/measure.py", *options))
    print(f"## {section.title}\n\n`.venv/bin/python {shown}`\n", flush=True)
    fence = "```" if section.plain else ""
    print(fence, flush=True) if fence else None
    command = [sys.executable, str(ROOT / "benchmarks" / section.script / "measure.py"), *options]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    print(fence, flush=True) if fence else None
    print(f"\n**It ended with status {status}.**\n" if status else "", flush=True)
    return not status


def main(names: Sequence[str], *, quick: bool) -> int:
    return sum(not run(SECTIONS[name], quick=quick) for name in names or SECTIONS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="run every benchmark")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SECTIONS))
    parser.add_argument("--quick", action="store_true", help="small runs, to see that all work")
    given = parser.parse_args()
    if unknown := set(given.names) - set(SECTIONS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    sys.exit(main(given.names, quick=given.quick))
