"""Where somebody stands: the stay by the limits and by the papers of a ledger, the cautious reading of the two.

Whoever stays on after a visa or a permit ended may have visa-free days left, but no source says that they can be used
without leaving. So a visit that a paper covered ends, in our count, with the paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.rules import Regime
from bot.domain.stay import assess, latest_exit, past_breaches, visit_on

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.count import Breach
    from bot.domain.stay import Stay
    from bot.domain.trips import Trip


@dataclass(frozen=True, slots=True)
class Standing:
    """`leave_by`: the last day of this visit that keeps planned trips lawful, None if they shorten nothing.

    `by_paper`: the visit is covered by a visa or a permit, or was, and ends with it. `spoilt`: trips ahead break a
    limit whenever one leaves. `past`: breaches of visits before this one.
    """

    trips: tuple[Trip, ...]
    regime: Regime
    stay: Stay
    leave_by: date | None
    by_paper: bool
    spoilt: bool
    past: tuple[Breach, ...]

    @property
    def last_day(self) -> date | None:
        return self.leave_by or self.stay.last_day


def stand(trips: tuple[Trip, ...], regime: Regime, today: date) -> Standing:
    """Return where somebody stands on a day. Raises `TripError` if two trips are open."""
    by_limits = assess(trips, regime, today)
    visit = visit_on(trips, today)
    since = visit.entry if visit else None
    past = tuple(b for b in past_breaches(trips, regime, today) if since is None or b.end < since)
    if since and any(cover.start <= today and since <= cover.end for cover in regime.covers):
        by_papers = assess(trips, Regime((), regime.covers), today)
        stay = replace(by_papers, used=by_limits.used)
        return Standing(trips, regime, stay, None, by_paper=True, spoilt=False, past=past)
    leave_by = latest_exit(trips, regime, today)
    planned = any(trip.entry > today for trip in trips)
    lawful = by_limits.last_day is not None and by_limits.last_day >= today
    spoilt = bool(since) and planned and lawful and leave_by is None
    shortened = leave_by if leave_by != by_limits.last_day else None
    return Standing(trips, regime, by_limits, shortened, by_paper=False, spoilt=spoilt, past=past)
