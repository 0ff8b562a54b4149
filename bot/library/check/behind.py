"""A translation says which original it follows. One that follows an older one is shown with a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.faq import ORIGINAL, TRANSLATIONS, fingerprint
from bot.i18n.catalogue import N_
from bot.library.references import line_file, topic_file

if TYPE_CHECKING:
    from bot.library.reading import Reading


def check(reading: Reading) -> None:
    for node in reading.nodes.values():
        for language in TRANSLATIONS:
            if node.behind(language):
                path = topic_file(reading, node.id, f"{language}.md")
                line = reading.files[path].line("follows")
                mark = node.texts[ORIGINAL].fingerprint
                message = N_("ru.md has changed since: compare, then write “follows: {mark}” above the title")
                reading.warn(path, line, "translation-behind", message, mark=mark)
    for name, texts in reading.lines.items():
        mark = fingerprint(texts[ORIGINAL])
        for language in TRANSLATIONS:
            path = line_file(reading, name, language)
            if reading.follows.get(path) != mark:
                message = N_("ru.md has changed since: compare, then begin with ---, “follows: {mark}” and again ---")
                reading.note(path, 1, "line-behind", message, mark=mark)
