"""How long anything of a person is kept, in calendar days and months. The privacy page says what stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ABANDONED_AFTER = timedelta(days=30)
"""How long an unfinished input is waited for."""
SETTLED_KEPT = timedelta(days=30)
"""How long a reminder that was sent is known, so that no clock set back sends it again."""
NOTICE_BEFORE = timedelta(days=30)
"""How long before they are erased for silence somebody is told."""
DELETABLE_FOR = timedelta(hours=48)
"""How long Telegram lets a bot delete messages; for so long it remembers their numbers, in memory."""


@dataclass(frozen=True, slots=True)
class Retention:
    """`months`: after so many months of silence a person is erased."""

    months: int

    def silent_since(self, today: date) -> date:
        """Return the day on which the last contact lies of those who are erased today: so many months ago."""
        return months_before(today, self.months)

    def told_since(self, today: date) -> date:
        """Return the day on which the last contact lies of those who are to be told today."""
        return self.silent_since(today + NOTICE_BEFORE)

    def erased_on(self, today: date) -> date:
        """Return the first day on which somebody is erased who is told today."""
        return today + NOTICE_BEFORE

    def words(self) -> Mapping[str, int]:
        """Return the numbers that the privacy page tells."""
        return {"months": self.months, "input": ABANDONED_AFTER.days, "sent": SETTLED_KEPT.days}


def months_before(day: date, months: int) -> date:
    """Return the same day so many months ago, or the last one of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
