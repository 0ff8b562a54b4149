"""Search: which topics a question is about, by letters and words alone, in all languages at once.

Each topic is one pooled document per language. Its score is the cosine of character n-grams (which forgives
endings, typing mistakes and transliteration) plus BM25 over words (which rewards the rare word).
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import accumulate, repeat, zip_longest
from typing import TYPE_CHECKING, Final

from bot.domain.features import letters
from bot.domain.places import Places
from bot.domain.rows import Rows, plainly
from bot.domain.words import Layout, normalise, tokens_of, trigrams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.domain.rows import Adder
    from bot.domain.words import Aliases

_TITLE, _EXAMPLE = 3.0, 2.0
# A fixed scale, not the best score of the query: thresholds must mean the same for every message.
_WORD_SCALE: Final = 30.0
_K1, _B = 6.0, 0.5
# The question of a long message stands near its start or its end; the middle is the story.
_HEAD, _TAIL = 700, 500
# Letters that stand in more documents than this share (and than a few) tell nothing, and cost most of the time.
_COMMON: Final = 0.35
_FEW: Final = 50


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of one topic in one language: how it is called, and how people ask about it."""

    node: str
    language: str
    title: str
    examples: tuple[str, ...]


class Index:
    """All documents, ready to be asked. Building takes a fraction of a second, asking about a millisecond."""

    __slots__ = ("_aliases", "_grams", "_layers", "_layout", "_places", "_said", "_topics", "_words")

    def __init__(self, documents: Sequence[Document], aliases: Aliases, adder: Adder = plainly) -> None:
        self._aliases = aliases
        self._topics, self._layers = _layers([document.node for document in documents])
        self._said: dict[str, str] = {}
        counts = [self._pool(document) for document in documents]
        self._layout = Layout(frozenset(trigrams({word for count in counts for word in count})))
        self._words = _Postings(_bm25(counts), adder)
        self._grams = _Postings(_cosine(counts), adder)
        self._places = Places(self._grams.rows, letters, self._words.rows.__contains__)

    def repair(self, text: str) -> str:
        """The text as typed, or as it reads with the keyboard switched if that makes far more sense."""
        return self._layout.repair(text)

    def confused(self, text: str) -> tuple[str, ...]:
        """Words that people mix up, if the text is nothing but one of them, itself included."""
        return self._aliases.confused_with(text)

    def said(self, text: str) -> str | None:
        """The topic among whose examples the text stands word for word."""
        return self._said.get(normalise(text))

    def score(self, text: str) -> dict[str, float]:
        """The score of every topic that shares anything with the text, in no order; from 0 to 2."""
        rates = [*self._rate(self.repair(_shorten(text))), 0.0]
        best = map(max, repeat(0.0), *([rates[place] for place in layer] for layer in self._layers))
        return {node: score for node, score in zip(self._topics, best, strict=False) if score}

    def _rate(self, text: str) -> list[float]:
        words = Counter(self.expand(text))
        grams: dict[int | str, float] = {}
        for word, count in words.items():
            for gram in self._places.of(word):
                grams[gram] = grams.get(gram, 0.0) + count
        spelling = self._grams.cosine(grams)
        terms = self._words.total(words)
        return [a + b / (1 + b) if b else a for a, b in zip(spelling, terms, strict=True)]

    def expand(self, text: str) -> tuple[str, ...]:
        """The words of a text as the search sees them."""
        return self._aliases.expand(text)

    def _pool(self, document: Document) -> dict[str, float]:
        pooled = dict.fromkeys(self.expand(document.title), _TITLE)
        examples = [" ".join(text.split("\n")) for text in document.examples]
        for text, words in zip(examples, tokens_of(examples), strict=True):
            self._said[" ".join(words)] = document.node
            for word in words + self._aliases.names(text, words):
                pooled[word] = pooled.get(word, 0.0) + _EXAMPLE
        return pooled


