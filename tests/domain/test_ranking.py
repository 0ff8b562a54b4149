"""Ranking: a trained model beside the search, a policy that was measured, and a careful stand-in without it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.explain import explain
from bot.domain.ranking import (
    ELSEWHERE,
    MAX_CANDIDATES,
    Calibration,
    LearnedRanking,
    Policy,
    SearchRanking,
    judge,
    signals,
)
from bot.domain.search import Document, Index
from bot.domain.words import Aliases
from tests.domain.trained import trained

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS = {
    "iin.get": "получить номер иин где сделать",
    "housing.find": "снять квартиру жильё аренда",
    "stay.limit": "сколько дней можно жить без визы",
    ELSEWHERE: "погода футбол рецепт борща",
}
INDEX = Index(
    [Document(node, "ru", text, (f"{text}?",)) for node, text in TEXTS.items() if node != ELSEWHERE], Aliases([])
)
MODEL = trained(TEXTS)
# Sure when the first topic leads; ours when "elsewhere" is unlikely.
CALIBRATION = Calibration(
    search=5.0,
    second=1.0,
    right=(0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
    ours=(0.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    answer_at=0.99,
    choose_at=0.5,
)
RANKING = LearnedRanking(INDEX, MODEL, CALIBRATION)
ALONE = SearchRanking(INDEX, Policy())
both = pytest.mark.parametrize("ranking", [RANKING, ALONE])


def test_a_clear_question_is_answered() -> None:
    ranked = RANKING.rank("где получить иин")
    assert (ranked.outcome, ranked.candidates[0].node) == ("answer", "iin.get")
    assert ranked.right > 0.9
    assert ranked.ours > 0.9


def test_what_no_topic_answers_is_unknown_and_never_offered_as_a_topic() -> None:
    ranked = RANKING.rank("рецепт борща")
    assert ranked.outcome == "unknown"
    assert ELSEWHERE not in [candidate.node for candidate in ranked.candidates]


def test_a_question_between_two_topics_offers_both() -> None:
    ranked = RANKING.rank("снять жильё дней жить")
    assert ranked.outcome == "choose"
    assert {candidate.node for candidate in ranked.candidates[:2]} == {"housing.find", "stay.limit"}


@both
def test_an_example_word_for_word_is_answered_by_its_topic(ranking: LearnedRanking | SearchRanking) -> None:
    ranked = ranking.rank("Снять КВАРТИРУ, жильё, аренда!")
    assert (ranked.outcome, ranked.said, ranked.candidates[0].node) == ("answer", True, "housing.find")


def test_a_second_scorer_can_turn_the_scales() -> None:
    def second(text: str) -> Mapping[str, float]:
        return {"housing.find": -0.1, "stay.limit": -9.0, "iin.get": -9.0, ELSEWHERE: -9.0}

    text = "снять жильё, жить без визы"
    with_it = LearnedRanking(INDEX, MODEL, CALIBRATION, second).rank(text)
    assert with_it.candidates[0].node == "housing.find"
    assert with_it.candidates[0].score > RANKING.scores(text)["housing.find"]


def test_a_second_scorer_that_gives_nothing_changes_nothing() -> None:
    text = "где получить иин"
    assert LearnedRanking(INDEX, MODEL, CALIBRATION, lambda _: {}).rank(text) == RANKING.rank(text)


def test_far_topics_are_not_offered() -> None:
    near = LearnedRanking(INDEX, MODEL, replace(CALIBRATION, offer_at=0.9)).rank("где получить иин")
    assert [candidate.node for candidate in near.candidates] == ["iin.get"]


def test_a_search_without_anything_in_common_offers_nothing() -> None:
    ranked = ALONE.rank("qqq")
    assert (ranked.outcome, ranked.candidates) == ("unknown", ())


def test_signals_of_a_ranking_without_topics_are_those_of_nothing() -> None:
    seen = signals({ELSEWHERE: 1.0}, {}, 0.0)
    assert seen[0] == seen[1] < -10
    assert seen[2] > 10


def test_a_judgement_is_a_probability() -> None:
    assert judge((0.0, 1.0), (0.0,)) == 0.5
    assert judge((-50.0, 1.0), (0.0,)) < 0.01
    assert judge((50.0, 1.0), (0.0,)) > 0.99


def test_an_explanation_says_which_words_spoke_for_a_topic_the_strongest_first() -> None:
    reasons = explain(RANKING, "где получить иин")
    assert reasons[0].node == "iin.get"
    words = dict(reasons[0].words)
    assert words["получить"] > 0
    assert [abs(added) for _, added in reasons[0].words] == sorted(map(abs, words.values()), reverse=True)


@both
@given(text=st.text())
def test_no_text_raises(ranking: LearnedRanking | SearchRanking, text: str) -> None:
    ranked = ranking.rank(text)
    assert len(ranked.candidates) <= MAX_CANDIDATES
    assert all(0 <= candidate.score <= 2 for candidate in ranked.candidates)
