"""The three texts of a topic say the same, and each is written in its own letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.fact import LANGUAGES
from bot.i18n.catalogue import N_
from bot.library.check.plain import labels
from bot.library.references import facts_in, topic_file

if TYPE_CHECKING:
    from pathlib import Path

    from bot.library.reading import Reading

CYRILLIC, LATIN = "а-яёәғқңөұүһі", "a-z"
MIXED = re.compile(rf"\b\w*(?:[{CYRILLIC}][{LATIN}]|[{LATIN}][{CYRILLIC}])\w*\b", re.IGNORECASE)
LOOKALIKES = re.compile("[əѳıѲƏ]")
KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
LIST_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.) ")
LINK = re.compile(r"\]\(")
BAD_MARKUP = re.compile(r"^#|^\s*\||<[a-z/!]|!\[|^\s*```", re.IGNORECASE)


def check(reading: Reading) -> None:
    for path, (first_line, body) in reading.bodies.items():
        check_letters(path, first_line, body, reading)
        if path.stem == "kk" and not KAZAKH.search(body):
            message = N_("there is no Kazakh letter in this Kazakh text: is it in the right file?")
            reading.note(path, first_line, "not-kazakh", message)
    for node in reading.nodes.values():
        for language, text in node.texts.items():
            words = topic_file(reading, node.id, f"{language}.md")
            for at, label in (*labels(text), *((("examples", i), e) for i, e in enumerate(text.examples))):
                check_mixed(words, reading.files[words].line(*at), label, reading)
        check_shape(topic_file(reading, node.id, ""), {lang: text.body for lang, text in node.texts.items()}, reading)
    for name, texts in reading.lines.items():
        check_shape(reading.folder / "lines" / name, texts, reading)


def check_letters(path: Path, first_line: int, body: str, reading: Reading) -> None:
    for number, line in enumerate(body.splitlines(), first_line):
        check_mixed(path, number, line, reading)
        if BAD_MARKUP.search(line):
            message = N_("headings, tables, pictures, code and HTML cannot be shown: use bold, lists and quotes")
            reading.note(path, number, "markup", message)


def check_mixed(path: Path, line: int, text: str, reading: Reading) -> None:
    for word in (*MIXED.findall(text), *LOOKALIKES.findall(text)):
        message = N_("“{word}” mixes letters of two alphabets that look alike: type it again in one")
        reading.note(path, line, "mixed-letters", message, word=word)


def check_shape(folder: Path, bodies: dict[str, str], reading: Reading) -> None:
    source = bodies[LANGUAGES[0]]
    for language in LANGUAGES[1:]:
        path = folder / f"{language}.md"
        line = reading.bodies[path][0]
        if set(facts_in(source)) != set(facts_in(bodies[language])):
            names = ", ".join(sorted(set(facts_in(source)) ^ set(facts_in(bodies[language]))))
            message = N_("ru.md and this text use different facts ({names}): let both say the same")
            reading.note(path, line, "different-facts", message, names=names)
        for message, count in SHAPES:
            here, there = count(bodies[language]), count(source)
            if here != there:
                reading.note(path, line, "different-shape", message, here=here, there=there)


def count_items(body: str) -> int:
    return sum(bool(LIST_ITEM.match(line)) for line in body.splitlines())


def count_links(body: str) -> int:
    return len(LINK.findall(body))


def count_paragraphs(body: str) -> int:
    return sum(bool(paragraph.strip()) for paragraph in body.split("\n\n"))


SHAPES = (
    (N_("ru.md has {there} list items, this text has {here}: let both have the same shape"), count_items),
    (N_("ru.md has {there} links, this text has {here}: let both have the same shape"), count_links),
    (
        N_("ru.md has {there} paragraphs, this text has {here}: let both have the same shape"),
        count_paragraphs,
    ),
)
