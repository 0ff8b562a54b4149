"""With the real content: whoever cries for help is heard, also beside a question; a figure of speech hardly ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.domain.test_crisis import IN_DANGER, NOT_IN_DANGER

if TYPE_CHECKING:
    from bot.services.answers import Answers

BESIDE = {
    "ru": "как получить ИИН иностранцу и сколько ждать?",
    "kk": "ЖСН қалай алуға болады?",
    "en": "how do I get an IIN as a foreigner?",
}


@pytest.mark.parametrize("message", IN_DANGER)
def test_a_cry_for_help_is_heard(answers: Answers, message: str) -> None:
    assert answers.router.route(message).kind == "crisis"


@pytest.mark.parametrize("question", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize(
    "message",
    [
        "не хочу больше жить",
        "я покончу с собой",
        "муж меня избил",
        "өлгім келеді",
        "күйеуім мені ұрады",
        "i want to die",
    ],
)
def test_a_practical_question_beside_it_does_not_drown_a_cry_for_help(
    answers: Answers, message: str, question: str
) -> None:
    for text in (f"{message}. {question}", f"{question} {message}"):
        decision = answers.router.route(text)
        assert decision.kind == "crisis"
        assert [candidate.node for candidate in decision.candidates] == ["iin.get"]


def test_figures_of_speech_are_hardly_ever_taken_for_danger(answers: Answers) -> None:
    alarms = [message for message in NOT_IN_DANGER if answers.router.route(message).kind == "crisis"]
    assert len(alarms) <= len(NOT_IN_DANGER) // 8
