"""What a day of a stay is: in the country or not, counted or not, lawful or not, known or expected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.period import Days, Span


class Kind(Enum):
    EMPTY = auto()
    """Not in the country."""
    AHEAD = auto()
    """Ahead, and nothing is known of it."""
    HERE = auto()
    """In the country; counts in the window."""
    UNCOUNTED = auto()
    """In the country with a visa or a permit; does not count."""
    OVER = auto()
    """In the country beyond the limit."""
    LAWFUL = auto()
    """Lawful for whoever stays without a break; abroad, for whoever enters as soon as possible."""
    PAPER = auto()
    """Covered by a visa or a permit; nobody was here, or it lies ahead."""
    PLANNED = auto()
    """Ahead, in the country by a trip that is planned."""
    PLANNED_OVER = auto()
    """Planned, but beyond the limit."""


@dataclass(frozen=True, slots=True)
class DaySets:
    """Days by what is known of them. They overlap; `kind` says what prevails."""

    here: Days
    counted: Days
    over: Days
    expected: Days
    covers: Days
    lawful: Span | None
    today: int

    def kind(self, day: int) -> Kind:
        covered = day in self.covers
        over = day in self.over and not covered
        if day in self.here:
            return Kind.OVER if over else Kind.HERE if day in self.counted else Kind.UNCOUNTED
        if day in self.expected:
            return Kind.PLANNED_OVER if over else Kind.PLANNED
        if covered:
            return Kind.PAPER
        if self.lawful and self.lawful.start <= day <= self.lawful.end:
            return Kind.LAWFUL
        return Kind.EMPTY if day <= self.today else Kind.AHEAD
