"""Training: fits the models that the bot reads. Needs the extra `teach` (scikit-learn); running the bot does not."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.domain.features import features
from bot.domain.learned import Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

# Smaller weights change nothing that a person would see, and fill the file.
LEAST = 0.25
# Weights are kept as thousandths: whole numbers make the file small.
SCALE = 1000
LARGEST = 32767
# A feature of one text only is an accident.
SEEN = 2
# The vectors of the second scorer lie close together; this spreads them.
SPREAD, LAYER_STRENGTH = 5.0, 30.0


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts, what each of them is, and how much it counts (all the same if nothing is said)."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    counts: tuple[float, ...] | None = None


def train(examples: Examples, words: Sequence[Sequence[str]], strength: float, wanted: str | None = None) -> Weights:
    """Fit a logistic regression on examples, given as skeleton words.

    `strength` is the inverse of the regularisation. With `wanted`, the model only tells that label from all others, and
    looks at more features.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - heavy, and only for training
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    wide = wanted is not None
    truth: Sequence[object] = [label == wanted for label in examples.labels] if wide else examples.labels
    vectors = TfidfVectorizer(
        analyzer=lambda text: [*features(text, wide=wide).elements()], sublinear_tf=True, min_df=SEEN
    )
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(vectors.fit_transform(words), truth, sample_weight=examples.counts)
    columns, values, starts = array("B"), array("h"), array("I", [0])
    for row in model.coef_.T:
        for column, value in enumerate(row):
            if abs(value) > LEAST:
                columns.append(column)
                values.append(max(-LARGEST, min(LARGEST, round(value * SCALE))))
        starts.append(len(values))
    return Weights(
        labels=(wanted,) if wanted else tuple(model.classes_),
        bias=array("d", map(float, model.intercept_)),
        rows={str(name): row for row, name in enumerate(vectors.get_feature_names_out())},
        rarity=array("f", map(float, vectors.idf_)),
        starts=starts,
        columns=columns,
        values=values,
        scale=1 / SCALE,
        wide=wide,
    )


def train_layers(path: Path, encode: Callable[[str], Any], corpus: str, topics: Examples, danger: Examples) -> None:
    """Fit a layer for topics and one for danger on top of the second scorer's vectors, and write them.

    Of the labels of `danger`, the one that comes last in the alphabet is the one that is told from the other.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    def fit(examples: Examples) -> tuple[Any, Any]:
        vectors = np.array([encode(text) for text in examples.texts])
        mean = vectors.mean(0)
        model = LogisticRegression(C=LAYER_STRENGTH, max_iter=500)
        model.fit((vectors - mean) * SPREAD, examples.labels, sample_weight=examples.counts)
        return model, mean

    (known, mean), (heard, heard_mean) = fit(topics), fit(danger)
    np.savez_compressed(
        path,
        corpus=corpus,
        labels=list(known.classes_),
        topics=(known.coef_.T * SPREAD).astype("f2"),
        topics_bias=(known.intercept_ - known.coef_ @ (mean * SPREAD)).astype("f4"),
        danger=(heard.coef_.T * SPREAD).astype("f2"),
        danger_bias=(heard.intercept_ - heard.coef_ @ (heard_mean * SPREAD)).astype("f4"),
    )
