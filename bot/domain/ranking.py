"""Ranking: the topics that a question is about, how likely each is, and what to do about it.

Two ways. `LearnedRanking` adds a trained model to the search and knows from measured questions how often it is right.
`SearchRanking` needs no training; it stands in while the trained files do not fit the texts, and asks back more often.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, Final, Literal, Protocol

from bot.domain.learned import log_softmax, sigmoid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.domain.learned import Model
    from bot.domain.search import Index

Outcome = Literal["answer", "choose", "unknown"]
# The label of what no topic answers.
ELSEWHERE: Final = "-"
MAX_CANDIDATES: Final = 5
# How many signals a ranking is judged by.
SIGNALS: Final = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic that may answer the message, and how well it fits: from 0 to 1."""

    node: str
    score: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The nearest topics, best first, and what the policy makes of them.

    `said`: the question stands word for word among the examples of the first topic. `right` and `ours`: how likely
    it is that the first topic answers the question, and that any does; 0 where nobody measured.
    """

    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()
    said: bool = False
    right: float = 0.0
    ours: float = 0.0


class Ranking(Protocol):
    def rank(self, text: str) -> Ranked:
        """The topics for a text. Takes any text and never raises."""

    def scores(self, text: str) -> Mapping[str, float]:
        """The score of every topic, in no order."""


@dataclass(frozen=True, slots=True)
class Policy:
    """From which scores of the search on to answer, to offer a choice, or to say that the bot does not know.

    An answer needs `answer_at` and a lead of `margin`. An unknown question still offers topics from `offer_at` on;
    otherwise topics below `near` of the best score are left out.
    """

    answer_at: float = 0.28
    margin: float = 0.03
    choose_at: float = 0.2
    offer_at: float = 0.08
    near: float = 0.5

    def outcome(self, first: float, second: float) -> Outcome:
        """The outcome for the two best scores: a clear winner answers, a crowd is offered."""
        if first >= self.answer_at and first - second >= self.margin:
            return "answer"
        return "choose" if first >= self.choose_at else "unknown"


class SearchRanking:
    """Ranks by the search alone."""

    __slots__ = ("_index", "_policy")

    def __init__(self, index: Index, policy: Policy) -> None:
        self._index = index
        self._policy = policy

    def scores(self, text: str) -> Mapping[str, float]:
        return self._index.score(text)

    def rank(self, text: str) -> Ranked:
        found = self._index.score(text)
        said = self._index.said(text)
        ranked = _best(found, said)
        first, second = (*(candidate.score for candidate in ranked[:2]), 0.0, 0.0)[:2]
        outcome: Outcome = "answer" if said else self._policy.outcome(first, second)
        floor = self._policy.offer_at if outcome == "unknown" else first * self._policy.near
        return Ranked(outcome, tuple(c for c in ranked if c.score >= floor), said=bool(said))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted on measured questions.

    `search` and `second` weigh these scores beside the model. `right` and `ours` are logistic regressions (constant,
    then one factor for each of `signals`) for "the first topic is right" and "some topic answers it". From `answer_at`
    of the one on the bot answers, below `choose_at` of the other it does not know. A topic is offered from `offer_at`
    of the probability of the first one on.
    """

    search: float
    second: float
    right: tuple[float, ...]
    ours: tuple[float, ...]
    answer_at: float
    choose_at: float
    offer_at: float = 0.02


class LearnedRanking:
    """Ranks by the search and a trained model together, and a second scorer if there is one."""

    __slots__ = ("_calibration", "_index", "_model", "_second")

    def __init__(
        self,
        index: Index,
        model: Model,
        calibration: Calibration,
        second: Callable[[str], Mapping[str, float]] | None = None,
    ) -> None:
        """`second` gives the logarithm of each topic's probability; it may be slow, and may fail by giving nothing."""
        self._index = index
        self._model = model
        self._calibration = calibration
        self._second = second

    def scores(self, text: str) -> Mapping[str, float]:
        return self.measure(text)[0]

    def rank(self, text: str) -> Ranked:
        likely, seen = self.measure(text)
        said = self._index.said(text)
        known = self._calibration
        ranked = _best({node: p for node, p in likely.items() if node != ELSEWHERE}, said)
        right, ours = judge(known.right, seen), judge(known.ours, seen)
        outcome: Outcome = "choose"
        if said or right >= known.answer_at:
            outcome = "answer"
        elif ours < known.choose_at:
            outcome = "unknown"
        floor = 0.0 if said or not ranked else ranked[0].score * known.offer_at
        return Ranked(outcome, tuple(c for c in ranked if c.score >= floor), bool(said), right, ours)

    def measure(self, text: str) -> tuple[dict[str, float], tuple[float, ...]]:
        """The probability of each topic and of none, and the signals by which the outcome is judged."""
        found = self._index.score(text)
        words = self._index.expand(text)
        logits, share = self._model.read(words)
        learned = log_softmax(logits)
        second = self._second(text) if self._second else {}
        known = self._calibration
        labels = self._model.labels
        totals = [value + known.search * found.get(label, 0.0) for label, value in zip(labels, learned, strict=True)]
        if second:
            totals = [t + known.second * second.get(label, 0.0) for label, t in zip(labels, totals, strict=True)]
        likely = dict(zip(labels, map(math.exp, log_softmax(totals)), strict=True))
        return likely, signals(likely, found, share)


def signals(likely: Mapping[str, float], found: Mapping[str, float], share: float) -> tuple[float, ...]:
    """What tells whether a ranking can be trusted: how far it leads, how strange the words are."""
    topics, elsewhere = nlargest(3, likely.values()), likely.get(ELSEWHERE, 0.0)
    if elsewhere in topics:
        topics.remove(elsewhere)
    first, second = (*topics, 0.0, 0.0)[:2]
    return (_odds(first), _odds(second), _odds(elsewhere), max(found.values(), default=0.0), share)


def judge(factors: Sequence[float], seen: Iterable[float]) -> float:
    """A probability from a fitted logistic regression."""
    constant, *others = factors
    return sigmoid(constant + math.fsum(a * b for a, b in zip(others, seen, strict=True)))


def _odds(probability: float) -> float:
    """The log-odds of a probability, kept within what a fit can use."""
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


def _best(scores: Mapping[str, float], said: str | None) -> tuple[Candidate, ...]:
    """The best topics, the one whose own example was typed before all others."""
    raised = {**scores, said: 1.0} if said else scores
    least = min(nlargest(MAX_CANDIDATES, raised.values()), default=0.0)
    near = [(node, score) for node, score in raised.items() if score >= least]
    ordered = sorted(near, key=lambda item: (-item[1], item[0]))[:MAX_CANDIDATES]
    return tuple(Candidate(node, score) for node, score in ordered)
