"""Foreign: questions about another country's law, which this bot does not know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.domain.faq import covered
from bot.domain.phrases import Phrases
from bot.domain.words import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACE: Final = "<place>"


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
        if best is not None and covered(best, self._topics):
            return False
        folded, known = normalise(text), self._country
        if known.questions.find(folded):
            return True
        return known.asked_in(known.places, folded) and not known.asked_in(known.home, folded)
