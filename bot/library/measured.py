"""Sets for measuring: JSON lines with a question, its language, its kind and the topic that answers it best."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class MeasuredError(Exception):
    """A question set cannot be read; the text names the file and the line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set. `right` holds the topics that answer it; it is empty if none does."""

    text: str
    language: str
    kind: str
    right: frozenset[str]
    author: str


@dataclass(frozen=True, slots=True)
class Told:
    """A message for the crisis classifier."""

    text: str
    language: str
    danger: bool
    theme: str
    author: str


def read_asked(folder: Path) -> list[Asked]:
    """Read every question set of a folder. Raises `MeasuredError`."""
    return [
        Asked(
            item["q"],
            item["lang"],
            item["kind"],
            frozenset((*filter(None, [item.get("node")]), *item.get("also", ()))),
            author,
        )
        for author, item in items(folder, "q", "lang", "kind")
    ]


def read_told(folder: Path) -> list[Told]:
    """Read every set of crisis messages and others of a folder. Raises `MeasuredError`."""
    return [
        Told(item["text"], item["lang"], item["label"] == "crisis", item["theme"], author)
        for author, item in items(folder, "text", "lang", "label", "theme")
    ]


def items(folder: Path, *fields: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of the author's file and each of its objects, with the named fields in it."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise MeasuredError(f"{folder}: there is no file *.jsonl here")
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                item = json.loads(line)
            except ValueError:
                item = None
            if not isinstance(item, dict) or not all(isinstance(item.get(field), str) for field in fields):
                raise MeasuredError(f"{path}:{number}: a line is an object with {', '.join(fields)}")
            yield path.stem, item
