"""Small talk: greetings, thanks, insults and other messages that are no question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.phrases import Phrases
from bot.domain.words import normalise, other_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
        found = {kind: dict(phrases.find(folded)) for kind, phrases in self._kinds.items()}
        ends = dict(self._fillers.find(folded))
        for spans in found.values():
            ends |= {start: max(end, ends.get(start, 0)) for start, end in spans.items()}
        starts = list(_walk(ends, len(folded)))
        kinds = [kind for kind, spans in found.items() if any(spans.get(at) == ends[at] for at in starts)]
        return kinds[-1] if starts and kinds else None


def _walk(ends: Mapping[int, int], length: int) -> Iterator[int]:
    """Starts of the phrases that cover a text without a gap; nothing if there is one."""
    starts, position = [], 0
    while position < length:
        if position not in ends:
            return
        starts.append(position)
        position = ends[position] + 1
    yield from starts
