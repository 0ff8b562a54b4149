"""Kazakhstan's days off: weekends, holidays, days moved by the government. The data is that of the holidays library.

Compared with the calendars that the Ministry of Labour published for 2025 and 2026; Constitution Day moved from 30
August to 15 March after the referendum of 2026 (the ministry, 18 March 2026). A holiday whose day is only estimated
counts as a working day, so that a deadline is rather a day too early than too late.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

SATURDAY = 5


def is_day_off(day: date) -> bool:
    """Tell whether offices rest on a day of Kazakhstan, in a week of five working days."""
    holidays, working = calendar(day.year)
    return day in holidays or (day.weekday() >= SATURDAY and day not in working)


@lru_cache(maxsize=16)
def calendar(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Return the holidays of a year, and its weekend days that are working days."""
    from holidays import country_holidays  # noqa: PLC0415 - most commands count no working days

    # English names: the mark of an estimated day is then a word that can be looked for.
    found = country_holidays("KZ", years=year, language="en_US")
    sure = frozenset(day for day, name in found.items() if "estimated" not in name)
    return sure, frozenset(found.weekend_workdays)
