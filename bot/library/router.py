"""Builds the router from content: what it searches, what was learned, and the words that volunteers keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.crisis import CrisisDetector, CrisisLexicon
from bot.domain.faq import COUNT
from bot.domain.foreign import Foreign
from bot.domain.ranking import LearnedRanking, Policy, SearchRanking
from bot.domain.routing import Router
from bot.domain.search import Document, Index
from bot.domain.small_talk import SmallTalk
from bot.domain.trip import Trips, moves_of
from bot.domain.words import Aliases
from bot.library.learned import ALONE, TOGETHER, LearnedError, fingerprint, read_crisis, read_topics
from bot.library.sums import quickly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.domain.faq import Node
    from bot.domain.ranking import Ranking
    from bot.library.reading import Library
    from bot.library.semantic import Semantic


def build_router(
    library: Library, learned: Path, complain: Callable[[str], None], *, semantic: Semantic | None = None
) -> Router:
    """Build the router.

    `learned` is the folder of trained files; `complain` is told in one line what of them cannot be used. `semantic` is
    the second scorer, if there is one.
    """
    words, index = library.words, build_index(library)
    return Router(
        index,
        build_ranking(library, index, learned, complain, semantic),
        build_detector(library, learned, complain, semantic),
        SmallTalk(**words["small_talk"]),
        Foreign(**words["foreign"]),
        Trips(moves_of(words["trip"]) if COUNT in library.graph.nodes else ()),
    )


def build_ranking(
    library: Library, index: Index, learned: Path, complain: Callable[[str], None], semantic: Semantic | None = None
) -> Ranking:
    try:
        model, calibrations = read_topics(learned, corpus_of(library))
    except LearnedError as error:
        complain(str(error))
        return SearchRanking(index, Policy())
    if semantic and TOGETHER in calibrations:
        return LearnedRanking(index, model, calibrations[TOGETHER], semantic.topics)
    return LearnedRanking(index, model, calibrations[ALONE])


def build_detector(
    library: Library, learned: Path, complain: Callable[[str], None], semantic: Semantic | None = None
) -> CrisisDetector:
    lexicon, topics = build_lexicon(library), library.words["crisis"]["topics"]
    try:
        model, alarms = read_crisis(learned)
    except LearnedError as error:
        complain(str(error))
        return CrisisDetector(lexicon)
    if semantic and TOGETHER in alarms:
        return CrisisDetector(lexicon, model, alarms[TOGETHER], semantic.danger, topics)
    return CrisisDetector(lexicon, model, alarms[ALONE], topics=topics)


def build_lexicon(library: Library) -> CrisisLexicon:
    words = library.words["crisis"]
    return CrisisLexicon(words["themes"], words["idioms"])


def build_index(library: Library) -> Index:
    return Index(documents(library), aliases(library), quickly)


def aliases(library: Library) -> Aliases:
    return Aliases(library.words["aliases"]["aliases"], library.words["aliases"]["confused"])


def documents(library: Library) -> list[Document]:
    return [document for node in library.graph.nodes.values() for document in documents_of(node)]


def corpus_of(library: Library) -> str:
    return fingerprint(documents(library), library.words["aliases"], library.elsewhere)


def documents_of(node: Node) -> Iterator[Document]:
    for language, text in node.texts.items():
        yield Document(node.id, language, f"{text.title} {text.button}", text.asked)
