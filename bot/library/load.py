"""Reads the content folder into domain objects. Collects every finding instead of stopping at the first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from bot.domain.fact import LANGUAGES, Fact, Source
from bot.domain.faq import Graph, Node, NodeText, Section
from bot.i18n.catalogue import N_
from bot.library.findings import ContentError, Finding
from bot.library.references import check_references
from bot.library.schema import WORD_FILES, FactsFile, NodeShape, SectionShape, Shape, TextHead
from bot.library.yamlfile import YamlText, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

S = TypeVar("S", bound=Shape)
DASHES = "---"
# Folders of content/ that hold no topics.
NOT_SECTIONS = {"facts", "lines", "words", "tests"}


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that the content folder says."""

    graph: Graph
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    lines: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Any]


@dataclass(slots=True)
class Reading:
    """One walk over the content folder: what was read, where it stands, and what was wrong."""

    folder: Path
    findings: list[Finding] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    lines: dict[str, dict[str, str]] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)
    files: dict[Path, YamlText] = field(default_factory=dict)
    """Every YAML document by its file, for the lines of later findings."""
    bodies: dict[Path, tuple[int, str]] = field(default_factory=dict)
    """The text of every topic and line by its file, with the line on which it starts."""
    whose: dict[tuple[str, str], Path] = field(default_factory=dict)
    """The file of each fact and source, by kind and name."""

    def note(self, path: Path, line: int, code: str, message: str, **values: object) -> None:
        self.findings.append(Finding(path, line, code, message, values))

    @property
    def graph(self) -> Graph:
        return Graph(tuple(self.sections), self.nodes)

    @property
    def broken(self) -> bool:
        return any(finding.level == "error" for finding in self.findings)

    def library(self) -> Library:
        return Library(self.graph, self.facts, self.sources, self.lines, self.words)


def load(folder: Path) -> Library:
    """Read the content for use. Raises `ContentError` with every finding if any part cannot be used."""
    reading = read(folder)
    if reading.broken:
        raise ContentError(finding for finding in reading.findings if finding.level == "error")
    return reading.library()


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


def read_text(path: Path, reading: Reading) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        reading.note(path, 1, "missing-file", N_("this file is missing"))
    except (OSError, UnicodeDecodeError) as error:
        message = N_("this file cannot be read ({problem}): save it as text in UTF-8")
        reading.note(path, 1, "unreadable", message, problem=type(error).__name__)
    return None


def read_yaml(path: Path, reading: Reading) -> YamlText | None:
    text = read_text(path, reading)
    document = parse_yaml(path, text, reading.findings) if text is not None else None
    if document:
        reading.files[path] = document
    return document


def shaped(shape: type[S], document: YamlText, reading: Reading, *at: object) -> S | None:
    data = document.data
    for key in at:
        data = data[key]
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        reading.findings.extend(shape_finding(document, problem, at) for problem in error.errors())
        return None


def shape_finding(document: YamlText, problem: ErrorDetails, at: tuple[object, ...]) -> Finding:
    keys = [*at, *problem["loc"]]
    named = ".".join(str(key) for key in keys) or document.path.stem
    line = document.line(*keys)
    match problem["type"]:
        case "missing":
            message = N_("“{field}” is missing: add it")
            return Finding(document.path, line, "missing-field", message, {"field": named})
        case "extra_forbidden":
            message = N_("“{field}” is not known here: correct its spelling or remove it")
            return Finding(document.path, line, "unknown-field", message, {"field": named})
        case _:
            message = N_("“{field}” has a value that does not fit: {problem}")
            values = {"field": named, "problem": problem["msg"].removeprefix("Value error, ")}
            return Finding(document.path, line, "bad-value", message, values)


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
    reading.lines[folder.name] = {}
    for language in LANGUAGES:
        path = folder / f"{language}.md"
        if (text := read_text(path, reading)) is not None:
            reading.lines[folder.name][language] = text.strip()
            reading.bodies[path] = (1, text)


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
    )


def read_words(path: Path, reading: Reading) -> NodeText | None:
    text = read_text(path, reading)
    if text is None:
        return None
    opening, _, rest = text.partition(f"{DASHES}\n")
    head, dashes, body = rest.partition(f"\n{DASHES}\n")
    if opening.strip() or not dashes:
        message = N_("the file must begin with ---, the title, the button and the examples, and again ---")
        reading.note(path, 1, "no-head", message)
        return None
    first_line = opening.count("\n") + 2
    document = parse_yaml(path, head, reading.findings, first_line)
    if not document or not (shape := shaped(TextHead, document, reading)):
        return None
    reading.files[path] = document
    reading.bodies[path] = (first_line + head.count("\n") + 2, body)
    return NodeText(shape.title, shape.button, body.strip(), tuple(shape.examples), shape.options)
