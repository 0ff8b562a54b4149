"""A clock that a test sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.entry.knowledge import Knowledge
from tests.conftest import NOW

if TYPE_CHECKING:
    from datetime import date


@dataclass(slots=True)
class Clock:
    moment: datetime = NOW

    def __call__(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def set(self, text: str) -> None:
        """Set a moment of Kazakhstan, like 2026-12-01T10:00."""
        self.moment = datetime.fromisoformat(text).replace(tzinfo=NOW.tzinfo)

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)

    def shown_to(self, knowledge: Knowledge) -> Knowledge:
        return Knowledge(knowledge.catalogues, knowledge.screens, knowledge.answers, self.today, self)
