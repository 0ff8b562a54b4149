"""Writes into translations which original they follow, after somebody has compared them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.faq import ORIGINAL, TRANSLATIONS, fingerprint
from bot.library.references import line_file, topic_file

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
        paths = [line_file(reading, name, language) for language in TRANSLATIONS]
    else:
        mark = reading.nodes[name].texts[ORIGINAL].fingerprint
        paths = [topic_file(reading, name, f"{language}.md") for language in TRANSLATIONS]
    changed = []
    for path in paths:
        before = path.read_text(encoding="utf-8")
        if (after := marked(before, mark)) != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            changed.append(path)
    return tuple(changed)


def marked(text: str, mark: str) -> str:
    line = f"follows: {mark}\n"
    if not text.startswith("---\n"):
        return f"---\n{line}---\n{text}"
    head, dashes, body = text.removeprefix("---\n").partition("---\n")
    return "---\n" + line + FOLLOWS.sub("", head) + dashes + body
