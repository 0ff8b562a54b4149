"""The topics that people have links to: none may go, none may be empty, and all may be walked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.fact import LANGUAGES
from bot.domain.faq import MAX_TAPS

if TYPE_CHECKING:
    from bot.library.reading import Library

# Public names, by section. A name keeps its meaning for ever, so this list only grows.
PUBLIC = """
    arrival: first_steps notification notification.how notification.refuses notification.late entry
    iin: what_for get documents eds
    stay: limit count border_run extend overstay reminders
    permits: overview trp trp.work trp.study trp.family trp.business trp.documents trp.ends prp police_certificate
    permits: medical_certificate refused digital_nomad citizenship
    work: permit contract find llp self_employed remote tax_residency diploma unpaid
    housing: find shelter contract eviction scam registration
    health: emergency clinic insurance
    psych: crisis free_help specialist adaptation
    money: bank_card transfer mir crypto
    documents: power_of_attorney lost_passport consulate translation
    family: school join
    community: find language
    safety: fake_documents police asylum discrimination privacy
    life: sim car contacts leaving
"""
TOPICS = [
    f"{section}.{topic}"
    for section, _, topics in (line.strip().partition(": ") for line in PUBLIC.strip().splitlines())
    for topic in topics.split()
]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_public_topic_is_whole_in_every_language(library: Library, topic: str) -> None:
    node = library.graph.nodes[topic]
    for language in LANGUAGES:
        text = node.texts[language]
        assert text.title
        assert len(text.body) >= 400
        assert len(set(text.examples)) >= 8
        assert not node.behind(language)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_public_topic_is_reached_from_the_menu(library: Library, topic: str) -> None:
    assert library.graph.taps[topic] <= MAX_TAPS


def test_the_menu_shows_every_public_topic_in_its_section(library: Library) -> None:
    shown = {topic for section in library.graph.sections for topic in section.topics}
    assert set(TOPICS) <= shown
    assert all(library.graph.section_of(topic) for topic in TOPICS)
