"""Calibration: fits on measured questions how sure the router may be. Needs the extra `teach` (scikit-learn)."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from bot.domain.crisis import Alarm, CrisisDetector
from bot.domain.ranking import ELSEWHERE, SIGNALS, Calibration, LearnedRanking, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.crisis import CrisisLexicon
    from bot.domain.learned import Model
    from bot.domain.search import Index
    from bot.library.measured import Asked, Told
    from bot.library.semantic import Semantic

# The scores of the search lie between 0 and 2, those of the model are logarithms: this brings them to one scale.
SEARCH, SECOND = 15.0, 0.3
# What a phrase of the lexicon adds to the logit of a message and of a clause, and the weight of the second scorer's.
LEXICON, PHRASE, MEANING = 1.5, 2.5, 0.4
# How much more must speak for danger in a message that surely belongs to a calm topic.
CALM = 2.0
# Of messages written to look like danger, this share may be taken for it: a false alarm costs a line; a miss, a life.
FALSE_ALARMS = 0.08
# Of the answers given, this share is right; of the questions that no topic answers, this share at most is answered.
PRECISION, FOOLED = 0.96, 0.03
# Of the questions that some topic answers, this share is not told "I do not know".
KEPT = 0.985


def calibrate(index: Index, model: Model, asked: Sequence[Asked], semantic: Semantic | None = None) -> Calibration:
    """Fit the two probabilities and their thresholds on questions that were not learned from."""
    nothing = (0.0,) * (1 + SIGNALS)
    blank = Calibration(SEARCH, SECOND if semantic else 0.0, nothing, nothing, 1.0, 0.0)
    ranking = LearnedRanking(index, model, blank, semantic.topics if semantic else None)
    seen, right, ours = [], [], []
    for question in asked:
        likely, signs = ranking.measure(question.text)
        first = max((label for label in likely if label != ELSEWHERE), key=likely.__getitem__)
        seen.append(signs)
        right.append(first in question.right)
        ours.append(bool(question.right))
    fitted = replace(blank, right=fit(seen, right), ours=fit(seen, ours))
    sure = [judge(fitted.right, signs) for signs in seen]
    known = sorted(judge(fitted.ours, signs) for signs, mine in zip(seen, ours, strict=True) if mine)
    kept = known[int(len(known) * (1 - KEPT))]
    return replace(fitted, answer_at=round(careful(sure, right, ours), 4), choose_at=round(kept, 4))


def fit_alarm(
    lexicon: CrisisLexicon, model: Model, heard: Sequence[Told], semantic: Semantic | None = None
) -> dict[str, float]:
    """Find the lowest threshold at which few enough harmless messages are taken for danger."""
    alarm = Alarm(0.0, LEXICON, PHRASE, MEANING if semantic else 0.0, CALM)
    detector = CrisisDetector(lexicon, model, alarm, semantic.danger if semantic else None)
    calm = sorted(detector.logit(message.text) for message in heard if not message.danger)
    least = calm[int(len(calm) * (1 - FALSE_ALARMS))]
    return asdict(replace(alarm, least=round(least, 4)))


def fit(seen: Sequence[Sequence[float]], truth: Sequence[bool]) -> tuple[float, ...]:
    """Fit a logistic regression: the constant, then a factor for each signal."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - heavy, and only for calibration

    model = LogisticRegression(C=1.0, max_iter=1000).fit(list(seen), list(truth))
    return tuple(round(float(number), 5) for number in (*model.intercept_, *model.coef_[0]))


def careful(sure: Sequence[float], right: Sequence[bool], ours: Sequence[bool]) -> float:
    """Return the lowest threshold above which enough answers are right and few strange questions are answered."""
    best, good, strange = 1.0, 0, 0
    allowed = ours.count(False) * FOOLED
    for count, (probability, hit, mine) in enumerate(
        sorted(zip(sure, right, ours, strict=True), reverse=True), start=1
    ):
        good, strange = good + hit, strange + (not mine)
        if good / count >= PRECISION and strange <= allowed:
            best = probability
    return best
