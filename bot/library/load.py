"""Reads the content folder into domain objects. Collects every finding instead of stopping at the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.fact import LANGUAGES, Fact, Source
from bot.domain.faq import Node, NodeText, Section
from bot.i18n.catalogue import N_
from bot.library.findings import ContentError
from bot.library.questions import read_questions
from bot.library.reading import Library, Reading, S, read_text, read_yaml, shaped
from bot.library.references import check_references
from bot.library.schema import WORD_FILES, FactsFile, LineHead, NodeShape, SectionShape, TextHead
from bot.library.yamlfile import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.library.yamlfile import YamlText

HEAD = re.compile(r"\s*---\n(?P<head>.*?)\n---\n(?P<body>.*)", re.DOTALL)
# Folders of content/ that hold no topics.
NOT_SECTIONS = {"facts", "learned", "lines", "out_of_scope", "words", "tests"}


def load(folder: Path) -> Library:
    """Read the content for use. Raises `ContentError` with every finding if any part cannot be used."""
    return read_whole(folder).library()


def read_whole(folder: Path) -> Reading:
    """Read the content for work on its files. Raises as `load` does."""
    reading = read(folder)
    if reading.broken:
        raise ContentError(finding for finding in reading.findings if finding.level == "error")
    return reading


def read(folder: Path) -> Reading:
    """Read all that can be read. The findings say what could not."""
    reading = Reading(folder)
    if not (folder / "sections.yaml").is_file():
        reading.note(folder, 1, "no-content", N_("there is no sections.yaml here: is this the content folder?"))
        return reading
    for path in sorted((folder / "facts").glob("*.yaml")):
        read_facts(path, reading)
    for name, shape in WORD_FILES.items():
        document = read_yaml(folder / "words" / f"{name}.yaml", reading)
        if document and (words := shaped(shape, document, reading)):
            reading.words[name] = words.model_dump()
    for language in LANGUAGES:
        reading.elsewhere[language] = read_questions(folder / "out_of_scope" / f"{language}.txt", reading)
    for path in sorted(p for p in (folder / "lines").glob("*/") if p.is_dir()):
        read_line(path, reading)
    read_sections(folder / "sections.yaml", reading)
    for path in topic_folders(folder):
        read_node(path, reading)
    check_references(reading)
    return reading


def topic_folders(folder: Path) -> Iterator[Path]:
    for section in sorted(p for p in folder.iterdir() if p.is_dir() and p.name not in NOT_SECTIONS):
        yield from sorted(p for p in section.iterdir() if p.is_dir())


def read_facts(path: Path, reading: Reading) -> None:
    document = read_yaml(path, reading)
    if not document or not (shape := shaped(FactsFile, document, reading)):
        return
    for name, source in shape.sources.items():
        claim(reading, document, "sources", name)
        reading.sources[name] = Source(
            name, source.title.model_dump(), source.publisher, source.kind, source.url, source.date
        )
    for name, fact in shape.facts.items():
        claim(reading, document, "facts", name)
        reading.facts[name] = Fact(id=name, **(fact.model_dump(exclude={"what"}) | {"sources": tuple(fact.sources)}))


def claim(reading: Reading, document: YamlText, kind: str, name: str) -> None:
    if other := reading.whose.get((kind, name)):
        message = N_("“{name}” stands in {other} already: keep one of the two")
        reading.note(document.path, document.line(kind, name), "said-twice", message, name=name, other=other.name)
    reading.whose[kind, name] = document.path


def read_line(folder: Path, reading: Reading) -> None:
    """Read a line in all languages. A translation may begin with a head that says which original it follows."""
    reading.lines[folder.name] = {}
    for language in LANGUAGES:
        path = folder / f"{language}.md"
        if (text := read_text(path, reading)) is None:
            continue
        if head := read_head(path, text, LineHead, reading):
            reading.follows[path] = head.follows
        else:
            reading.bodies[path] = (1, text)
        reading.lines[folder.name][language] = reading.bodies[path][1].strip()


def read_sections(path: Path, reading: Reading) -> None:
    document = read_yaml(path, reading)
    if not document:
        return
    if not isinstance(document.data, list):
        message = N_("“{field}” has a value that does not fit: {problem}")
        reading.note(path, 1, "bad-value", message, field=path.stem, problem="Input should be a valid list")
        return
    for index in range(len(document.data)):
        if shape := shaped(SectionShape, document, reading, index):
            reading.sections.append(Section(shape.id, shape.title.model_dump(), tuple(shape.topics)))


def read_node(folder: Path, reading: Reading) -> None:
    node_id = f"{folder.parent.name}.{folder.name}"
    document = read_yaml(folder / "node.yaml", reading)
    shape = shaped(NodeShape, document, reading) if document else None
    texts = {language: read_words(folder / f"{language}.md", reading) for language in LANGUAGES}
    if not shape or not all(texts.values()):
        return
    reading.nodes[node_id] = Node(
        id=node_id,
        kind=shape.kind,
        reviewed_on=shape.reviewed_on,
        review_by=shape.review_by,
        texts={language: text for language, text in texts.items() if text},
        next=tuple(shape.next),
        options=shape.options,
        sources=tuple(shape.sources),
        audience=tuple(shape.audience),
        opens_with=tuple(shape.opens_with),
        closes_with=tuple(shape.closes_with),
        urgent=shape.urgent,
        remind=shape.remind,
    )


def read_words(path: Path, reading: Reading) -> NodeText | None:
    text = read_text(path, reading)
    if text is None:
        return None
    if not HEAD.match(text):
        message = N_("the file must begin with ---, the title, the button and the examples, and again ---")
        reading.note(path, 1, "no-head", message)
    head = read_head(path, text, TextHead, reading)
    if not head:
        return None
    body = reading.bodies[path][1].strip()
    questions = read_questions(path.with_suffix(".txt"), reading)
    return NodeText(head.title, head.button, body, tuple(head.examples), head.options, head.follows, questions)


def read_head(path: Path, text: str, shape: type[S], reading: Reading) -> S | None:
    """Read what stands between the dashes, and keep the text below them."""
    found = HEAD.match(text)
    if not found:
        return None
    document = parse_yaml(path, found["head"], reading.findings, 1 + text[: found.start("head")].count("\n"))
    if not document:
        return None
    reading.files[path] = document
    reading.bodies[path] = (1 + text[: found.start("body")].count("\n"), found["body"])
    return shaped(shape, document, reading)
