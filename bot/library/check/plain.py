"""Texts are short enough for a phone, easy to read, and take their numbers from the registry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.i18n.catalogue import N_
from bot.library.check.sources import PHONE
from bot.library.readability import readability
from bot.library.references import REFERENCE, topic_file
from bot.library.render import rendered, with_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from bot.domain.faq import NodeText
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Reading

SHORTEST, LONGEST = 400, 1800
# Björnsson's index of texts that are still easy, by language: Kazakh and Russian words are longer than English ones.
HARDEST = {"ru": 48, "kk": 58, "en": 34}
MOST_WORDS = 30
NUMBERING = re.compile(r"^\s*\d+\. ")
# Years, numbers of laws, and names that hold a digit (A1, 028/у, C-3) are names, not numbers.
NAMES = re.compile(r"\b(?:19|20)\d\d(?:[–-](?:19|20)\d\d)?\b|(?:№|No\.)\s?[\d-]+|[^\W\d_]-?\d+|\d+(?:/|-)?[^\W\d_]")
NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")


def check(reading: Reading, catalogues: Mapping[str, Texts], today: date) -> None:
    facts = reading.facts
    for node in reading.nodes.values():
        for language, text in node.texts.items():
            path = topic_file(reading, node.id, f"{language}.md")
            shown = rendered(with_facts(text.body, facts, catalogues[language], today)).text
            check_length(reading, path, shown)
            check_reading(reading, path, language, shown)
            check_labels(reading, path, text)
    for path, (first_line, body) in reading.bodies.items():
        for number, line in enumerate(body.splitlines(), first_line):
            note_numbers(reading, path, number, NUMBERING.sub("", line))


def check_length(reading: Reading, path: Path, shown: str) -> None:
    if not SHORTEST <= len(shown) <= LONGEST:
        message = N_("the text has {count} characters: it should have {least} to {most}")
        line = reading.bodies[path][0]
        reading.note(path, line, "text-length", message, count=len(shown), least=SHORTEST, most=LONGEST)


def check_reading(reading: Reading, path: Path, language: str, shown: str) -> None:
    measured = readability(shown)
    line = reading.bodies[path][0]
    if measured.lix > HARDEST[language]:
        message = N_("reading index {index}, it should be at most {most}: write shorter sentences and words")
        reading.warn(path, line, "hard-to-read", message, index=round(measured.lix), most=HARDEST[language])
    if measured.longest_words > MOST_WORDS:
        message = N_("a sentence of {count} words, make two of it: “{sentence}”")
        sentence = " ".join(measured.longest.split())
        reading.warn(path, line, "hard-to-read", message, count=measured.longest_words, sentence=sentence)


def check_labels(reading: Reading, path: Path, text: NodeText) -> None:
    for at, label in labels(text):
        note_numbers(reading, path, reading.files[path].line(*at), label)


def labels(text: NodeText) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the words of a text that stand outside its body, each with its way in the file."""
    yield ("title",), text.title
    yield ("button",), text.button
    for name, label in text.options.items():
        yield ("options", name), label


def note_numbers(reading: Reading, path: Path, line: int, text: str) -> None:
    for number in NUMBER.findall(NAMES.sub("", PHONE.sub("", REFERENCE.sub("", text)))):
        message = N_("the number {number} is typed: put it into facts/ and write its name in braces")
        reading.note(path, line, "typed-number", message, number=number)
