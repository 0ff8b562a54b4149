"""The limits of stay, read from the facts: the same numbers that the texts show, with their sources.

Here stand also the names of all facts that the calculators read.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.fact import Unit
from bot.domain.rules import Group, Regime, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.fact import Fact
    from bot.domain.rules import Cover

WINDOW, START = "stay.window", "stay.rule.start"


LIMITS = {Group.EAEU: "stay.eaeu.limit", Group.VISA_FREE: "stay.visa_free.limit"}
PER_VISIT = {Group.VISA_FREE: "stay.visa_free.per_visit"}
HOST_TERM, HOST_MOVE_TERM = "notification.host_term", "notification.move_term"
REGISTRATION_TERM, REGISTRATION_MOVE_TERM = "registration.term", "registration.move_term"
REGISTRATION_START = "order_923.start"
TAX_DAYS, TAX_WINDOW = "tax.resident.days", "tax.resident.window"
# The calculators of days and of deadlines cannot do without these facts, in these units.
NEEDED: Mapping[str, Unit] = {
    WINDOW: Unit.CALENDAR_DAYS,
    START: Unit.DATE,
    **dict.fromkeys((*LIMITS.values(), *PER_VISIT.values()), Unit.CALENDAR_DAYS),
    **dict.fromkeys((HOST_TERM, HOST_MOVE_TERM, REGISTRATION_MOVE_TERM), Unit.WORKING_DAYS),
    REGISTRATION_TERM: Unit.CALENDAR_DAYS,
    REGISTRATION_START: Unit.DATE,
    TAX_DAYS: Unit.CALENDAR_DAYS,
    TAX_WINDOW: Unit.MONTHS,
}


def regime_of(group: Group, facts: Mapping[str, Fact], today: date, covers: Sequence[Cover] = ()) -> Regime:
    """Return the limits of a group as they are known on a day, with the documents that somebody has."""
    if group is Group.DOCUMENT:
        return Regime((), tuple(covers))
    start = facts[START].value
    assert isinstance(start, date), "the checker refuses others"
    per_visit = PER_VISIT.get(group)
    rule = Rule(
        limit=days(facts[LIMITS[group]], today),
        window=days(facts[WINDOW], today),
        per_visit=days(facts[per_visit], today) if per_visit else None,
        since=start,
    )
    return Regime((rule,), tuple(covers))


def days(fact: Fact, on: date) -> int:
    return int(fact.number(on)[0])
