"""Facts and sources as data: what a number means, who says so, and since when. No texts, no formatting."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

LANGUAGES = ("ru", "kk", "en")
SAFE_LINK = re.compile(r"^https://[^\s()<>]+$")
"""Where a link may lead: to a page. Others start programs, open files or name people."""


class Unit(StrEnum):
    """What a fact counts; it decides how the value is written in each language."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    MONTHS = "months"
    YEARS = "years"
    PERCENT = "percent"
    MCI = "mci"
    TENGE = "tenge"
    USD = "usd"
    NUMBER = "number"
    DATE = "date"
    PHONE = "phone"
    LINK = "link"


class Confidence(StrEnum):
    """How sure a fact is, from a law or state page down to something nobody confirmed; our own advice is apart."""

    OFFICIAL = "official"
    TWO_SOURCES = "two_sources"
    ONE_SOURCE = "one_source"
    UNVERIFIED = "unverified"
    ADVICE = "advice"


class SourceKind(StrEnum):
    OFFICIAL = "official"
    TREATY = "treaty"
    LEGAL_FIRM = "legal_firm"
    NEWS = "news"
    NGO = "ngo"
    DIRECTORY = "directory"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Source:
    """A published text that facts rest on. `dated` is the source's own date: a year, a month or a day."""

    id: str
    titles: Mapping[str, str]
    publisher: str
    kind: SourceKind
    url: str | None
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One number, deadline, sum, day, phone or link.

    `value` is the value of a fact that does not change by the year; `by_year` holds the values of one that does.
    """

    id: str
    unit: Unit
    confidence: Confidence
    reviewed_on: date
    review_by: date
    sources: tuple[str, ...] = ()
    value: float | date | str | None = None
    by_year: Mapping[int, float] = field(default_factory=dict)
    label: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def number(self, on: date) -> tuple[float, int | None]:
        """Return the number in force on a day and, for a yearly fact, the year that it is of.

        A year whose value is not known yet gets the latest known one, with its own year, so that the reader sees it.
        Raises `TypeError` for facts that are no numbers.
        """
        if self.by_year:
            year = max((y for y in self.by_year if y <= on.year), default=min(self.by_year))
            return self.by_year[year], year
        if isinstance(self.value, int | float):
            return self.value, None
        raise TypeError(f"{self.id} is not a number")

    def ended(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to < on
