"""One walk over the content folder: what was read so far, where it stands, and what was wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from bot.domain.faq import Graph
from bot.i18n.catalogue import N_
from bot.library.findings import Finding
from bot.library.schema import Shape
from bot.library.yamlfile import YamlText, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from bot.domain.fact import Fact, Source
    from bot.domain.faq import Node, Section

S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that the content folder says."""

    graph: Graph
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    lines: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Any]
    elsewhere: Mapping[str, tuple[str, ...]]
    """Questions that no topic answers, by language."""


@dataclass(slots=True)
class Reading:
    """One walk over the content folder: what was read, where it stands, and what was wrong."""

    folder: Path
    findings: list[Finding] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    lines: dict[str, dict[str, str]] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    elsewhere: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked_on: dict[Path, tuple[int, ...]] = field(default_factory=dict)
    """The line of each question in a file of questions."""
    sections: list[Section] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)
    files: dict[Path, YamlText] = field(default_factory=dict)
    """Every YAML document by its file, for the lines of later findings."""
    bodies: dict[Path, tuple[int, str]] = field(default_factory=dict)
    """The text of every topic and line by its file, with the line on which it starts."""
    follows: dict[Path, str | None] = field(default_factory=dict)
    """What each line says that it follows, by its file."""
    whose: dict[tuple[str, str], Path] = field(default_factory=dict)
    """The file of each fact and source, by kind and name."""

    def note(self, path: Path, line: int, code: str, message: str, **values: object) -> None:
        self.findings.append(Finding(path, line, code, message, values))

    def warn(self, path: Path, line: int, code: str, message: str, **values: object) -> None:
        """Note something that can wait."""
        self.findings.append(Finding(path, line, code, message, values, "warning"))

    @property
    def graph(self) -> Graph:
        return Graph(tuple(self.sections), self.nodes)

    @property
    def broken(self) -> bool:
        return any(finding.level == "error" for finding in self.findings)

    @property
    def unclear(self) -> bool:
        """Whether more is wrong than topics that are not written yet, so that rules about the whole make no sense."""
        return any(finding.level == "error" and finding.code != "unknown-topic" for finding in self.findings)

    def library(self) -> Library:
        return Library(self.graph, self.facts, self.sources, self.lines, self.words, self.elsewhere)


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
        reading.findings.extend(shape_findings(document, error, at))
        return None


def shape_findings(document: YamlText, error: ValidationError, at: tuple[object, ...]) -> Iterator[Finding]:
    """Yield one finding for each thing that is wrong: a value that fits none of several kinds is wrong once."""
    seen = set()
    for problem in error.errors():
        finding = shape_finding(document, problem, at)
        wrong = (finding.code, finding.line, finding.values["field"])
        if wrong not in seen:
            yield finding
        seen.add(wrong)


def shape_finding(document: YamlText, problem: ErrorDetails, at: tuple[object, ...]) -> Finding:
    keys = (*at, *problem["loc"])
    line = document.line(*keys)
    match problem["type"]:
        case "missing":
            message = N_("“{field}” is missing: add it")
            return Finding(document.path, line, "missing-field", message, {"field": dotted(keys, document)})
        case "extra_forbidden":
            message = N_("“{field}” is not known here: correct its spelling or remove it")
            return Finding(document.path, line, "unknown-field", message, {"field": dotted(keys, document)})
        case _:
            message = N_("“{field}” has a value that does not fit: {problem}")
            values = {
                "field": dotted(document.known(*keys), document),  # without the kind of value that it does not fit
                "problem": problem["msg"].removeprefix("Value error, "),
            }
            return Finding(document.path, line, "bad-value", message, values)


def dotted(keys: tuple[object, ...], document: YamlText) -> str:
    return ".".join(str(key) for key in keys) or document.path.stem
