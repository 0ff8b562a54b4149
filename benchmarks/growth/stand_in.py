"""A model as large as one that was trained on so many topics would be. Training 10,000 of them would take days.

It weighs each word and each run of letters for the topics in whose questions they are more common than elsewhere; the
threshold is such that at the real size it has about as many weights as the real model. What it answers is of no use:
only its size and the time that it takes count.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from typing import TYPE_CHECKING

from bot.domain.features import features
from bot.domain.learned import Model, Weights
from bot.domain.words import tokens
from bot.library.sums import quickly

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.faq import Node

SEEN = 2
"""As in training: a feature of one text only is an accident."""
LEAST = 0.1
SCALE = 1000
LARGEST = 32767


def stand_in(nodes: Mapping[str, Node]) -> Model:
    labels = (*nodes, "-")
    shares = [share_of_questions(node) for node in nodes.values()]
    texts = Counter(feature for share in shares for feature in share)
    rows = {feature: row for row, feature in enumerate(name for name, number in texts.items() if number >= SEEN)}
    rarity = array("f", (1 + math.log((1 + len(nodes)) / (1 + texts[name])) for name in rows))
    held: list[list[tuple[int, int]]] = [[] for _ in rows]
    for column, share in enumerate(shares):
        for feature, part in share.items():
            row = rows.get(feature)
            if row is not None and (weight := part * rarity[row]) > LEAST:
                held[row].append((column, min(LARGEST, round(weight * SCALE))))
    columns, values, starts = array("H"), array("h"), array("I", [0])
    for kept in held:
        columns.extend(column for column, _ in kept)
        values.extend(value for _, value in kept)
        starts.append(len(values))
    bias = array("d", bytes(8 * len(labels)))
    return Model(Weights(labels, bias, rows, rarity, starts, columns, values, 1 / SCALE), quickly)


def share_of_questions(node: Node) -> dict[str, float]:
    """Return in which share of a topic's questions each feature stands."""
    asked = [question for text in node.texts.values() for question in text.asked]
    found = Counter(feature for question in asked for feature in seen_in(question))
    return {feature: number / len(asked) for feature, number in found.items()}


def seen_in(question: str) -> Iterable[str]:
    return features(tokens(question)).keys()
