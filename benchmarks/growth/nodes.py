"""More topics than anybody has written: made of the real ones, so that words stay about as frequent as they are.

A made topic has two real ones for parents. Each of its questions begins like a question of the one and ends like one of
the other, here and there with a word from anywhere; a few words are its own, since more topics bring new words too. By
the same seed the same topics come again. What they mean is nothing; how long a search among them takes is the point.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from bot.domain.faq import Graph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.faq import Node, NodeText
    from bot.library.reading import Library

QUESTIONS = (8, 12)
STRANGE = 0.3
"""How often a question has a word from anywhere."""
OWN_WORDS = 3
OWN = 0.4
"""How often a question has a word of the topic's own."""


def grown(library: Library, size: int, seed: int) -> Library:
    """Return the library with so many topics: the real ones, and made ones. Fewer than there are change nothing."""
    real = list(library.graph.nodes.values())
    words = {language: words_of(library, language) for language in real[0].texts}
    pick = Random(seed)
    made = [new_node(number, pick, real, words) for number in range(size - len(real))]
    nodes = {node.id: node for node in (*real, *made)}
    return replace(library, graph=Graph(library.graph.sections, nodes))


def words_of(library: Library, language: str) -> list[str]:
    """Return every word of every question, as often as it stands there."""
    return [
        word
        for node in library.graph.nodes.values()
        for question in node.texts[language].asked
        for word in question.split()
    ]


def new_node(number: int, pick: Random, real: Sequence[Node], words: Mapping[str, Sequence[str]]) -> Node:
    father, mother = pick.sample(real, 2)
    texts = {
        language: new_text(pick, father.texts[language], mother.texts[language], words[language])
        for language in father.texts
    }
    return replace(father, id=f"made.n{number}", texts=texts)


def new_text(pick: Random, father: NodeText, mother: NodeText, words: Sequence[str]) -> NodeText:
    own = [new_word(pick, words) for _ in range(OWN_WORDS)]
    asked = tuple(
        new_question(pick, pick.choice(father.asked), pick.choice(mother.asked), own, words)
        for _ in range(pick.randint(*QUESTIONS))
    )
    title = f"{joined(pick, father.title, mother.title)} {own[0]}"
    return replace(father, title=title, button=own[0], examples=asked, questions=())


def new_question(pick: Random, first: str, second: str, own: Sequence[str], words: Sequence[str]) -> str:
    said = joined(pick, first, second).split()
    for chance, among in ((STRANGE, words), (OWN, own)):
        if pick.random() < chance:
            said[pick.randrange(len(said))] = pick.choice(among)
    return " ".join(said)


def joined(pick: Random, first: str, second: str) -> str:
    """Return the beginning of one text and the end of another."""
    head, tail = first.split(), second.split()
    return " ".join((*head[: pick.randint(1, len(head))], *tail[pick.randint(0, len(tail) - 1) :]))


def new_word(pick: Random, words: Sequence[str]) -> str:
    """Return the beginning of one word and the end of another."""
    head, tail = pick.choice(words), pick.choice(words)
    return head[: (len(head) + 1) // 2] + tail[len(tail) // 2 :]
