"""Topics that pull each other's questions: the words of many of one stand mostly in the questions of another."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from bot.domain.fact import LANGUAGES
from bot.i18n.catalogue import N_
from bot.library.references import topic_file
from bot.library.router import aliases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.library.reading import Reading

# A question is pulled by a topic whose other questions hold its words this much better than those of its own.
STRONGER = 1.5
# From this share of a topic's questions on, pulled by one other topic, somebody should look.
MANY = 0.3
# How soon one more question with the same word stops to matter.
ENOUGH = 3


def check(reading: Reading) -> None:
    expand = aliases(reading.library()).expand
    for language in LANGUAGES:
        asked = {
            node.id: [frozenset(expand(text)) for text in node.texts[language].asked] for node in reading.nodes.values()
        }
        for node, other, count in pulled(asked):
            path = topic_file(reading, node, f"{language}.md")
            line = reading.files[path].line("examples")
            message = N_(
                "{count} questions of {all} sound like questions of {other}: use words that only this topic needs, or "
                "move questions there"
            )
            values = {"count": count, "all": len(asked[node]), "other": other}
            reading.warn(path, line, "pulled-questions", message, **values)


def pulled(asked: Mapping[str, Sequence[frozenset[str]]]) -> Iterator[tuple[str, str, int]]:
    """Yield topics, the topic that pulls many of their questions, and how many it pulls."""
    counts = {node: Counter(word for words in questions for word in words) for node, questions in asked.items()}
    holders = Counter(word for count in counts.values() for word in count)
    rarity = {word: math.log(len(asked) / held) for word, held in holders.items()}
    for node, questions in asked.items():
        pullers = Counter(filter(None, (puller(words, node, counts, rarity) for words in questions)))
        for other, number in pullers.items():
            if number / len(questions) >= MANY:
                yield node, other, number


def puller(
    words: frozenset[str], node: str, counts: Mapping[str, Counter[str]], rarity: Mapping[str, float]
) -> str | None:
    """Return the topic that pulls a question away from its own, if one does."""
    support = {
        other: sum(rarity[word] * held(count[word] - (other == node)) for word in words)
        for other, count in counts.items()
    }
    best = max(support, key=support.__getitem__)
    return best if support[best] > support[node] * STRONGER else None


def held(number: int) -> float:
    return number / (number + ENOUGH)
