"""Builds the router from content: what it searches, and the words that volunteers keep in `content/words/`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.crisis import CrisisLexicon
from bot.domain.routing import Foreign, Policy, Router, SmallTalk
from bot.domain.search import Document, Index
from bot.domain.words import Aliases
from bot.library.references import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.faq import Node
    from bot.library.reading import Library

MARKS = re.compile(r"[*_`>\[\]()]+")


def build_router(library: Library) -> Router:
    words = library.words
    documents = [document for node in library.graph.nodes.values() for document in documents_of(node)]
    return Router(
        Index(documents, Aliases(words["aliases"]["aliases"], words["aliases"]["confused"])),
        CrisisLexicon(**words["crisis"]),
        SmallTalk(**words["small_talk"]),
        Foreign(**words["foreign"]),
        Policy(),
    )


def documents_of(node: Node) -> Iterator[Document]:
    for language, text in node.texts.items():
        body = MARKS.sub(" ", REFERENCE.sub(" ", text.body))
        yield Document(node.id, language, f"{text.title} {text.button}", text.examples, body)
