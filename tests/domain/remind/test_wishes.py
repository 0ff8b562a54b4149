"""Wishes are changed one at a time, and bounded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.duties import DutyKind
from bot.domain.remind.wishes import (
    CHOICES,
    MAX_LATER,
    MAX_OWN,
    MAX_WORDS,
    OFFSETS,
    Later,
    Moved,
    Own,
    Target,
    WishError,
    Wishes,
    tidied,
    with_done,
    with_kind,
    with_later,
    with_offset,
    with_own,
    without_own,
)

DAY, NOW = date(2026, 12, 5), datetime(2026, 11, 26, tzinfo=UTC)
LAST_DAY = Target(DutyKind.LAST_DAY, DAY)


def test_every_kind_has_days_before_it_that_can_be_chosen() -> None:
    assert set(OFFSETS) == set(DutyKind)
    for days in OFFSETS.values():
        assert days == tuple(sorted(set(days), reverse=True))
        assert set(days) <= set(CHOICES)


def test_nothing_but_days_of_ones_own_is_wished_at_first() -> None:
    assert [kind for kind in DutyKind if Wishes().wants(kind)] == [DutyKind.OWN]
    assert all(Wishes(on=True).wants(kind) for kind in DutyKind)


def test_the_zone_is_the_chosen_one_or_else_that_of_home() -> None:
    home = ZoneInfo("Asia/Almaty")
    assert Wishes().zone_in(home) is home
    assert Wishes(zone="Europe/Moscow").zone_in(home) == ZoneInfo("Europe/Moscow")


def test_a_kind_is_switched_off_and_on() -> None:
    off = with_kind(Wishes(on=True), DutyKind.TAX, on=False)
    assert not off.wants(DutyKind.TAX)
    assert off.wants(DutyKind.LAST_DAY)
    assert with_kind(off, DutyKind.TAX, on=True) == Wishes(on=True)


def test_days_before_are_added_and_taken_away_in_order() -> None:
    wishes = with_offset(with_offset(Wishes(), DutyKind.OWN, 7), DutyKind.OWN, 0)
    assert wishes.offsets_of(DutyKind.OWN) == (7, 1)
    assert wishes.offsets_of(DutyKind.TAX) == OFFSETS[DutyKind.TAX]


def test_a_day_of_ones_own_is_kept_with_its_words_in_order_of_days() -> None:
    wishes, first = with_own(Wishes(), DAY, "  pay   the rent ")
    wishes, second = with_own(wishes, DAY - timedelta(days=1), "x" * 1000)
    assert first == Own(1, DAY, "pay the rent")
    assert second == Own(2, DAY - timedelta(days=1), "x" * MAX_WORDS)
    assert wishes.own == (second, first)


def test_the_same_day_with_the_same_words_stays_one() -> None:
    wishes, own = with_own(Wishes(), DAY, "rent")
    assert with_own(wishes, DAY, " rent ") == (wishes, own)


def test_a_number_that_was_given_back_is_used_again_and_is_not_done() -> None:
    wishes, own = with_own(Wishes(), DAY, "rent")
    wishes, other = with_own(wishes, DAY, "doctor")
    wishes = with_done(wishes, Target(DutyKind.OWN, DAY, own.number))
    wishes = without_own(wishes, own.number)
    assert wishes.own == (other,)
    wishes, new = with_own(wishes, DAY, "bank")
    assert new.number == own.number
    assert not wishes.is_done(Target(DutyKind.OWN, DAY, new.number))


def test_too_many_days_of_ones_own_are_refused() -> None:
    wishes = Wishes()
    for number in range(MAX_OWN):
        wishes, _ = with_own(wishes, DAY, f"{number}")
    with pytest.raises(WishError):
        with_own(wishes, DAY, "one more")
    assert with_own(wishes, DAY, "0")[0] == wishes


def test_a_deadline_is_done_and_not_done() -> None:
    done = with_done(Wishes(), LAST_DAY)
    assert done.is_done(LAST_DAY)
    assert not done.is_done(LAST_DAY._replace(day=DAY + timedelta(days=1)))
    assert with_done(done, LAST_DAY, done=False) == Wishes()


def test_of_too_many_wishes_for_later_the_oldest_goes() -> None:
    wishes = Wishes()
    for minute in range(MAX_LATER + 3):
        wishes = with_later(wishes, Later(NOW + timedelta(minutes=minute), (LAST_DAY,)))
    assert len(wishes.later) == MAX_LATER
    assert wishes.later[0].moment == NOW + timedelta(minutes=3)


def test_what_lies_behind_is_dropped_and_nothing_else() -> None:
    old, new = DAY - timedelta(days=1), DAY
    before, after = NOW - timedelta(days=40), NOW
    wishes = Wishes(
        on=True,
        hour=7,
        done=frozenset({Target(DutyKind.CARD, old), Target(DutyKind.CARD, new)}),
        own=(Own(1, old, "a"), Own(2, new, "b")),
        later=(Later(before, (LAST_DAY,)), Later(after.replace(year=2027), (LAST_DAY,))),
        moved=(Moved(before, LAST_DAY, None), Moved(after.replace(year=2027), LAST_DAY, None)),
    )
    found = tidied(wishes, DAY)
    assert found.done == {Target(DutyKind.CARD, new)}
    assert [own.number for own in found.own] == [2]
    assert len(found.later) == len(found.moved) == 1
    assert (found.on, found.hour) == (True, 7)
