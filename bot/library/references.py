"""Every name that the content mentions must exist: topics, facts, sources, lines, words of options."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from bot.domain.address import code
from bot.domain.faq import CRISIS, FIRST_STEPS, LINES, PRIVACY
from bot.i18n.catalogue import N_
from bot.i18n.formats import forms_of
from bot.library.limits import NEEDED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.domain.faq import Node
    from bot.library.reading import Reading

REFERENCE = re.compile(r"\{([^{}|\s]+)(?:\|([a-z]+))?\}")
STRAY = re.compile(r"\{[^{}]*\}?|\}")
UNKNOWN = {
    "nodes": N_("there is no topic “{name}”: correct the name, or write the topic first"),
    "sources": N_("there is no source “{name}” in facts/: correct the name, or add the source"),
    "lines": N_("there is no line “{name}” in lines/: correct the name, or add the line"),
}


def check_references(reading: Reading) -> None:
    for node in reading.nodes.values():
        check_node(node, reading)
    for path, (first_line, body) in reading.bodies.items():
        check_facts(path, first_line, body, reading)
    check_required(reading)
    check_needed(reading)
    check_sections(reading)
    check_sources(reading)
    check_codes(reading)


def check_required(reading: Reading) -> None:
    for name in (CRISIS, PRIVACY, FIRST_STEPS):
        if name not in reading.nodes:
            message = N_("the topic “{name}” is missing or cannot be read: the bot itself leads to it")
            reading.note(topic_file(reading, name, "node.yaml"), 1, "required", message, name=name)
    for name in LINES:
        if name not in reading.lines:
            message = N_("the line “{name}” is missing or cannot be read: the bot itself shows it")
            reading.note(reading.folder / "lines" / name, 1, "required", message, name=name)


def check_needed(reading: Reading) -> None:
    for name, unit in NEEDED.items():
        fact = reading.facts.get(name)
        if fact is None:
            message = N_("the fact “{name}” is missing or cannot be read: the calculator needs it")
            reading.note(reading.folder / "facts", 1, "required", message, name=name)
        elif fact.unit is not unit:
            path = reading.whose["facts", name]
            line = reading.files[path].line("facts", name, "unit")
            message = N_("“{name}” must keep the unit {unit}: the calculator needs it")
            reading.note(path, line, "required", message, name=name, unit=unit.value)


def check_node(node: Node, reading: Reading) -> None:
    path = topic_file(reading, node.id, "node.yaml")
    check_names(reading, path, ("next",), dict(enumerate(node.next)), "nodes")
    check_names(reading, path, ("options",), node.options, "nodes")
    check_names(reading, path, ("sources",), dict(enumerate(node.sources)), "sources")
    check_names(reading, path, ("opens_with",), dict(enumerate(node.opens_with)), "lines")
    check_names(reading, path, ("closes_with",), dict(enumerate(node.closes_with)), "lines")
    for language, text in node.texts.items():
        if set(text.options) != set(node.options):
            words = topic_file(reading, node.id, f"{language}.md")
            message = N_("“options” must name the same options as node.yaml: {names}")
            names = ", ".join(node.options) or "-"
            reading.note(words, reading.files[words].line("options"), "options", message, names=names)


def check_names(
    reading: Reading,
    path: Path,
    at: tuple[object, ...],
    names: Mapping[Any, str],
    kind: Literal["nodes", "sources", "lines"],
) -> None:
    """Note each of the names under a key of a file that is not known. `names`: key below `at` → name."""
    known = getattr(reading, kind)
    for key, name in names.items():
        if name not in known:
            line = reading.files[path].line(*at, key)
            if kind == "nodes":
                reading.note(path, line, "unknown-topic", UNKNOWN[kind], name=name)
            else:
                reading.note(path, line, "unknown-name", UNKNOWN[kind], name=name)


def check_facts(path: Path, first_line: int, body: str, reading: Reading) -> None:
    for number, line in enumerate(body.splitlines(), first_line):
        for name, form in REFERENCE.findall(line):
            fact = reading.facts.get(name)
            if fact is None:
                message = N_("there is no fact “{name}”: correct the name, or add the fact to facts/")
                reading.note(path, number, "unknown-fact", message, name=name)
            elif form not in forms_of(fact.unit):
                message = N_("“{name}” cannot be written as “{form}”: the forms are listed in content/README.md")
                reading.note(path, number, "unknown-form", message, name=name, form=form)
        for stray in STRAY.findall(REFERENCE.sub("", line)):
            message = N_("there is no fact “{name}”: correct the name, or add the fact to facts/")
            reading.note(path, number, "unknown-fact", message, name=stray)


def check_sections(reading: Reading) -> None:
    path = reading.folder / "sections.yaml"
    for index, section in enumerate(reading.sections):
        check_names(reading, path, (index, "topics"), dict(enumerate(section.topics)), "nodes")
    known = set()
    for index, section in enumerate(reading.sections):
        if section.id in known:
            message = N_("“{name}” stands in {other} already: keep one of the two")
            line = reading.files[path].line(index, "id")
            reading.note(path, line, "said-twice", message, name=section.id, other=path.name)
        known.add(section.id)
    for node_id in reading.nodes:
        if node_id.partition(".")[0] not in known:
            text = N_("the section of “{name}” is not in sections.yaml: add it there")
            reading.note(topic_file(reading, node_id, "node.yaml"), 1, "unknown-section", text, name=node_id)


def check_sources(reading: Reading) -> None:
    for fact in reading.facts.values():
        path = reading.whose["facts", fact.id]
        check_names(reading, path, ("facts", fact.id, "sources"), dict(enumerate(fact.sources)), "sources")


def check_codes(reading: Reading) -> None:
    codes = Counter(code(node_id) for node_id in reading.nodes)
    codes.update(code(f"{section.id}/") for section in reading.sections)
    for node_id in reading.nodes:
        if codes[code(node_id)] > 1:
            message = N_("the short code of “{name}” is that of another topic: choose another name")
            reading.note(topic_file(reading, node_id, "node.yaml"), 1, "same-code", message, name=node_id)


def topic_file(reading: Reading, node_id: str, name: str) -> Path:
    section, _, topic = node_id.partition(".")
    return reading.folder / section / topic / name


def line_file(reading: Reading, name: str, language: str) -> Path:
    return reading.folder / "lines" / name / f"{language}.md"


def facts_in(text: str) -> tuple[str, ...]:
    """Return the names of the facts that a text uses, in order, each once."""
    return tuple(dict.fromkeys(name for name, _ in REFERENCE.findall(text)))
