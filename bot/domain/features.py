"""Features: what a search or a trained model sees of a text: its words, and the letters that stand together in them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS: Final = (3, 4)
MORE_LETTERS: Final = (3, 4, 5)
# No word begins with it, so that a whole word is never taken for letters.
WHOLE: Final = "="


def letters(word: str, sizes: Sequence[int] = LETTERS) -> list[str]:
    """Runs of letters of the given lengths, the edges of the word marked by a space."""
    edged = f" {word} "
    return [edged[start : start + size] for size in sizes for start in range(len(edged) - size + 1)]


def features(words: Sequence[str], *, wide: bool = False) -> Counter[str]:
    """How often each whole word and each run of letters stands in a text, given as skeleton words.

    `wide` adds longer runs, and words that stand together or with one word between them.
    """
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(of_word(word, wide=wide))
    if wide:
        counts.update(of_neighbours(words))
    return counts


def of_word(word: str, *, wide: bool = False) -> list[str]:
    """The features of one word: first itself as a whole."""
    return [WHOLE + word, *letters(word, MORE_LETTERS if wide else LETTERS)]


def of_neighbours(words: Sequence[str]) -> list[str]:
    """The features of words that stand together, then of those with one word between them."""
    return [
        *(f"{first}_{second}" for first, second in pairwise(words)),
        *(f"{first}__{third}" for first, third in zip(words, words[2:], strict=False)),
    ]
