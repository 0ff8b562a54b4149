"""Every sentence with a number in it, with the facts and sources behind the number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.fact import Confidence, Unit
from bot.library.readability import sentences
from bot.library.references import facts_in, topic_file
from bot.library.render import plain_text, with_facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from bot.domain.fact import Fact, Source
    from bot.domain.faq import Node
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library, Reading

NUMBERING = re.compile(r"^\s*(?:\d+\.|-) ")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as a reader sees it. Without facts (a year, a number of a law) its topic's sources stand behind it."""

    path: Path
    line: int
    said: str
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]

    @property
    def bare(self) -> bool:
        """Whether nobody stands behind it: no source, and a number that is not our own advice."""
        own = bool(self.facts) and all(fact.confidence is Confidence.ADVICE for fact in self.facts)
        return not self.sources and not own


def claims(reading: Reading, t: Texts, today: date) -> Iterator[Claim]:
    """Yield the claims of all topics in one language, in the order of files and lines."""
    library = reading.library()
    for node in reading.nodes.values():
        path = topic_file(reading, node.id, f"{t.language}.md")
        first_line, body = reading.bodies[path]
        for number, line in enumerate(body.splitlines(), first_line):
            for sentence in sentences(NUMBERING.sub("", line)):
                if claim := claim_in(sentence, library, node, t, today):
                    yield Claim(path, number, *claim)


def claim_in(
    sentence: str, library: Library, node: Node, t: Texts, today: date
) -> tuple[str, tuple[Fact, ...], tuple[Source, ...]] | None:
    used = [library.facts[name] for name in facts_in(sentence)]
    facts = tuple(fact for fact in used if fact.unit is not Unit.LINK)
    said = plain_text(with_facts(sentence, library.facts, t, today))
    if not facts and not re.search(r"\d", said):
        return None
    names = [name for fact in facts for name in fact.sources] if facts else node.sources
    return said, facts, tuple(library.sources[name] for name in dict.fromkeys(names))


def written(claim: Claim) -> str:
    """Return a claim with what stands behind it, as lines of text."""
    behind = [
        f"    {fact.id} = {fact.by_year or fact.value} {fact.unit} ({fact.confidence}; "
        f"compared {fact.reviewed_on}, due {fact.review_by})"
        for fact in claim.facts
    ]
    behind += [
        f"    {source.publisher}: {source.url or source.kind} ({source.dated or '-'})" for source in claim.sources
    ]
    return "\n".join((f"{claim.path}:{claim.line}: {claim.said}", *behind))
