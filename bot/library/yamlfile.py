"""YAML that remembers its lines, so that a finding can say where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from bot.i18n.catalogue import N_
from bot.library.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The C parser is ten times quicker; a Python built without it still works.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 20
TIMESTAMP = "tag:yaml.org,2002:timestamp"


@dataclass(frozen=True, slots=True)
class YamlText:
    """A parsed document with its tree of marks. `first_line` is the line of the file on which the document starts."""

    path: Path
    data: Any
    tree: yaml.Node | None
    first_line: int = 1

    def line(self, *keys: object) -> int:
        """Return the line of the value under `keys`, or of the deepest part of the way that exists."""
        node = self.tree
        line = self.first_line
        for key in keys:
            node = child(node, key)
            if node is None:
                break
            line = self.first_line + node.start_mark.line
        return line

    def known(self, *keys: object) -> tuple[object, ...]:
        """Return the part of a way that exists in the document."""
        node = self.tree
        for index, key in enumerate(keys):
            node = child(node, key)
            if node is None:
                return keys[:index]
        return keys

    def duplicates(self) -> Iterator[tuple[str, int]]:
        for key in duplicate_keys(self.tree):
            yield str(key.value), self.first_line + key.start_mark.line


def parse_yaml(path: Path, text: str, findings: list[Finding], first_line: int = 1) -> YamlText | None:
    """Parse a document. What cannot be read becomes a finding and None; a key given twice becomes a finding."""
    try:
        refuse_traps(text)
        loader = Loader(text)
        tree = loader.get_single_node()
        refuse_impossible_days(tree)
        data = loader.construct_document(tree) if tree is not None else None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        message = N_("this is not valid YAML ({problem}): check colons, quotes and the spaces before the line")
        findings.append(Finding(path, line, "yaml", message, {"problem": problem}))
        return None
    parsed = YamlText(path, data, tree, first_line)
    for key, line in parsed.duplicates():
        message = N_("“{key}” stands here twice: keep one")
        findings.append(Finding(path, line, "duplicate-key", message, {"key": key}))
    return parsed


def refuse_traps(text: str) -> None:
    """Raise for what YAML can do and content never needs: deep nesting and aliases can crash or hang the reader."""
    depth = 0
    for event in yaml.parse(text, Loader):
        mark: Any = event.start_mark  # the C parser has a class of its own for marks
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(problem="text that begins with & * or ! needs quotes", problem_mark=mark)


def refuse_impossible_days(node: yaml.Node | None) -> None:
    """Raise for a scalar that looks like a day and is none (31 February), with its place."""
    if isinstance(node, yaml.ScalarNode) and node.tag == TIMESTAMP:
        try:
            Loader("").construct_yaml_timestamp(node)
        except ValueError as error:
            raise yaml.MarkedYAMLError(problem=f"{node.value}: {error}", problem_mark=node.start_mark) from error
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            refuse_impossible_days(item)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            refuse_impossible_days(key)
            refuse_impossible_days(value)


def child(node: yaml.Node | None, key: object) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        item: yaml.Node = node.value[key]
        return item
    return None


def duplicate_keys(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from duplicate_keys(item)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from duplicate_keys(value)
