"""What Telegram and a phone can show: lengths after rendering, button labels, callback data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.address import MAX_ADDRESS_BYTES, SectionScreen, Topic
from bot.i18n.catalogue import N_
from bot.library.references import topic_file
from bot.library.render import topic_messages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from bot.i18n.catalogue import Texts
    from bot.library.reading import Reading

LONGEST_LABEL = 28


def check(reading: Reading, catalogues: Mapping[str, Texts], today: date) -> None:
    library = reading.library()
    for node in reading.nodes.values():
        path = topic_file(reading, node.id, "node.yaml")
        if len(str(Topic(node.id))) > MAX_ADDRESS_BYTES:
            message = N_("the name of this topic is too long for a button: choose a shorter one")
            reading.note(path, 1, "long-name", message)
        for language, text in node.texts.items():
            words = topic_file(reading, node.id, f"{language}.md")
            labels = {("button",): text.button} | {("options", name): label for name, label in text.options.items()}
            for at, label in labels.items():
                check_label(reading, words, at, label)
            shown = topic_messages(library, node, catalogues[language], today)
            if len(shown) > 1:
                message = N_("the answer does not fit into one message: say less, or make two topics of it")
                reading.note(words, reading.bodies[words][0], "too-long", message)
    for index, section in enumerate(reading.sections):
        path = reading.folder / "sections.yaml"
        if len(str(SectionScreen(section.id))) > MAX_ADDRESS_BYTES:
            message = N_("the name of this section is too long for a button: choose a shorter one")
            reading.note(path, reading.files[path].line(index), "long-name", message)
        for language, title in section.titles.items():
            check_label(reading, path, (index, "title", language), title)


def check_label(reading: Reading, path: Path, at: tuple[object, ...], label: str) -> None:
    line = reading.files[path].line(*at)
    if len(label) > LONGEST_LABEL:
        message = N_("“{label}” is too long for a phone: at most {most} characters")
        reading.note(path, line, "long-label", message, label=label, most=LONGEST_LABEL)
    if not any(letter.isalpha() for letter in label):
        message = N_("“{label}” has no words: a button says where it leads")
        reading.note(path, line, "wordless-label", message, label=label)
