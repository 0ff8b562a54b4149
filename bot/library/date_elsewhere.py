"""Whole dates in words that our tables do not know: dateparser reads those, under strict conditions."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from bot.domain.dates import DateFault, ReadDate, any_of

LONGEST_DATE: Final = 40


def by_dateparser(text: str, today: date) -> ReadDate:
    """Read a whole date in words that our tables do not know; its day and year must be the numbers in it."""
    numbers = [int(number) for number in re.findall(r"\d+", text)] if len(text) <= LONGEST_DATE else []
    if len(numbers) != 2 or not re.search(r"\d{4}", text):
        return ReadDate(fault=DateFault.UNREADABLE)
    found = parsed(text, today)
    if found is None or sorted(numbers) != [found.day, found.year]:
        return ReadDate(fault=DateFault.UNREADABLE)
    return any_of(found)


def parsed(text: str, today: date) -> date | None:
    import dateparser  # noqa: PLC0415 - slow to load, and hardly anybody needs it

    settings = {
        "STRICT_PARSING": True,
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),  # noqa: DTZ001 - a day has no zone
        "PARSERS": ["absolute-time"],
    }
    found = dateparser.parse(text, languages=["ru", "kk", "en"], settings=settings)
    return found.date() if found else None
