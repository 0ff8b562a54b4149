"""Limits of stay as data: how many days, in which window, since when. The numbers come from the content's facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Binding(StrEnum):
    """What makes a day unlawful."""

    WINDOW = "window"
    """Too many days in the window that ends on this day."""
    VISIT = "visit"
    """Too many days since the entry of this visit."""
    DOCUMENT = "document"
    """No day is lawful without a visa or a permit, and none covers this one."""


class Group(StrEnum):
    """Whose limits apply, by the passport and by what it lets one do here."""

    EAEU = "eaeu"
    """Citizens of Russia, Belarus, Armenia, Kyrgyzstan."""
    VISA_FREE = "visa_free"
    """Other visitors without a visa."""
    DOCUMENT = "document"
    """Those whom only a visa or a permit with its own dates lets stay."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of the limits. Days are calendar days; the entry day and the exit day both count.

    `limit` days of presence in any `window` days that end on the day checked; `per_visit` days from the entry day on,
    the entry day being the first. None means that there is no such limit. `since` and `until` are the first and the
    last day on which the version is in force. Visits that began before the first version are judged by none.
    """

    limit: int | None = None
    window: int | None = None
    per_visit: int | None = None
    since: date = date.min
    until: date = date.max

    def __post_init__(self) -> None:
        if (self.limit is None) != (self.window is None):
            raise ValueError("a limit needs a window, and a window a limit")
        for number, least in ((self.limit, 0), (self.window, 1), (self.per_visit, 1)):
            if number is not None and number < least:
                raise ValueError(f"{number} is less than {least}")
        if self.until < self.since:
            raise ValueError("a rule ends before it begins")


@dataclass(frozen=True, slots=True)
class Cover:
    """A visa or a permit with its first and last day: its days are lawful and do not count in the limits."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a document ends before it begins")


@dataclass(frozen=True, slots=True)
class Regime:
    """What somebody may do: versions of the limits in order (none: no day without a document), and documents."""

    rules: tuple[Rule, ...]
    covers: tuple[Cover, ...] = ()
