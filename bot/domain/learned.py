"""Learned: a linear model over words and letters. It is trained beforehand; here it only adds up weights."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import partial
from operator import add
from typing import TYPE_CHECKING

from bot.domain.features import WHOLE, of_neighbours, of_word
from bot.domain.places import Places
from bot.domain.rows import Rows, plainly

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from bot.domain.rows import Adder


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a model, as rows: row `rows[feature]` holds `values[i]` for the label `columns[i]`.

    `starts` has one entry more than there are rows; values are whole numbers, to be multiplied by `scale`. `rarity` is
    the inverse document frequency of each row. `wide`: which features it was trained on.
    """

    labels: tuple[str, ...]
    bias: Sequence[float]
    rows: Mapping[str, int]
    rarity: array[float]
    starts: array[int]
    columns: array[int]
    values: array[int]
    scale: float
    wide: bool = False


class Model:
    """Gives each label a logit for a text."""

    __slots__ = ("_add_up", "_places", "_weights")

    def __init__(self, weights: Weights, adder: Adder = plainly) -> None:
        self._weights = weights
        self._places = Places(
            weights.rows, partial(of_word, wide=weights.wide), lambda word: WHOLE + word in weights.rows
        )
        self._add_up = adder(Rows(weights.starts, weights.columns, weights.values, len(weights.labels)))

    @property
    def labels(self) -> tuple[str, ...]:
        return self._weights.labels

    @property
    def bias(self) -> Sequence[float]:
        """The logits of a text of which nothing is known."""
        return self._weights.bias

    def logits(self, words: Sequence[str]) -> list[float]:
        """The logit of every label, in the order of `labels`, for a text given as skeleton words."""
        return self.read(words)[0]

    def read(self, words: Sequence[str]) -> tuple[list[float], float]:
        """The logits of a text, and how much of it the model has seen before, from 0 to 1."""
        known, counts = self._weights, Counter[int | str]()
        for word in words:
            counts.update(self._places.of(word))
        if known.wide:
            counts.update(self._places.of_all(of_neighbours(words)))
        seen = [(row, n) for row, n in counts.items() if isinstance(row, int)]
        # Weighted as in training: logarithm, rarity, length one.
        amounts = [known.rarity[row] if n == 1 else (1 + math.log(n)) * known.rarity[row] for row, n in seen]
        length = math.hypot(*amounts) or 1.0
        totals = self._add_up([row for row, _ in seen], [amount / length * known.scale for amount in amounts])
        return [*map(add, known.bias, totals)], sum(n for _, n in seen) / (counts.total() or 1)


def log_softmax(logits: Sequence[float]) -> list[float]:
    """Logarithms of probabilities that add up to one."""
    most = max(logits)
    total = most + math.log(math.fsum(math.exp(logit - most) for logit in logits))
    return [logit - total for logit in logits]


def sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-logit)) if logit >= 0 else 1 - 1 / (1 + math.exp(logit))
