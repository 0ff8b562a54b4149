"""Files of questions: one question a line, as people type it. Empty lines and lines that begin with # do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.library.reading import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from bot.library.reading import Reading


def read_questions(path: Path, reading: Reading) -> tuple[str, ...]:
    """Return the questions of a file, none if it is not there; the reading keeps their lines."""
    text = read_text(path, reading) if path.is_file() else None
    if text is None:
        return ()
    numbered = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    asked = [(number, line) for number, line in numbered if line and not line.startswith("#")]
    reading.asked_on[path] = tuple(number for number, _ in asked)
    return tuple(line for _, line in asked)
