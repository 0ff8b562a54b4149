"""The question sets are fit to measure with: large enough, about topics that exist, and never learned from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bot.domain.fact import LANGUAGES
from bot.domain.words import normalise
from bot.library.measured import read_asked, read_told
from bot.settings import ROOT

if TYPE_CHECKING:
    from bot.entry.knowledge import Knowledge

ROUTING, DANGER = ROOT / "benchmarks" / "routing", ROOT / "benchmarks" / "crisis"
PARTS = ("choose", "report")
ASKED = {part: read_asked(ROUTING / part) for part in PARTS}
TOLD = {part: read_told(DANGER / part) for part in PARTS}
EVERY = [question for questions in ASKED.values() for question in questions]


def test_no_question_of_the_benchmark_stands_in_the_content(knowledge: Knowledge) -> None:
    library = knowledge.screens.library
    learned = {
        normalise(text)
        for node in library.graph.nodes.values()
        for words in node.texts.values()
        for text in words.asked
    }
    learned |= {normalise(text) for texts in library.elsewhere.values() for text in texts}
    assert len(learned) > 5000
    assert [question.text for question in EVERY if normalise(question.text) in learned] == []


def test_no_message_of_the_benchmark_is_learned_from() -> None:
    learned = {normalise(message.text) for message in read_told(ROOT / "training" / "crisis")}
    assert [m.text for messages in TOLD.values() for m in messages if normalise(m.text) in learned] == []


def test_what_is_reported_is_not_what_is_chosen_by() -> None:
    for sets in (ASKED, TOLD):
        one, other = ({normalise(item.text) for item in sets[part]} for part in PARTS)
        assert one & other == set()
        assert {item.author for item in sets["choose"]} & {item.author for item in sets["report"]} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_asked_for_often_enough_in_every_language(knowledge: Knowledge, language: str) -> None:
    asked = Counter(topic for q in EVERY if q.language == language for topic in q.right)
    assert set(asked) == set(knowledge.screens.library.graph.nodes)
    assert min(asked.values()) >= 5


def test_there_are_enough_strange_questions_and_messages_of_danger() -> None:
    assert sum(not question.right for question in EVERY) >= 200
    assert {q.kind for q in EVERY if not q.right} == {"near", "far"}
    messages = [message for told in TOLD.values() for message in told]
    assert len(messages) >= 300
    assert {(m.language, m.danger) for m in messages} == {(code, told) for code in LANGUAGES for told in (True, False)}


def test_enough_is_there_to_learn_danger_from() -> None:
    training = read_told(ROOT / "training" / "crisis")
    assert sum(message.danger for message in training) >= 700
    assert sum(not message.danger for message in training) >= 900
    assert len({message.author for message in training}) >= 5
