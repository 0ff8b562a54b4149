"""Trip: does somebody tell when they came or left? Such a message is about their days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.domain.phrases import Phrases
from bot.domain.words import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MONTH: Final = (
    r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
    r"|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
    r"|кантар|акпан|сауир|шилде|тамыз|кыркуйек|казан(?!ь)|караша|желтоксан"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
)
_DATE: Final = re.compile(
    r"\b\d{1,2}[./]\d{1,2}\b|\b\d{4}-\d\d-\d\d\b"
    rf"|\b\d{{1,2}}(?:[- ]?[^\W\d]{{1,3}})? ?{_MONTH}|\b{_MONTH} \d{{1,2}}\b"
    r"|\b(?:позавчера|вчера|сегодня|кеше|бүгін|бугин|алдыңғы күні|yesterday|today)\b"
    r"|\b\d+ ?(?:дн|ден|недел|месяц|мес|күн|кун|апта|ай|day|week|month)"
)


MOVES: Final = ("entry", "exit", "here", "will_enter", "will_leave", "going_in", "going_out", "unclear")


def moves_of(words: Mapping[str, Iterable[str]]) -> list[str]:
    """Return all phrases of moves in `content/words/trip.yaml`."""
    return [phrase for kind in MOVES for phrase in words[kind]]


class Trips:
    """Tells messages about a trip: one of ``moves`` (phrases) and a date, in any of our languages."""

    __slots__ = ("_moves",)

    def __init__(self, moves: Iterable[str]) -> None:
        self._moves = Phrases(moves)

    def told(self, text: str) -> bool:
        """True if the text says that somebody came, left or is here, and names a day or a number of days."""
        return bool(_DATE.search(text.casefold())) and bool(self._moves.find(normalise(text)))
