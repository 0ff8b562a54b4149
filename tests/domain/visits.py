"""Visits and regimes for tests of stays, written in a line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.rules import Cover, Regime, Rule
from bot.domain.stay import Stay, assess, latest_exit, past_breaches
from bot.domain.trips import Trip

if TYPE_CHECKING:
    from bot.domain.count import Breach

DAY = timedelta(days=1)
DECREE = date(2023, 1, 27)
"""The day on which decree No. 1146 came into force."""

EAEU = Regime((Rule(90, 180),))
VISA_FREE = Regime((Rule(90, 180, 30),))
SINCE_DECREE = Regime((Rule(90, 180, 30, since=DECREE),))
DOCUMENT_ONLY = Regime(())
SMALL = Regime((Rule(3, 7),))


def d(text: str) -> date:
    return date.fromisoformat(text)


def trip(entry: str, end: str | None = None) -> Trip:
    return Trip(d(entry), d(end) if end else None)


def cover(start: str, end: str) -> Cover:
    return Cover(d(start), d(end))


def stay(today: str, *trips: Trip, regime: Regime = EAEU) -> Stay:
    return assess(trips, regime, d(today))


def breaches(today: str, *trips: Trip, regime: Regime = EAEU) -> tuple[Breach, ...]:
    return past_breaches(trips, regime, d(today))


def exit_of(today: str, *trips: Trip, regime: Regime = EAEU) -> date | None:
    return latest_exit(trips, regime, d(today))
