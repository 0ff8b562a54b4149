"""A trained model adds up the weights of what it knows, and tells how much of a text it knows."""

from __future__ import annotations

import math
from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.features import features, letters
from bot.domain.learned import Model, Weights, log_softmax, sigmoid
from bot.domain.words import tokens

WEIGHTS = Weights(
    labels=("cat", "dog"),
    bias=(0.5, -0.5),
    rows={"=meow": 0, "=woof": 1, "meow_meow": 2},
    rarity=array("f", [1.0, 2.0, 1.0]),
    starts=array("I", [0, 1, 3, 4]),
    columns=array("B", [0, 0, 1, 1]),
    values=array("h", [3000, -1000, 2000, 1000]),
    scale=0.001,
)
MODEL = Model(WEIGHTS)


def test_a_known_word_speaks_for_its_label() -> None:
    cat, dog = MODEL.logits(("meow",))
    assert (cat, dog) == pytest.approx((3.5, -0.5))


def test_one_word_can_speak_for_one_label_and_against_another() -> None:
    assert MODEL.logits(("woof",)) == pytest.approx([-0.5, 1.5])


def test_a_text_has_length_one_so_that_two_words_share_its_weight() -> None:
    cat, dog = MODEL.logits(("meow", "woof"))
    length = math.hypot(1.0, 2.0)
    assert (cat, dog) == pytest.approx((0.5 + (3 - 2) / length, -0.5 + 4 / length))


def test_a_wide_model_weighs_words_that_stand_together() -> None:
    wide = Model(replace(WEIGHTS, wide=True))
    said, together = 1 + math.log(2), 1.0
    length = math.hypot(said, together)
    assert wide.logits(("meow", "meow")) == pytest.approx([0.5 + 3 * said / length, -0.5 + together / length])
    assert MODEL.logits(("meow", "meow")) == pytest.approx([3.5, -0.5])


@pytest.mark.parametrize("words", [(), ("moo",)])
def test_of_a_text_that_says_nothing_only_the_bias_is_known(words: tuple[str, ...]) -> None:
    assert MODEL.logits(words) == list(MODEL.bias)
    assert MODEL.read(words)[1] == 0


def test_the_share_tells_how_much_was_seen_before() -> None:
    assert MODEL.read(("meow",))[1] == pytest.approx(1 / len([*features(("meow",)).elements()]))
    assert MODEL.labels == ("cat", "dog")


def test_a_wide_model_looks_at_words_that_stand_together_and_at_longer_runs() -> None:
    wide = features(("not", "at", "all"), wide=True)
    assert {"not_at", "at_all", "not__all"} <= set(wide)
    assert " not " in wide
    assert not {"not_at", " not "} & set(features(("not", "at", "all")))


def test_a_whole_word_is_never_taken_for_letters() -> None:
    assert all(not run.startswith("=") for word in tokens("=meow = ==") for run in letters(word))


@given(st.lists(st.floats(-500, 500), min_size=1))
def test_probabilities_add_up_to_one(logits: list[float]) -> None:
    assert math.fsum(map(math.exp, log_softmax(logits))) == pytest.approx(1)


@given(st.floats(-1000, 1000))
def test_odds_become_a_probability_and_opposite_odds_the_rest(logit: float) -> None:
    assert 0 <= sigmoid(logit) <= 1
    assert sigmoid(logit) + sigmoid(-logit) == pytest.approx(1)


@given(st.text())
def test_any_text_gets_finite_logits(text: str) -> None:
    assert all(map(math.isfinite, MODEL.logits(tokens(text))))
