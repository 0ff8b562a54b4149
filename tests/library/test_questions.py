"""A question that stands among the examples of a topic leads to that topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.fact import LANGUAGES

if TYPE_CHECKING:
    from bot.entry.knowledge import Knowledge


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_leads_to_its_topic(knowledge: Knowledge, language: str) -> None:
    router = knowledge.answers.router
    lost = {}
    for node in knowledge.screens.library.graph.nodes.values():
        for question in node.texts[language].examples:
            decision = router.route(question)
            found = [candidate.node for candidate in decision.candidates]
            # Danger comes before any topic, and a word that people mix up offers each of its meanings.
            right = (
                decision.kind == "crisis" or found[:1] == [node.id] or (decision.kind == "choose" and node.id in found)
            )
            if not right or decision.kind in ("unknown", "small_talk"):
                lost[question] = (node.id, decision.kind, found)
    assert lost == {}
