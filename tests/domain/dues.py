"""Ledgers written in a line, and what is due by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.duties import Duty, DutyKind, Terms, duties
from bot.domain.ledger import Ledger, Paper, PaperKind
from bot.domain.rules import Regime
from tests.domain.visits import EAEU, d, trip

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


TERMS = Terms(
    notification=3,
    registration=30,
    registration_start=d("2026-07-01"),
    move_notification=3,
    move_registration=5,
    tax_days=183,
    tax_months=12,
)


def off(*holidays: date) -> Callable[[date], bool]:
    return lambda day: day.weekday() >= 5 or day in holidays


def due(
    ledger: Ledger,
    today: str,
    regime: Regime = EAEU,
    terms: Terms = TERMS,
    is_day_off: Callable[[date], bool] = off(),  # noqa: B008 - weekends only, made once
) -> dict[DutyKind, Duty]:
    """Return what is due by kind, the papers of the ledger being part of the regime."""
    found = duties(ledger, Regime(regime.rules, ledger.covers), terms, d(today), is_day_off)
    assert list(found) == sorted(found, key=lambda duty: duty.day)
    return {duty.kind: duty for duty in found}


def here(entry: str, end: str | None = None, *papers: Paper, moved: str | None = None) -> Ledger:
    return Ledger(trips=(trip(entry, end),), papers=papers, moved_on=d(moved) if moved else None)


def paper(kind: PaperKind, end: str, start: str | None = None) -> Paper:
    return Paper(kind, d(end), d(start) if start else None)
