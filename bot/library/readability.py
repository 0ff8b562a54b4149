"""How hard a text is to read: sentences, words, long words. The same measure for all languages, each with its band."""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"(?<=[.!?:;…])[»”\")]*\s+(?=[^\W\d_a-zа-яёәғқңөұүһі]|[«“\"(\d])|\n+")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
LONG_WORD = 7


@dataclass(frozen=True, slots=True)
class Readability:
    """`lix` is Björnsson's index: words a sentence plus long words (7 letters or more) in a hundred."""

    lix: float
    longest: str
    """The sentence with the most words."""
    longest_words: int


def readability(text: str) -> Readability:
    """Measure a text; a new line ends a sentence, so that list items count each for itself."""
    found = sentences(text)
    words = [word for sentence in found for word in WORD.findall(sentence)]
    longest = max(found, key=lambda sentence: len(WORD.findall(sentence)), default="")
    long_words = sum(len(word) >= LONG_WORD for word in words)
    lix = len(words) / max(len(found), 1) + 100 * long_words / max(len(words), 1)
    return Readability(lix, longest, len(WORD.findall(longest)))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that hold a word."""
    return [part.strip() for part in SENTENCE_END.split(text) if WORD.search(part)]
