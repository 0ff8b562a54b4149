"""The graph: what leads where, and how far each topic lies from the menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.faq import NodeText, fingerprint
from tests.domain.small_graph import graph_of, topic

if TYPE_CHECKING:
    from bot.domain.faq import Graph

GRAPH = graph_of(
    {"iin": ("iin.get",), "stay": ("stay.limit",)},
    topic("iin.get", "iin.papers"),
    topic("iin.papers", "stay.deep"),
    topic("stay.limit", options={"long": "stay.deep", "short": "iin.get"}),
    topic("stay.deep", "stay.deeper"),
    topic("stay.deeper"),
    topic("stay.island", "iin.get"),
)


def test_a_known_topic_and_section_are_found_by_name_and_unknown_ones_are_none() -> None:
    node, section = GRAPH.node("iin.get"), GRAPH.section("stay")
    assert node is not None
    assert section is not None
    assert (node.id, section.id) == ("iin.get", "stay")
    assert GRAPH.node("iin.gone") is None
    assert GRAPH.section("gone") is None


def test_a_topic_belongs_to_the_section_before_its_first_dot() -> None:
    section = GRAPH.section_of("stay.limit.of.days")
    assert section is not None
    assert section.id == "stay"
    assert GRAPH.section_of("gone.topic") is None


def test_a_question_leads_by_its_options_first_and_to_each_topic_once() -> None:
    node = topic("a.b", "a.c", "a.d", options={"yes": "a.d", "no": "a.e"})
    assert node.leads_to == ("a.d", "a.e", "a.c")


def test_edges_name_every_way_from_topic_to_topic() -> None:
    assert sorted(GRAPH.edges()) == [
        ("iin.get", "iin.papers"),
        ("iin.papers", "stay.deep"),
        ("stay.deep", "stay.deeper"),
        ("stay.island", "iin.get"),
        ("stay.limit", "iin.get"),
        ("stay.limit", "stay.deep"),
    ]


def test_taps_are_counted_along_the_shortest_way_from_the_menu() -> None:
    assert GRAPH.taps == {"iin.get": 2, "stay.limit": 2, "iin.papers": 3, "stay.deep": 3, "stay.deeper": 4}


def test_a_topic_that_nothing_leads_to_has_no_taps() -> None:
    assert "stay.island" not in GRAPH.taps


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    names = [f"s.t{number}" for number in range(draw(st.integers(1, 8)))]
    ways = st.lists(st.sampled_from(names), max_size=3)
    shown = tuple(draw(st.lists(st.sampled_from(names), max_size=3)))
    return graph_of({"s": shown}, *(topic(name, *draw(ways)) for name in names))


@given(graphs())
def test_no_way_on_saves_more_than_one_tap(graph: Graph) -> None:
    for section in graph.sections:
        assert all(graph.taps[name] == 2 for name in section.topics)
    for here, there in graph.edges():
        if here in graph.taps:
            assert graph.taps[there] <= graph.taps[here] + 1
    for name, taps in graph.taps.items():
        came_from = {graph.taps.get(here) for here, there in graph.edges() if there == name}
        assert taps == 2 or taps - 1 in came_from


def test_a_translation_follows_the_original_that_it_names_and_no_other() -> None:
    node = topic("iin.get")
    original = node.texts["ru"]
    followed = replace(node, texts={**node.texts, "en": replace(node.texts["en"], follows=original.fingerprint)})
    assert [followed.behind(language) for language in ("ru", "kk", "en")] == [False, True, False]
    changed = replace(followed, texts={**followed.texts, "ru": replace(original, body="Other.")})
    assert changed.behind("en")


@given(st.text(), st.text())
def test_a_fingerprint_is_of_the_words_and_their_places_not_of_the_spaces(one: str, two: str) -> None:
    assert fingerprint(one, two) == fingerprint(f"  {one}\n", " ".join(two.split()))
    same = one.split() == two.split()
    assert (fingerprint(one, two) == fingerprint(two, one)) is same


def test_the_words_of_options_belong_to_the_fingerprint() -> None:
    text = NodeText("Title", "Button", "Body", options={"yes": "Yes", "no": "No"})
    assert text.fingerprint == replace(text, button="B", examples=("e",), follows="a").fingerprint
    assert text.fingerprint != replace(text, options={"yes": "Yes", "no": "Never"}).fingerprint


def test_every_question_leads_to_a_topic() -> None:
    assert NodeText("Title", "Button", "Body", examples=("a",), questions=("b", "c")).asked == ("a", "b", "c")
