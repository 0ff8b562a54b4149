"""Phrases as volunteers write them, found in texts as people type them.

A phrase is plain words: ``не хочу … жить``, ``устал/устала``, ``суицид*``. A slash parts words of which any
will do, a star stands for any ending, ``…`` or ``...`` for up to three other words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from bot.domain.words import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_GAP: Final = r"(?: [^\s|]+){0,3}"
_GAPS: Final = ("…", "...")
_PREFIX: Final = 2


class Phrases:
    """Many phrases; finding them costs one look-up for each word of a text."""

    __slots__ = ("_by_start", "_fold")

    def __init__(self, phrases: Iterable[str], fold: Callable[[str], str] = normalise) -> None:
        """`fold` brings phrase words and texts to one spelling; its result is tokens joined by a space."""
        self._fold = fold
        branches: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for phrase in phrases:
            for start, pattern in self._variants(phrase):
                branches[start][pattern] = None
        self._by_start: dict[str, str | re.Pattern[str]] = {
            start: _either(patterns) for start, patterns in branches.items()
        }

    def _variants(self, phrase: str) -> Iterator[tuple[str, str]]:
        first, *rest = phrase.split()
        tail = "".join(_GAP if part in _GAPS else " " + self._part(part) for part in rest)
        for word in first.split("/"):
            if start := self._fold(word)[:_PREFIX]:
                yield start, self._part(word) + tail

    def _part(self, part: str) -> str:
        return _group(self._word(word) for word in part.split("/"))

    def _word(self, word: str) -> str:
        return re.escape(self._fold(word)).replace(r"\ ", " ") + (r"\S*" if word.endswith("*") else "")

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where phrases start and end in a text that is already folded, from left to right."""
        return tuple(self._spans(text))

    def end(self, folded: str, start: int) -> int:
        """Where the longest phrase ends that begins with the word at `start` of a folded text; 0 if none does."""
        return max((end for _, end in self._at(folded, start)), default=0)

    def _spans(self, folded: str) -> Iterator[tuple[int, int]]:
        start, known = 0, self._by_start
        for word in folded.split(" "):
            if folded[start : start + _PREFIX] in known or word[:1] in known:
                yield from self._at(folded, start)
            start += len(word) + 1

    def _at(self, folded: str, start: int) -> Iterator[tuple[int, int]]:
        for prefix in (folded[start : start + 1], folded[start : start + _PREFIX]):
            if prefix in self._by_start and (found := self._pattern(prefix).match(folded, start)):
                yield found.span()

    def _pattern(self, start: str) -> re.Pattern[str]:
        """The pattern for a start of a word, compiled when it is first needed: most never are."""
        pattern = self._by_start[start]
        if isinstance(pattern, str):
            pattern = self._by_start[start] = re.compile(pattern)
        return pattern

    def without(self, folded: str) -> str:
        """A folded text with every phrase cut out; a bar stays, so that no new neighbours meet."""
        return self.replace(folded, "|")

    def replace(self, folded: str, word: str) -> str:
        """A folded text with every phrase replaced by a word."""
        left, last = [], 0
        for start, end in self.find(folded):
            if start >= last:
                left.append(folded[last:start] + word)
            last = max(last, end)
        return "".join(left) + folded[last:]


def _group(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


def _either(patterns: Iterable[str]) -> str:
    # The longest first: the end of a match matters to those who cut phrases out.
    return f"{_group(sorted(patterns, key=len, reverse=True))}(?!\\S)"
