"""The FAQ graph: sections, topics and how a reader walks from one to the next."""

from __future__ import annotations

from base64 import b32encode
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.domain.address import code
from bot.domain.fact import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from bot.domain.duties import DutyKind

MAX_TAPS = 3
# The texts are written in this language; the others translate it.
ORIGINAL = LANGUAGES[0]
TRANSLATIONS = LANGUAGES[1:]
FINGERPRINT_LENGTH = 8
# What the bot itself leads to; content without these cannot be used.
CRISIS = "psych.crisis"
PRIVACY = "safety.privacy"
FIRST_STEPS = "arrival.first_steps"
STAY = ("stay",)
COUNT, LIMIT = "stay.count", "stay.limit"
OVERSTAY = "stay.overstay"
LAWYER_FIRST = "lawyer_first"
RULE_EAEU, RULE_VISA_FREE, RULE_VISIT = "rule_eaeu", "rule_visa_free", "rule_visit"
RULE_DOCUMENT, RULE_COUNTING = "rule_document", "rule_counting"
LINES = (LAWYER_FIRST, RULE_EAEU, RULE_VISA_FREE, RULE_VISIT, RULE_DOCUMENT, RULE_COUNTING)
"""Lines that the bot itself shows."""


def covered(topic: str, by: Iterable[str]) -> bool:
    """Tell whether a topic is one of the given ones or lies below one of them (`money` covers `money.mir`)."""
    return any(f"{topic}.".startswith(f"{upper}.") for upper in by)


class NodeKind(StrEnum):
    ANSWER = "answer"
    QUESTION = "question"


class Audience(StrEnum):
    EAEU = "eaeu"
    VISA_FREE = "visa_free"
    VISA = "visa"
    PERMIT = "permit"


@dataclass(frozen=True, slots=True)
class NodeText:
    """The words of a topic in one language.

    `examples` are the questions that show what the topic is about, `questions` more ways in which people ask. `body` is
    Markdown with fact references still in braces; `follows` is the fingerprint of the original that a translation was
    last compared with.
    """

    title: str
    button: str
    body: str
    examples: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    follows: str | None = None
    questions: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """Every question that leads here."""
        return self.examples + self.questions

    @property
    def fingerprint(self) -> str:
        """What a translation of this text says that it follows. Facts do not count: each language shows the same."""
        return fingerprint(self.title, self.body, *(self.options[name] for name in sorted(self.options)))


def fingerprint(*texts: str) -> str:
    """Return a short mark of texts that stays the same while their words do, however the lines are broken."""
    words = "\n".join(" ".join(text.split()) for text in texts)
    return b32encode(sha256(words.encode()).digest())[:FINGERPRINT_LENGTH].decode().lower()


@dataclass(frozen=True, slots=True)
class Node:
    """One topic: an answer, or a question that narrows down and leads on by `options` (option name → topic).

    `remind`: the deadline that it is about, of which one tap reminds.
    """

    id: str
    kind: NodeKind
    reviewed_on: date
    review_by: date
    texts: Mapping[str, NodeText]
    next: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    audience: tuple[Audience, ...] = ()
    opens_with: tuple[str, ...] = ()
    closes_with: tuple[str, ...] = ()
    urgent: bool = False
    remind: DutyKind | None = None

    @property
    def leads_to(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.options.values(), *self.next)))

    def behind(self, language: str) -> bool:
        """Tell whether a translation was made of an older original than the present one."""
        return language != ORIGINAL and self.texts[language].follows != self.texts[ORIGINAL].fingerprint


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    titles: Mapping[str, str]
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Graph:
    """All sections and topics. Ids in it are known to exist: the loader refuses others."""

    sections: tuple[Section, ...]
    nodes: Mapping[str, Node]

    def node(self, node_id: str) -> Node | None:
        return self.nodes.get(node_id)

    def section(self, section_id: str) -> Section | None:
        return next((section for section in self.sections if section.id == section_id), None)

    def section_of(self, node_id: str) -> Section | None:
        return self.section(node_id.partition(".")[0])

    def edges(self) -> Iterator[tuple[str, str]]:
        for node in self.nodes.values():
            for target in node.leads_to:
                yield node.id, target

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Topics by the short code that stands for them in an address."""
        return {code(topic): topic for topic in self.nodes}

    @cached_property
    def section_codes(self) -> Mapping[str, str]:
        return {code(f"{section.id}/"): section.id for section in self.sections}

    @cached_property
    def taps(self) -> Mapping[str, int]:
        """Taps from the menu to each topic that buttons reach: section, topic, then from topic to topic."""
        taps = {topic: 2 for section in self.sections for topic in section.topics if topic in self.nodes}
        queue = deque(taps)
        while queue:
            here = queue.popleft()
            for target in self.nodes[here].leads_to:
                if target in self.nodes and target not in taps:
                    taps[target] = taps[here] + 1
                    queue.append(target)
        return taps
