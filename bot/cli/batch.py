"""Files of JSON lines, as `ask --batch` and `stay --batch` read them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.main import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def run_batch(file: str, answers: Callable[[str], Iterator[str]]) -> int:
    """Print one line for each line of a file (`-`: standard input). Nothing is printed if one line is bad.

    `answers` takes the text and yields lines; it raises `ValueError` with a text that begins with a line's number.
    """
    try:
        source = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
        lines = list(answers(source))
    except (OSError, UnicodeDecodeError) as error:
        return complain(f"{file}: cannot be read: {type(error).__name__}")
    except ValueError as error:
        return complain(f"{file}:{error}")
    for line in lines:
        print(line)
    return 0


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, with their numbers."""
    for number, line in enumerate(text.split("\n"), 1):  # not splitlines: a question may hold U+2028
        if line.strip():
            yield number, line
