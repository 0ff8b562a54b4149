"""Visits to the country, by the days of entry and exit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.period import Span


class TripFault(StrEnum):
    REVERSED = "reversed"
    TWO_OPEN = "two_open"


class TripError(ValueError):
    """Trips that cannot be: left before entering, or in the country twice. `fault` says which."""

    def __init__(self, fault: TripFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True, order=True)
class Trip:
    """A visit. Without an exit the person is still in the country."""

    entry: date
    exit: date | None = None

    def __post_init__(self) -> None:
        if self.exit is not None and self.exit < self.entry:
            raise TripError(TripFault.REVERSED)

    @property
    def span(self) -> Span:
        """The days of the visit; an open one goes on to the end of the calendar."""
        return Span(self.entry.toordinal(), (self.exit or date.max).toordinal())
