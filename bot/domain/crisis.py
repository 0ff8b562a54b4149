"""Crisis: does somebody speak of death, harm or violence? Asked first, and rather once too often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.phrases import Phrases
from bot.domain.words import normalise, other_layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# "хачу умиреть" must be heard; in Kazakh the same fold would make "take" (алғым) out of "die" (өлгім).
_UNSTRESSED: Final = str.maketrans("oe", "ai")
_MISSPELT: Final = "ru"


def _loosely(text: str) -> str:
    return normalise(text).translate(_UNSTRESSED)


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
                _loosely if language == _MISSPELT else normalise,
                [phrase for theme in themes.values() for phrase in theme.get(language, ())],
                idioms.get(language, ()),
            )
            for language in sorted(languages)
        )

    def detect(self, text: str) -> bool:
        """True if anything in the text, also read with the keyboard switched, sounds like a crisis."""
        return any(matcher.hears(reading) for reading in (text, other_layout(text)) for matcher in self._matchers)


class _Matcher:
    """The phrases and idioms of one language."""

    __slots__ = ("_fold", "_idioms", "_phrases")

    def __init__(self, fold: Callable[[str], str], phrases: Iterable[str], idioms: Iterable[str]) -> None:
        self._fold = fold
        self._phrases = Phrases(phrases, fold)
        self._idioms = Phrases(idioms, fold)

    def hears(self, text: str) -> bool:
        return bool(self._phrases.find(self._idioms.without(self._fold(text))))
