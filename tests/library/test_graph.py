"""The graph as a picture in text, and the router built from content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.domain.fact import LANGUAGES
from bot.library.graph import as_dot, as_mermaid
from bot.library.load import load
from bot.library.router import build_index, documents_of

if TYPE_CHECKING:
    from bot.library.reading import Library
    from tests.library.planting import Content


def test_dot_draws_the_menu_the_sections_the_topics_and_every_way(small: Content) -> None:
    small.topic("arrival.next", shown=False, next=["psych.crisis"])
    small.text("arrival.next", "en", button='A "quoted" word')
    assert as_dot(load(small.folder).graph, "en").splitlines() == [
        "digraph qadam {",
        "  rankdir=LR;",
        '  "arrival" [shape=hexagon, label="Section"];',
        '  "menu" -> "arrival";',
        '  "arrival" -> "arrival.first_steps";',
        '  "psych" [shape=hexagon, label="Section"];',
        '  "menu" -> "psych";',
        '  "psych" -> "psych.crisis";',
        '  "safety" [shape=hexagon, label="Section"];',
        '  "menu" -> "safety";',
        '  "safety" -> "safety.privacy";',
        '  "arrival.first_steps" [shape=box, label="A button"];',
        '  "arrival.next" [shape=box, label="A \'quoted\' word"];',
        '  "psych.crisis" [shape=box, label="A button"];',
        '  "safety.privacy" [shape=box, label="A button"];',
        '  "arrival.first_steps" -> "psych.crisis";',
        '  "arrival.next" -> "psych.crisis";',
        '  "psych.crisis" -> "arrival.first_steps";',
        '  "safety.privacy" -> "arrival.first_steps";',
        "}",
    ]


def test_mermaid_draws_the_menu_the_sections_the_topics_and_every_way(small: Content) -> None:
    assert as_mermaid(load(small.folder).graph, "kk").splitlines() == [
        "flowchart LR",
        '  menu(("menu"))',
        '  arrival{{"Бөлім"}}',
        "  menu --> arrival",
        "  arrival --> n0",
        '  psych{{"Бөлім"}}',
        "  menu --> psych",
        "  psych --> n1",
        '  safety{{"Бөлім"}}',
        "  menu --> safety",
        "  safety --> n2",
        '  n0["A button"]',
        '  n1["A button"]',
        '  n2["A button"]',
        "  n0 --> n1",
        "  n1 --> n0",
        "  n2 --> n0",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_graph_has_a_box_for_each_topic_and_an_arrow_for_each_way(library: Library, language: str) -> None:
    graph = library.graph
    listed = sum(len(section.topics) for section in graph.sections)
    ways = len(list(graph.edges())) + listed + len(graph.sections)
    dot, mermaid = as_dot(graph, language), as_mermaid(graph, language)
    assert (
        len(re.findall(r"\[shape=box, ", dot))
        == len(re.findall(r'^  n\d+\["', mermaid, re.MULTILINE))
        == len(graph.nodes)
    )
    assert dot.count(" -> ") == mermaid.count(" --> ") == ways


def test_the_search_gets_every_topic_in_every_language(library: Library) -> None:
    documents = [document for node in library.graph.nodes.values() for document in documents_of(node)]
    assert len(documents) == 3 * len(library.graph.nodes)
    assert build_index(library).score("иин")
