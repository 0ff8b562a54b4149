"""Routing: what to do with a message. Danger comes first, then small talk, then the question itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bot.domain.explain import explain
from bot.domain.faq import COUNT, LIMIT
from bot.domain.language import detect
from bot.domain.ranking import MAX_CANDIDATES, Candidate, Ranked
from bot.domain.words import unswollen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.crisis import CrisisDetector
    from bot.domain.explain import Reason
    from bot.domain.foreign import Foreign
    from bot.domain.ranking import Outcome, Ranking
    from bot.domain.search import Index
    from bot.domain.small_talk import SmallTalk
    from bot.domain.trip import Trips

Kind = Literal["answer", "choose", "unknown", "foreign", "trip", "crisis", "small_talk"]

# Telegram sends no longer message; whatever else calls the router must not stall it.
MAX_TEXT: Final = 4096
# Whoever tells their dates and asks for one of these wants their own days counted.
COUNTED: Final = (COUNT, LIMIT)
# From this probability on there is no doubt what a message is about.
SURE: Final = 0.9
# In a longer story a date is often beside the point.
SHORT_STORY: Final = 20
MANY_PARTS: Final = 6
_SENTENCE: Final = re.compile(r"[.!?…\n]+")
_PART: Final = re.compile(r"[.,!?…;\n]+")


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a message: candidates best first; `small_talk` names the kind of small talk.

    `foreign` means that the question is about another country, `trip` that somebody tells when they came or left.
    """

    kind: Kind
    language: str | None
    candidates: tuple[Candidate, ...] = ()
    small_talk: str | None = None


def surely(ranked: Ranked) -> str | None:
    """The topic that answers the question without a doubt, if one does."""
    return ranked.candidates[0].node if ranked.candidates and ranked.right >= SURE else None


def about_days(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The topic about counting days before all others."""
    others = tuple(candidate for candidate in candidates if candidate.node != COUNT)
    return (Candidate(COUNT, 1.0), *others)[:MAX_CANDIDATES]


class Router:
    """Decides about messages. Takes any text and never raises."""

    __slots__ = ("_crisis", "_foreign", "_index", "_ranking", "_small_talk", "_trips")

    def __init__(  # noqa: PLR0913, PLR0917 - each is a voice in the decision
        self,
        index: Index,
        ranking: Ranking,
        crisis: CrisisDetector,
        small_talk: SmallTalk,
        foreign: Foreign,
        trips: Trips,
    ) -> None:
        self._index = index
        self._ranking = ranking
        self._crisis = crisis
        self._small_talk = small_talk
        self._foreign = foreign
        self._trips = trips

    def route(self, text: str) -> Decision:
        """The decision about one message."""
        text = unswollen(text, MAX_TEXT)
        reading = self._index.repair(text)
        language = detect(reading)
        ranked = self._ranking.rank(reading)
        if self._crisis.detect(reading, surely(ranked)):
            return Decision("crisis", language, self._clear(reading))
        if kind := self._small_talk.kind(reading):
            return Decision("small_talk", language, small_talk=kind)
        if not any(character.isalpha() for character in reading):
            return Decision("unknown", language)
        if confused := self._index.confused(reading):
            return Decision("choose", language, self._merge(confused))
        kind = self._kind(reading, ranked)
        return Decision(kind, language, about_days(ranked.candidates) if kind == "trip" else ranked.candidates)

    def names_danger(self, text: str) -> bool:
        """True if a message names danger in so many words, rather than only sounding like it."""
        return self._crisis.names(self._index.repair(unswollen(text, MAX_TEXT)))

    def explain(self, text: str) -> tuple[Reason, ...]:
        """Why the text leads to its topics, whatever the decision about it is."""
        return explain(self._ranking, self._index.repair(unswollen(text, MAX_TEXT)))

    def read_as(self, text: str) -> str:
        """The text in the alphabet of the search, with the names of the groups that its words belong to."""
        return " ".join(self._index.expand(self._index.repair(unswollen(text, MAX_TEXT))))

    def _kind(self, text: str, ranked: Ranked) -> Outcome | Literal["foreign", "trip"]:
        if ranked.said:
            return ranked.outcome
        best = ranked.candidates[0].node if ranked.candidates else None
        if self._foreign.concerns(text, best):
            return "foreign"
        unclear = ranked.outcome != "answer" and len(text.split()) <= SHORT_STORY
        if (unclear or best in COUNTED) and self._trips.told(text):
            return "trip"
        return ranked.outcome

    def _clear(self, text: str) -> tuple[Candidate, ...]:
        """What else the message asks, if it does so clearly."""
        parts = _PART.split(text)
        if len(parts) > MANY_PARTS:
            parts = _SENTENCE.split(text)
        calm = ". ".join(part for part in parts if not self._crisis.detect(part))
        ranked = self._ranking.rank(calm) if calm else Ranked("unknown")
        return ranked.candidates[:1] if ranked.outcome == "answer" else ()

    def _merge(self, texts: Iterable[str]) -> tuple[Candidate, ...]:
        """The best topic of each text first, then the runners-up."""
        ranks = [self._ranking.rank(text).candidates for text in texts]
        level = (ranked[place] for place in range(MAX_CANDIDATES) for ranked in ranks if place < len(ranked))
        best: dict[str, Candidate] = {}
        for candidate in level:
            best.setdefault(candidate.node, candidate)
        return tuple(best.values())[:MAX_CANDIDATES]
