"""What happens to the real content when time passes, and when a fact of it changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.fact import LANGUAGES, Unit
from bot.library.check import check
from bot.library.load import load
from bot.library.render import facts_used, topic_messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.faq import Node
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from tests.library.planting import Content

SOURCE_LANGUAGE_CAUTION = "This may be outdated. Please check with 1414."


def shown(library: Library, node: Node, t: Texts, on: date) -> str:
    return "\n".join(message.text for message in topic_messages(library, node, t, on)).replace("\xa0", " ")


def test_in_a_year_every_answer_warns_but_the_urgent_ones(
    library: Library, catalogues: Mapping[str, Texts], today: date
) -> None:
    later = today + timedelta(days=365)
    for t in catalogues.values():
        for node in library.graph.nodes.values():
            text = shown(library, node, t, later)
            assert (t(SOURCE_LANGUAGE_CAUTION) in text) is not node.urgent, (node.id, t.language)


def test_in_a_year_every_number_is_marked(library: Library, catalogues: Mapping[str, Texts], today: date) -> None:
    later = today + timedelta(days=365)
    counted = set(Unit) - {Unit.LINK, Unit.PHONE, Unit.DATE}
    for t in catalogues.values():
        for node in library.graph.nodes.values():
            facts = [library.facts[name] for name in facts_used(library, node) if name != "mci"]
            if not node.urgent and any(fact.unit in counted for fact in facts):
                assert "(?)" in shown(library, node, t, later), (node.id, t.language)


def test_today_no_answer_warns(library: Library, catalogues: Mapping[str, Texts], today: date) -> None:
    for t in catalogues.values():
        for node in library.graph.nodes.values():
            text = shown(library, node, t, today)
            assert t(SOURCE_LANGUAGE_CAUTION) not in text, node.id
            assert "(?)" not in text, node.id


def test_in_a_year_the_check_names_every_overdue_topic(
    library: Library, catalogues: Mapping[str, Texts], real: Content, today: date
) -> None:
    found = check(real.folder, catalogues, today + timedelta(days=365))
    due = {finding.path.relative_to(real.folder).as_posix() for finding in found if finding.code == "review-due"}
    assert {f"{node.replace('.', '/', 1)}/node.yaml" for node in library.graph.nodes} <= due


def users_of(library: Library, fact: str) -> Iterator[Node]:
    return (node for node in library.graph.nodes.values() if fact in facts_used(library, node))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_changed_fact_changes_every_text_that_names_it_and_no_other(
    library: Library, catalogues: Mapping[str, Texts], real: Content, today: date, language: str
) -> None:
    limit = library.facts["stay.eaeu.limit"]
    path = real.folder / "facts" / "stay.yaml"
    before = path.read_text(encoding="utf-8")
    head, name, rest = before.partition("stay.eaeu.limit:\n")
    assert f"value: {limit.value}\n" in rest
    path.write_text(head + name + rest.replace(f"value: {limit.value}\n", "value: 77\n", 1), encoding="utf-8")
    try:
        changed = load(real.folder)
    finally:
        path.write_text(before, encoding="utf-8")
    users = {node.id for node in users_of(library, limit.id)}
    assert len(users) > 1
    for node in library.graph.nodes.values():
        t = catalogues[language]
        old, new = shown(library, node, t, today), shown(changed, changed.graph.nodes[node.id], t, today)
        assert (old != new) is (node.id in users), node.id
        assert ("77" in new) is (node.id in users), node.id
