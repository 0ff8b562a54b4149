"""Small talk: greetings, thanks, insults and other messages that are no question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.phrases import Phrases
from bot.domain.words import normalise, other_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Longer messages say something.
_LONGEST: Final = 120


class SmallTalk:
    """Messages that are no question: ``kinds`` is kind → phrases, ``fillers`` words that may stand between.

    A message of several kinds ("hello, are you a bot?") gets the one that stands last in ``kinds``.
    """

    __slots__ = ("_fillers", "_kinds")

    def __init__(self, kinds: Mapping[str, Iterable[str]], fillers: Iterable[str] = ()) -> None:
        self._kinds = {kind: Phrases(phrases) for kind, phrases in kinds.items()}
        self._fillers = Phrases(fillers)

    def kind(self, text: str) -> str | None:
        """The kind of small talk that the whole text consists of, in either keyboard layout, else None."""
        if len(text) > _LONGEST:
            return None
        return self._kind(normalise(text)) or self._kind(normalise(other_layout(text)))

    def _kind(self, folded: str) -> str | None:
        """The kind of a text that phrases cover without a gap."""
        heard, position = set[str](), 0
        while position < len(folded):
            ends = {kind: end for kind, phrases in self._kinds.items() if (end := phrases.end(folded, position))}
            last = max(*ends.values(), self._fillers.end(folded, position), 0)
            if not last:
                return None
            heard.update(kind for kind, end in ends.items() if end == last)
            position = last + 1
        return next((kind for kind in reversed(self._kinds) if kind in heard), None)
