"""The FAQ graph as a picture in text: Mermaid or Graphviz's dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.faq import Graph


def as_mermaid(graph: Graph, language: str) -> str:
    names = {node_id: f"n{number}" for number, node_id in enumerate(graph.nodes)}
    lines = ["flowchart LR", '  menu(("menu"))']
    for section in graph.sections:
        lines += [f'  {section.id}{{{{"{quoted(section.titles[language])}"}}}}', f"  menu --> {section.id}"]
        lines += [f"  {section.id} --> {names[topic]}" for topic in section.topics]
    for node_id, node in graph.nodes.items():
        lines.append(f'  {names[node_id]}["{quoted(node.texts[language].button)}"]')
    lines += [f"  {names[here]} --> {names[there]}" for here, there in graph.edges()]
    return "\n".join(lines)


def as_dot(graph: Graph, language: str) -> str:
    return "\n".join(["digraph qadam {", "  rankdir=LR;", *dot_lines(graph, language), "}"])


def dot_lines(graph: Graph, language: str) -> Iterator[str]:
    for section in graph.sections:
        yield f'  "{section.id}" [shape=hexagon, label="{quoted(section.titles[language])}"];'
        yield f'  "menu" -> "{section.id}";'
        for topic in section.topics:
            yield f'  "{section.id}" -> "{topic}";'
    for node in graph.nodes.values():
        yield f'  "{node.id}" [shape=box, label="{quoted(node.texts[language].button)}"];'
    for here, there in graph.edges():
        yield f'  "{here}" -> "{there}";'


def quoted(text: str) -> str:
    return text.replace('"', "'")
