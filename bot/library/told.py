"""Trips told in a message: finds the days and the words of moves, and which belong together.

A day belongs to the move in its own clause, or to one in the clause beside it that has none. What is told of somebody
else, of another place, or of a move that perhaps never was, is not taken: a wrong trip costs more than a question back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.dates import DateFault, Expect
from bot.domain.phrases import Phrases
from bot.domain.words import normalise
from bot.library.date_words import folded, forgetting
from bot.library.dates import MAX_TEXT, find_dates
from bot.library.told_clauses import clauses, is_bare, items_of
from bot.library.told_parts import PLANNED
from bot.library.told_patterns import HOW_LONG, LABELS
from bot.library.told_reader import Reader
from bot.library.told_story import Story
from bot.library.told_words import HOTEL, NOUNS, as_written, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.domain.told import Told


class Teller:
    """Knows the words of moves; tells trips from messages."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.reader = Reader(words)
        self.ourselves = Phrases(words["ourselves"], as_written)

    @forgetting
    def tell(self, text: str, today: date) -> Told | None:
        """Return what somebody tells of their trips; None if nothing, or of somebody else."""
        line = labelled(text)
        if self.reader.others.find(normalise(line)) and not self.ourselves.find(as_written(line)):
            return None
        words = words_of(line)
        if HOTEL.among(words) and NOUNS.among(words):
            return None
        dates = [found for found in find_dates(line, today, Expect.PAST) if found.read.fault is not DateFault.TOO_FAR]
        if not dates and not HOW_LONG.search(line):
            return None
        items = items_of(line, dates)
        story = Story(
            today, {found.start: found for found in (find_dates(line, today, Expect.FUTURE) if dates else ())}
        )
        if is_bare(line, items):
            return story.of_days(line, items)
        story.visits = self.reader.is_about_visits(line)
        kinds = self.reader.kinds_in(line)
        planned = bool(PLANNED & {*kinds}) if kinds else None
        for clause in clauses(line, items, self.reader.names_move):
            story.hear(self.reader.part(line, clause, planned=planned))
        return story.told()


def labelled(text: str) -> str:
    line = folded(text[:MAX_TEXT])
    for label, word in LABELS:
        line = label.sub(word, line)
    return line[:MAX_TEXT]
