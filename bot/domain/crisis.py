"""Crisis: does somebody speak of death, harm or violence? Asked first, and rather once too often."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.domain.faq import covered
from bot.domain.phrases import Phrases
from bot.domain.words import normalise, other_layout, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.domain.learned import Model

# "хачу умиреть" must be heard; in Kazakh the same fold would make "take" (алғым) out of "die" (өлгім).
_UNSTRESSED: Final = str.maketrans("oe", "ai")
_MISSPELT: Final = "ru"
_CLAUSE: Final = re.compile(r"[.,!?…;:\n()—–]+")
# More than anything can speak against it.
_CERTAIN: Final = 1000.0
_PAGE: Final = 80


def _loosen(normalised: str) -> str:
    return normalised.translate(_UNSTRESSED)


def _keep(normalised: str) -> str:
    return normalised


class CrisisLexicon:
    """Phrases of people in danger, and idioms that only sound like it.

    ``themes``: theme → language → phrases, ``{"thoughts": {"ru": ["не хочу … жить"], …}, …}``.
    ``idioms``: language → phrases, ``{"en": ["killing me"]}``. Phrase syntax: see `bot.domain.phrases`.
    """

    __slots__ = ("_matchers",)

    def __init__(self, themes: Mapping[str, Mapping[str, Iterable[str]]], idioms: Mapping[str, Iterable[str]]) -> None:
        languages = {language for theme in themes.values() for language in theme}
        self._matchers = tuple(
            _Matcher(
                _loosen if language == _MISSPELT else _keep,
                [phrase for theme in themes.values() for phrase in theme.get(language, ())],
                idioms.get(language, ()),
            )
            for language in sorted(languages)
        )

    def detect(self, text: str) -> bool:
        """True if anything in the text, also read with the keyboard switched, sounds like a crisis."""
        # In a longer text the switched keyboard is seen without us.
        readings = (text, other_layout(text)) if len(text) < _PAGE else (text,)
        return any(matcher.hears(folded) for folded in map(normalise, readings) for matcher in self._matchers)


class _Matcher:
    """The phrases and idioms of one language."""

    __slots__ = ("_fold", "_idioms", "_phrases")

    def __init__(self, fold: Callable[[str], str], phrases: Iterable[str], idioms: Iterable[str]) -> None:
        """`fold` is applied to what is normalised already."""
        self._fold = fold
        self._phrases = Phrases(phrases, lambda text: fold(normalise(text)))
        self._idioms = Phrases(idioms, lambda text: fold(normalise(text)))

    def hears(self, normalised: str) -> bool:
        return bool(self._phrases.find(self._idioms.without(self._fold(normalised))))


@dataclass(frozen=True, slots=True)
class Alarm:
    """When a message counts as danger: the sum of what was heard reaches `least`.

    `lexicon` is what a phrase of the lexicon adds to the logit of the whole message, `phrase` what it adds to that of
    the clause in which it stands. `second` weighs the second scorer, `calm` is what must speak for danger in addition
    where a message surely belongs to a calm topic.
    """

    least: float
    lexicon: float
    phrase: float = 0.0
    second: float = 0.0
    calm: float = 0.0


class CrisisDetector:
    """Hears danger by the lexicon and, where there is one, by a model that was trained on messages of many authors.

    A list of phrases alone misses most of what people write, and takes figures of speech for danger. Where there is no
    model, the lexicon decides alone.
    """

    __slots__ = ("_alarm", "_lexicon", "_model", "_second", "_topics")

    def __init__(
        self,
        lexicon: CrisisLexicon,
        model: Model | None = None,
        alarm: Alarm | None = None,
        second: Callable[[str], float] | None = None,
        topics: Iterable[str] = (),
    ) -> None:
        """`second` gives a logit too, from the meaning of a text. In `topics` and those below people tell of danger."""
        self._topics = tuple(topics)
        self._lexicon = lexicon
        self._model = model
        self._alarm = alarm
        self._second = second

    def detect(self, text: str, about: str | None = None) -> bool:
        """True if anything in the text sounds like a crisis. The lexicon also reads it with the keyboard switched.

        `about` is the topic that surely answers the text, if there is one.
        """
        heard = self._lexicon.detect(text)
        if self._model is None or self._alarm is None:
            return heard
        calm = not heard and about is not None and not covered(about, self._topics)
        return self.logit(text, heard=heard) >= self._alarm.least + self._alarm.calm * calm

    def names(self, text: str) -> bool:
        """True if the text names danger in so many words; a model may feel it in a text about a doctor or a mother."""
        return self._lexicon.detect(text)

    def logit(self, text: str, *, heard: bool | None = None) -> float:
        """How much speaks for danger. `heard`: whether the lexicon hears it, if that is known."""
        assert self._model
        assert self._alarm
        heard = self._lexicon.detect(text) if heard is None else heard
        felt = self._felt(text) + self._alarm.lexicon * heard
        if heard:
            # A practical question beside it must not drown a cry for help.
            clauses = [clause for clause in _CLAUSE.split(text) if self._lexicon.detect(clause)]
            felt = max([felt, *(self._felt(clause) + self._alarm.phrase for clause in clauses)])
        meant = self._second(text) * self._alarm.second if self._second and self._alarm.second else 0.0
        return felt + meant

    def _felt(self, text: str) -> float:
        """What the model feels. One word is too little for it: there the lexicon has the only say."""
        assert self._model
        words = tokens(text)
        if len(words) < 2:
            return _CERTAIN if self._lexicon.detect(text) else max(self._model.bias)
        return max(self._model.logits(words))
