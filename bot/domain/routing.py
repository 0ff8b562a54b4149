"""Routing: what to do with a message. Danger comes first, then small talk, then the question itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bot.domain.language import detect
from bot.domain.phrases import Phrases
from bot.domain.words import normalise, other_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.crisis import CrisisLexicon
    from bot.domain.search import Index

Kind = Literal["answer", "choose", "unknown", "crisis", "small_talk"]

# Telegram sends no longer message; whatever else calls the router must not stall it.
MAX_TEXT: Final = 4096
MAX_CANDIDATES: Final = 5
_PLACE: Final = "<place>"
_PART: Final = re.compile(r"[.,!?…;\n]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic that may answer the message, and how well it fits."""

    node: str
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a message: candidates best first; `small_talk` names the kind of small talk."""

    kind: Kind
    language: str | None
    candidates: tuple[Candidate, ...] = ()
    small_talk: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """From which scores on to answer, to offer a choice, or to say that the bot does not know.

    An answer needs `answer_at` and a lead of `margin`, or `sure_at`. An unknown question still offers topics from
    `offer_at` on; otherwise topics below `near` of the best score are left out.
    """

    answer_at: float = 0.26
    margin: float = 0.05
    sure_at: float = 0.90
    choose_at: float = 0.17
    offer_at: float = 0.08
    near: float = 0.5

    def kind(self, first: float, second: float) -> Literal["answer", "choose", "unknown"]:
        """The outcome for the two best scores: a clear winner answers, a crowd is offered."""
        if first >= self.sure_at or (first >= self.answer_at and first - second >= self.margin):
            return "answer"
        return "choose" if first >= self.choose_at else "unknown"


class SmallTalk:
    """Messages that are no question: ``kinds`` is kind → phrases, ``fillers`` words that may stand between.

    A message of several kinds ("hello, are you a bot?") gets the one that stands last in ``kinds``.
    """

    __slots__ = ("_fillers", "_kinds")

    def __init__(self, kinds: Mapping[str, Iterable[str]], fillers: Iterable[str] = ()) -> None:
        self._kinds = {kind: Phrases(phrases) for kind, phrases in kinds.items()}
        self._fillers = Phrases(fillers)

    def kind(self, text: str) -> str | None:
        """The kind of small talk that the whole text consists of, in either keyboard layout, else None."""
        return self._kind(normalise(text)) or self._kind(normalise(other_layout(text)))

    def _kind(self, folded: str) -> str | None:
        found = {kind: dict(phrases.find(folded)) for kind, phrases in self._kinds.items()}
        ends = dict(self._fillers.find(folded))
        for spans in found.values():
            ends |= {start: max(end, ends.get(start, 0)) for start, end in spans.items()}
        starts = list(_walk(ends, len(folded)))
        kinds = [kind for kind, spans in found.items() if any(spans.get(at) == ends[at] for at in starts)]
        return kinds[-1] if starts and kinds else None


def _walk(ends: Mapping[int, int], length: int) -> Iterator[int]:
    """Starts of the phrases that cover a text without a gap; nothing if there is one."""
    starts, position = [], 0
    while position < length:
        if position not in ends:
            return
        starts.append(position)
        position = ends[position] + 1
    yield from starts


@dataclass(frozen=True, slots=True)
class _Country:
    places: Phrases
    home: Phrases
    origin: Phrases
    questions: Phrases

    def asked_in(self, names: Phrases, folded: str) -> bool:
        """True if one of the names stands elsewhere than where somebody or something comes from."""
        place = normalise(_PLACE)
        return place in self.origin.without(names.replace(folded, place)).replace("|", " ").split()


class Foreign:
    """Tells questions about another country's law from those of people who come from there.

    ``places``, ``home``, ``origin``, ``questions``: phrases; in ``origin`` the word ``<place>`` stands for the
    country. ``topics``: topics that deal with other countries; one covers those below it.
    """

    __slots__ = ("_country", "_topics")

    def __init__(
        self,
        places: Iterable[str],
        home: Iterable[str] = (),
        origin: Iterable[str] = (),
        questions: Iterable[str] = (),
        topics: Iterable[str] = (),
    ) -> None:
        self._country = _Country(Phrases(places), Phrases(home), Phrases(origin), Phrases(questions))
        self._topics = tuple(topics)

    def concerns(self, text: str, best: str | None) -> bool:
        """True if the text asks about another country and `best`, the topic found first, does not."""
        if best is not None and any(f"{best}.".startswith(f"{topic}.") for topic in self._topics):
            return False
        folded, known = normalise(text), self._country
        if known.questions.find(folded):
            return True
        return known.asked_in(known.places, folded) and not known.asked_in(known.home, folded)


class Router:
    """Decides about messages. Takes any text and never raises."""

    __slots__ = ("_foreign", "_index", "_lexicon", "_policy", "_small_talk")

    def __init__(
        self, index: Index, lexicon: CrisisLexicon, small_talk: SmallTalk, foreign: Foreign, policy: Policy
    ) -> None:
        self._index = index
        self._lexicon = lexicon
        self._small_talk = small_talk
        self._foreign = foreign
        self._policy = policy

    def route(self, text: str) -> Decision:
        """The decision about one message."""
        text = text[:MAX_TEXT]
        reading = self._index.repair(text)
        language = detect(reading)
        if self._lexicon.detect(text):
            return Decision("crisis", language, self._clear(reading))
        if kind := self._small_talk.kind(reading):
            return Decision("small_talk", language, small_talk=kind)
        if not any(character.isalpha() for character in reading):
            return Decision("unknown", language)
        if confused := self._index.confused(reading):
            return Decision("choose", language, self._merge(confused))
        return self._question(reading, language)

    def _question(self, text: str, language: str | None) -> Decision:
        ranked = self._rank(text)
        first, second = (*(candidate.score for candidate in ranked[:2]), 0.0, 0.0)[:2]
        kind: Kind = self._policy.kind(first, second)
        if first < self._policy.sure_at and self._foreign.concerns(text, ranked[0].node if ranked else None):
            kind = "unknown"
        floor = self._policy.offer_at if kind == "unknown" else first * self._policy.near
        return Decision(kind, language, tuple(candidate for candidate in ranked if candidate.score >= floor))

    def _clear(self, text: str) -> tuple[Candidate, ...]:
        """What else the message asks, if it does so clearly."""
        calm = ". ".join(part for part in _PART.split(text) if not self._lexicon.detect(part))
        return tuple(candidate for candidate in self._rank(calm) if candidate.score >= self._policy.answer_at)

    def _merge(self, texts: Iterable[str]) -> tuple[Candidate, ...]:
        """The best topic of each text first, then the runners-up."""
        ranks = [self._rank(text) for text in texts]
        level = (ranked[place] for place in range(MAX_CANDIDATES) for ranked in ranks if place < len(ranked))
        best: dict[str, Candidate] = {}
        for candidate in level:
            best.setdefault(candidate.node, candidate)
        return tuple(best.values())[:MAX_CANDIDATES]

    def _rank(self, text: str) -> tuple[Candidate, ...]:
        scores = list(self._index.score(text).items())[:MAX_CANDIDATES]
        return tuple(Candidate(node, score) for node, score in scores)
