"""The calculator counts with the facts that the texts show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.domain.rules import Binding, Cover, Group
from bot.domain.stay import assess
from bot.domain.trips import Trip
from bot.library.limits import LIMITS, regime_of

if TYPE_CHECKING:
    from bot.library.reading import Library

HERE = (Trip(date(2026, 11, 1)),)


@pytest.mark.parametrize(
    ("group", "last", "binding"),
    [
        (Group.EAEU, date(2027, 1, 29), Binding.WINDOW),
        (Group.VISA_FREE, date(2026, 11, 30), Binding.VISIT),
    ],
)
def test_each_group_has_its_own_last_day(
    library: Library, today: date, group: Group, last: date, binding: Binding
) -> None:
    stay = assess(HERE, regime_of(group, library.facts, today), today)
    assert (stay.last_day, stay.binding) == (last, binding)


def test_without_visa_free_days_only_a_document_counts(library: Library, today: date) -> None:
    visa = Cover(date(2026, 11, 1), date(2026, 12, 24))
    stay = assess(HERE, regime_of(Group.DOCUMENT, library.facts, today, [visa]), today)
    assert (stay.last_day, stay.binding, stay.used) == (visa.end, Binding.DOCUMENT, 0)


def test_a_changed_fact_changes_the_calculation(library: Library, today: date) -> None:
    name = LIMITS[Group.EAEU]
    changed = {**library.facts, name: replace(library.facts[name], value=77)}
    assert assess(HERE, regime_of(Group.EAEU, changed, today), today).last_day == date(2027, 1, 16)
