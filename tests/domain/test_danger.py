"""Danger is heard by the lexicon and by a trained model together; without a model the lexicon decides alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.crisis import Alarm, CrisisDetector, CrisisLexicon
from tests.domain.trained import trained

LEXICON = CrisisLexicon({"thoughts": {"ru": ["не хочу … жить"]}}, {"ru": ["не хочу жить с хозяйкой"]})
MODEL = trained({"danger": "прощайте навсегда друзья"}, bias=-8.0)
ALARM = Alarm(least=0.0, lexicon=9.0)
DETECTOR = CrisisDetector(LEXICON, MODEL, ALARM)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("не хочу больше жить", True),
        ("прощайте друзья", True),
        ("как получить ИИН", False),
        ("не хочу жить с хозяйкой", False),
        ("ytn", False),
        ("", False),
    ],
)
def test_a_phrase_or_the_model_is_enough(text: str, *, heard: bool) -> None:
    assert DETECTOR.detect(text) is heard


def test_one_word_is_too_little_for_the_model() -> None:
    assert DETECTOR.logit("прощайте") == -8.0
    assert DETECTOR.logit("прощайте друзья") > 0


def test_a_phrase_of_the_lexicon_adds_to_what_the_model_felt() -> None:
    text = "не хочу больше жить"
    assert DETECTOR.logit(text) - DETECTOR.logit(text, heard=False) == pytest.approx(ALARM.lexicon)


@pytest.mark.parametrize("detector", [CrisisDetector(LEXICON), CrisisDetector(LEXICON, MODEL)])
def test_without_a_model_or_its_alarm_the_lexicon_decides_alone(detector: CrisisDetector) -> None:
    assert detector.detect("не хочу больше жить")
    assert not detector.detect("прощайте друзья")


def test_a_second_scorer_is_heard_as_well() -> None:
    second = CrisisDetector(LEXICON, MODEL, Alarm(0.0, 9.0, second=0.5), lambda _: 40.0)
    assert second.detect("тихий вечер у окна")
    assert not CrisisDetector(LEXICON, MODEL, ALARM, lambda _: 40.0).detect("тихий вечер у окна")


def test_a_message_that_surely_belongs_to_a_calm_topic_needs_more_to_be_taken_for_danger() -> None:
    alarm = Alarm(least=0.0, lexicon=9.0, calm=1000.0)
    careful = CrisisDetector(LEXICON, MODEL, alarm, topics=["psych", "health.emergency"])
    assert careful.detect("прощайте друзья")
    assert not careful.detect("прощайте друзья", "life.leaving")
    assert careful.detect("прощайте друзья", "psych.adaptation")
    assert careful.detect("прощайте друзья", "health.emergency")
    assert not careful.detect("прощайте друзья", "health.clinic")


def test_a_practical_question_beside_it_does_not_drown_a_cry_for_help() -> None:
    alarm = Alarm(least=0.0, lexicon=1.0, phrase=9.0)
    detector = CrisisDetector(LEXICON, MODEL, alarm)
    assert detector.detect("не хочу больше жить. Где получить ИИН и сколько ждать?")
    assert not detector.detect("где получить ИИН, сколько ждать?")


def test_a_word_that_stands_alone_is_left_to_the_lexicon() -> None:
    lexicon = CrisisLexicon({"thoughts": {"ru": ["суицид*"]}}, {})
    detector = CrisisDetector(lexicon, MODEL, ALARM)
    assert detector.detect("суицид")
    assert not detector.detect("прощайте")


def test_a_phrase_of_the_lexicon_is_heard_whatever_the_topic() -> None:
    careful = CrisisDetector(LEXICON, MODEL, Alarm(least=0.0, lexicon=9.0, calm=1000.0))
    assert careful.detect("не хочу больше жить", "stay.limit")


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert DETECTOR.detect(text) in {True, False}
