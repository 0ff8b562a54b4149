"""Reads a day and what it is for from one line: "5 December pay the rent"."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from bot.domain.dates import DateFault, Expect, ReadDate
from bot.library.date_words import folded, forgetting
from bot.library.dates import find_dates, read_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

SHORT_WORD, FEW_WORDS = 3, 2
EDGES: Final = " \t\n,.;:–—-"


@forgetting
def day_and_words(text: str, today: date) -> tuple[ReadDate, str]:
    """Return the day that a line names, the next such day where the year is missing, and the rest of the line."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    found = find_dates(text, today, Expect.FUTURE, strict=False)
    if not found or len(folded(text)) != len(text):
        return ReadDate(fault=DateFault.UNREADABLE), text
    first = found[0]
    before, after = text[: first.start].strip(EDGES), text[first.end :].strip(EDGES)
    if is_preposition(before):
        before = ""
    read = read_date(text[first.start : first.end], today, Expect.FUTURE)
    return read, " ".join(part for part in (before, after) if part)


def asked_for(text: str, phrases: Iterable[str]) -> str | None:
    """Return what stands beside a phrase that asks to be reminded, at the start or the end of a message; else None."""
    text = " ".join(text.split()).strip(EDGES + "!")
    small = text.casefold()
    if len(small) != len(text):
        return None
    for phrase in sorted(phrases, key=len, reverse=True):
        if small.startswith((f"{phrase} ", f"{phrase},", f"{phrase}:")):
            return text[len(phrase) :].strip(EDGES)
        if small.endswith(f" {phrase}"):
            return text[: -len(phrase)].strip(EDGES)
    return None


def is_preposition(words: str) -> bool:
    """Tell whether what stands before a day belongs to it: "on", "до", "by the"."""
    parts = words.split()
    return len(parts) <= FEW_WORDS and all(len(part) <= SHORT_WORD for part in parts)
