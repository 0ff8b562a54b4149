"""A model made by hand: the features of each label's words speak for it, and nothing else does."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from bot.domain.features import features
from bot.domain.learned import Model, Weights
from bot.domain.words import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

STRENGTH = 6000


def trained(words: Mapping[str, str], bias: float = 0.0) -> Model:
    """A model in which the words of each label speak for that label."""
    labels = tuple(words)
    rows: dict[str, int] = {}
    starts, columns, values = array("I", [0]), array("B"), array("h")
    known = {name: label for label, text in words.items() for name in features(tokens(text))}
    for name, label in known.items():
        rows[name] = len(rows)
        columns.append(labels.index(label))
        values.append(STRENGTH)
        starts.append(len(values))
    rarity = array("f", [1.0] * len(rows))
    return Model(Weights(labels, (bias,) * len(labels), rows, rarity, starts, columns, values, 0.001))
