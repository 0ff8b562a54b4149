"""What every benchmark says of the machine it ran on, what processes cost there, and how a table is printed."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KIBIBYTE = 1024
TICKS = os.sysconf("SC_CLK_TCK")
USER, SYSTEM = 11, 12
"""Places of the two times in /proc/PID/stat, behind the name."""


def head(*libraries: str) -> str:
    """Return one line: the machine, Python, SQLite, and the libraries that matter for what is measured."""
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return ", ".join(filter(None, (machine, f"SQLite {sqlite3.sqlite_version}", versions)))


def resident(pid: int | str = "self") -> float:
    """Return the memory of a process in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / KIBIBYTE


def cpu_seconds(pid: int) -> float:
    """Return the time that a process has had the processor so far, with all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[USER]) + int(fields[SYSTEM])) / TICKS


def print_head(columns: Sequence[str]) -> None:
    """Print the head of a Markdown table: words stand left, numbers right."""
    print(f"| {' | '.join(columns)} |")
    print(f"|---|{'---:|' * (len(columns) - 1)}", flush=True)


def print_row(cells: Iterable[object]) -> None:
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
