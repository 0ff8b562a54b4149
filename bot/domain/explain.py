"""Explain: why a text led to its topics, for those who write the questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ranking import Ranking

_WORD: Final = re.compile(r"\S+")
# More words than anybody would read about.
_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Reason:
    """A topic, its score, and what each word of the text added to it, the strongest first.

    What a word added is by how much the score falls without it; below zero it spoke against the topic.
    """

    node: str
    score: float
    words: tuple[tuple[str, float], ...]


def explain(ranking: Ranking, text: str) -> tuple[Reason, ...]:
    """Rank a text as a whole and once without each of its words."""
    whole = ranking.rank(text).candidates
    spans = [found.span() for found in _WORD.finditer(text)][:_MOST]
    without = {text[start:end]: ranking.scores(f"{text[:start]}{text[end:]}") for start, end in spans}
    return tuple(
        Reason(candidate.node, candidate.score, _added(candidate.node, candidate.score, without)) for candidate in whole
    )


def _added(node: str, score: float, without: Mapping[str, Mapping[str, float]]) -> tuple[tuple[str, float], ...]:
    added = ((word, score - scores.get(node, 0.0)) for word, scores in without.items())
    return tuple(sorted(added, key=lambda item: -abs(item[1])))
