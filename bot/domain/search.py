"""Search: which topics a question is about, by letters and words alone, in all languages at once.

Each topic is one pooled document per language. Its score is the cosine of character n-grams (which forgives
endings, typing mistakes and transliteration) plus BM25 over words (which rewards the rare word).
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.domain.features import letters
from bot.domain.words import Layout, normalise, tokens_of, trigrams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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

    __slots__ = ("_aliases", "_grams", "_layout", "_nodes", "_said", "_words")

    def __init__(self, documents: Sequence[Document], aliases: Aliases) -> None:
        self._aliases = aliases
        self._nodes = tuple(document.node for document in documents)
        self._said: dict[str, str] = {}
        counts = [self._pool(document) for document in documents]
        self._layout = Layout(frozenset(trigrams({word for count in counts for word in count})))
        self._words = _Postings(_bm25(counts))
        self._grams = _Postings(_cosine(counts))

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
        """The score of every topic that shares anything with the text, best first; from 0 to 2."""
        text = self.repair(_shorten(text))
        best: dict[str, float] = {}
        for node, score in zip(self._nodes, self._rate(text), strict=True):
            if score > best.get(node, 0.0):
                best[node] = score
        return dict(sorted(best.items(), key=lambda item: (-item[1], item[0])))

    def _rate(self, text: str) -> list[float]:
        words = Counter(self.expand(text))
        spelling = self._grams.match(_tfidf(_gram_counts(words, {}), self._grams))
        terms = self._words.match({word: self._words.weight(word) / _WORD_SCALE for word in words})
        return [a + b / (1 + b) for a, b in zip(spelling, terms, strict=True)]

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
    """Rows of (document, weight), stored flat: an object for each n-gram would cost far more."""

    __slots__ = ("_documents", "_size", "_starts", "_weights", "idf", "rows", "unknown")

    def __init__(self, vectors: Sequence[Mapping[str, float]]) -> None:
        frequency = Counter(key for vector in vectors for key in vector)
        self._size = len(vectors)
        self.rows = {key: row for row, key in enumerate(frequency)}
        self.idf = array("f", _idf(frequency.values(), self._size))
        self.unknown = next(_idf((0,), self._size))
        self._starts = array("L", [0])
        for count in frequency.values():
            self._starts.append(self._starts[-1] + count)
        self._documents, self._weights = self._fill(vectors)

    def _fill(self, vectors: Sequence[Mapping[str, float]]) -> tuple[array[int], array[float]]:
        documents, weights = array("H", bytes(2 * self._starts[-1])), array("f", bytes(4 * self._starts[-1]))
        free, rows = self._starts.tolist(), self.rows
        for number, vector in enumerate(vectors):
            for key, weight in vector.items():
                row = rows[key]
                place = free[row]
                documents[place], weights[place], free[row] = number, weight, place + 1
        return documents, weights

    def weight(self, key: str) -> float:
        row = self.rows.get(key)
        return self.unknown if row is None else self.idf[row]

    def match(self, query: Mapping[str, float]) -> list[float]:
        totals, most = [0.0] * self._size, max(self._size * _COMMON, _FEW)
        for key, weight in query.items():
            row = self.rows.get(key)
            if row is not None:
                start, end = self._starts[row], self._starts[row + 1]
                if end - start > most:
                    continue
                for number, part in zip(self._documents[start:end], self._weights[start:end], strict=True):
                    totals[number] += weight * part
        return totals


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
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values())) or 1.0
    return {gram: weight / length for gram, weight in vector.items()}


def _bm25(counts: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    average = sum(sum(count.values()) for count in counts) / len(counts) if counts else 1.0
    lengths = [sum(count.values()) / (average or 1.0) for count in counts]
    return [
        {word: _saturate(n, length) for word, n in count.items()} for count, length in zip(counts, lengths, strict=True)
    ]


def _saturate(count: float, length: float) -> float:
    return count / (count + _K1 * (1 - _B + _B * length))


def _tfidf(counts: dict[str, float], postings: _Postings) -> dict[str, float]:
    """A query vector of length 1; unknown n-grams lengthen it, so that a strange text scores low."""
    return _to_length_one({gram: (1 + math.log(n)) * postings.weight(gram) for gram, n in counts.items()})
