"""Example questions teach the search, so there are enough of them, and no two topics claim the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.words import normalise
from bot.i18n.catalogue import N_
from bot.library.references import topic_file

if TYPE_CHECKING:
    from bot.library.reading import Reading

ENOUGH = 8


def check(reading: Reading) -> None:
    claimed: dict[str, str] = {}
    for node in reading.nodes.values():
        for language, text in node.texts.items():
            path = topic_file(reading, node.id, f"{language}.md")
            document = reading.files[path]
            if len(text.examples) < ENOUGH:
                message = N_("{count} example questions are too few: write at least {enough}")
                line = document.line("examples")
                reading.note(path, line, "few-examples", message, count=len(text.examples), enough=ENOUGH)
            for index, example in enumerate(text.examples):
                other = claimed.setdefault(normalise(example), node.id)
                if other != node.id:
                    message = N_("“{example}” is an example of {other} as well: keep it in one of the two")
                    line = document.line("examples", index)
                    reading.note(path, line, "same-example", message, example=example, other=other)
