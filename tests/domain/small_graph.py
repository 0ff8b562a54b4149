"""A FAQ graph made up of names alone, for tests of addresses and of the graph."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.faq import Graph, Node, NodeKind, NodeText, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = date(2026, 11, 22)


def topic(name: str, *following: str, options: Mapping[str, str] | None = None) -> Node:
    kind = NodeKind.QUESTION if options else NodeKind.ANSWER
    texts = {language: NodeText(name, name, "Text.") for language in ("ru", "kk", "en")}
    return Node(name, kind, DAY, DAY, texts, next=following, options=options or {})


def graph_of(sections: Mapping[str, tuple[str, ...]], *nodes: Node) -> Graph:
    menu = tuple(Section(name, dict.fromkeys(("ru", "kk", "en"), name), shown) for name, shown in sections.items())
    return Graph(menu, {node.id: node for node in nodes})