def _layers(nodes: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """The topics, and where the first document of each stands, the second of each, …; past the end if it has none."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        places[node].append(place)
    return tuple(places), tuple(zip_longest(*places.values(), fillvalue=len(nodes)))


def _shorten(text: str) -> str:
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"


def _gram_counts(words: Mapping[str, float], known: dict[str, list[str]]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for word, count in words.items():
        grams = known.get(word)
        if grams is None:
            grams = known[word] = letters(word)
        for gram in grams:
            counts[gram] = counts.get(gram, 0.0) + count
    return counts


class _Postings:
    """A row of documents and weights for each word or n-gram."""

    __slots__ = ("_add_up", "_most", "_table", "idf", "rows", "unknown")

    def __init__(self, vectors: Sequence[Mapping[str, float]], adder: Adder) -> None:
        frequency, size = Counter(key for vector in vectors for key in vector), len(vectors)
        self.rows = {key: row for row, key in enumerate(frequency)}
        self.idf = array("f", _idf(frequency.values(), size))
        self.unknown = next(_idf((0,), size))
        self._most = max(size * _COMMON, _FEW)
        starts = array("L", accumulate(frequency.values(), initial=0))
        self._table = Rows(starts, *_fill(vectors, starts, self.rows), size)
        self._add_up = adder(self._table)

    def cosine(self, counts: Mapping[int | str, float]) -> list[float]:
        """How near each document is to a text; what has no row lengthens it, so that a strange text scores low."""
        rarities = (self.idf[row] if isinstance(row, int) else self.unknown for row in counts)
        weights = [
            rarity if n == 1 else (1 + math.log(n)) * rarity
            for rarity, n in zip(rarities, counts.values(), strict=True)
        ]
        return self._sum(counts, weights, _length(weights))

    def total(self, keys: Iterable[str]) -> list[float]:
        """What the rarities of words add up to in each document."""
        rows = [row for key in keys if (row := self.rows.get(key)) is not None]
        return self._sum(rows, [self.idf[row] for row in rows], _WORD_SCALE)

    def _sum(self, rows: Iterable[int | str], weights: Iterable[float], divisor: float) -> list[float]:
        told = [
            (row, weight / divisor)
            for row, weight in zip(rows, weights, strict=True)
            if isinstance(row, int) and self._table.length(row) <= self._most
        ]
        return self._add_up([row for row, _ in told], [weight for _, weight in told])


def _fill(
    vectors: Sequence[Mapping[str, float]], starts: array[int], rows: Mapping[str, int]
) -> tuple[array[int], array[float]]:
    documents, weights = array("H", bytes(2 * starts[-1])), array("f", bytes(4 * starts[-1]))
    free = starts.tolist()
    for number, vector in enumerate(vectors):
        for key, weight in vector.items():
            row = rows[key]
            place = free[row]
            documents[place], weights[place], free[row] = number, weight, place + 1
    return documents, weights


def _idf(frequencies: Iterable[int], size: int) -> Iterator[float]:
    return (math.log(1 + (size - count + 0.5) / (count + 0.5)) for count in frequencies)


def _idfs(vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    frequency = Counter(key for vector in vectors for key in vector)
    return dict(zip(frequency, _idf(frequency.values(), len(vectors)), strict=True))


def _cosine(counts: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    known: dict[str, list[str]] = {}
    vectors = [_gram_counts(count, known) for count in counts]
    idf = _idfs(vectors)
    # Counts repeat, logarithms cost.
    damped = {count: 1 + math.log(count) for vector in vectors for count in vector.values()}
    return [_to_length_one({gram: damped[count] * idf[gram] for gram, count in vector.items()}) for vector in vectors]


def _to_length_one(vector: dict[str, float]) -> dict[str, float]:
    length = _length(vector.values())
    return {gram: weight / length for gram, weight in vector.items()}


def _length(weights: Iterable[float]) -> float:
    return math.hypot(*weights) or 1.0


def _bm25(counts: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    average = sum(sum(count.values()) for count in counts) / len(counts) if counts else 1.0
    lengths = [sum(count.values()) / (average or 1.0) for count in counts]
    return [
        {word: _saturate(n, length) for word, n in count.items()} for count, length in zip(counts, lengths, strict=True)
    ]


def _saturate(count: float, length: float) -> float:
    return count / (count + _K1 * (1 - _B + _B * length))
