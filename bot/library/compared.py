"""Writes into translations which original they follow, after somebody has compared them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.fact import LANGUAGES
from bot.domain.faq import ORIGINAL, fingerprint
from bot.library.references import topic_file

if TYPE_CHECKING:
    from pathlib import Path

    from bot.library.reading import Reading

FOLLOWS = re.compile(r"^follows:.*\n", re.MULTILINE)


def mark_compared(reading: Reading, name: str) -> tuple[Path, ...]:
    """Write the fingerprint of the original into every translation of a topic or a line. Returns the changed files.

    Raises `KeyError` for a name that is neither.
    """
    if name in reading.lines:
        mark = fingerprint(reading.lines[name][ORIGINAL])
        paths = {language: reading.folder / "lines" / name / f"{language}.md" for language in LANGUAGES}
    else:
        mark = reading.nodes[name].texts[ORIGINAL].fingerprint
        paths = {language: topic_file(reading, name, f"{language}.md") for language in LANGUAGES}
    changed = []
    for language, path in paths.items():
        before = path.read_text(encoding="utf-8")
        if language != ORIGINAL and (after := marked(before, mark)) != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            changed.append(path)
    return tuple(changed)


def marked(text: str, mark: str) -> str:
    line = f"follows: {mark}\n"
    if not text.startswith("---\n"):
        return f"---\n{line}---\n{text}"
    head, dashes, body = text.removeprefix("---\n").partition("---\n")
    return "---\n" + line + FOLLOWS.sub("", head) + dashes + body
