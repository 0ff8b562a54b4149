"""Which notices follow from deadlines and wishes, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duties import Duty, DutyKind
from bot.domain.ledger import Ledger, Paper, PaperKind
from bot.domain.remind.plan import change_of, next_change, notices, own_duties, shifted, target_of, wanted
from bot.domain.remind.wishes import Later, Moved, Target, Wishes, with_done, with_kind, with_offset, with_own
from tests.domain.visits import d, trip

ALMATY, MOSCOW = ZoneInfo("Asia/Almaty"), ZoneInfo("Europe/Moscow")
LAST = Duty(DutyKind.LAST_DAY, d("2026-12-15"), d("2026-10-06"))
CARD = Duty(DutyKind.CARD, d("2026-12-31"))
ON = Wishes(on=True)
NOW = datetime(2026, 11, 26, 7, tzinfo=UTC)


def days_before(duties: list[Duty], wishes: Wishes, zone: ZoneInfo = ALMATY) -> list[str]:
    return [notice.due_at.astimezone(zone).isoformat(timespec="minutes") for notice in notices(duties, wishes, zone)]


def test_a_deadline_is_told_so_many_days_before_at_the_persons_hour() -> None:
    wishes = replace(ON, hour=8, offsets={DutyKind.CARD: (7, 0)})
    assert days_before([CARD], wishes) == ["2026-12-24T08:00+05:00", "2026-12-31T08:00+05:00"]
    assert days_before([CARD], wishes, MOSCOW) == ["2026-12-24T08:00+03:00", "2026-12-31T08:00+03:00"]


def test_without_a_wish_only_days_of_ones_own_are_told() -> None:
    wishes, own = with_own(Wishes(), d("2026-12-05"), "rent")
    found = notices([LAST, *own_duties(wishes)], wishes, ALMATY)
    assert {notice.targets for notice in found} == {(Target(DutyKind.OWN, own.day, own.number),)}


def test_what_is_off_or_done_is_not_told() -> None:
    assert wanted([LAST, CARD], with_kind(ON, DutyKind.CARD, on=False)) == (LAST,)
    assert wanted([LAST, CARD], with_done(ON, target_of(LAST))) == (CARD,)
    moved = replace(LAST, day=d("2026-12-20"))
    assert wanted([moved], with_done(ON, target_of(LAST))) == (moved,)


def test_a_deadline_without_days_before_is_never_told() -> None:
    wishes = ON
    for days in wishes.offsets_of(DutyKind.CARD):
        wishes = with_offset(wishes, DutyKind.CARD, days)
    assert notices([CARD], wishes, ALMATY) == ()


def test_later_is_told_at_its_moment_while_the_deadline_is_wanted() -> None:
    later = Later(NOW, (target_of(LAST), target_of(CARD)))
    wishes = replace(ON, later=(later,), offsets={DutyKind.LAST_DAY: (), DutyKind.CARD: ()})
    (found,) = notices([LAST, CARD], wishes, ALMATY)
    assert (found.due_at, found.targets) == (NOW, later.targets)
    (less,) = notices([LAST, CARD], with_done(wishes, target_of(LAST)), ALMATY)
    assert less.targets == (target_of(CARD),)
    assert notices([], wishes, ALMATY) == ()


def test_deadlines_that_moved_at_one_moment_are_told_together() -> None:
    moved = (Moved(NOW, target_of(LAST), None), Moved(NOW, target_of(CARD), d("2027-01-01")))
    (found,) = notices([], replace(ON, moved=moved), ALMATY)
    assert (found.moved, found.due_at) == (moved, NOW)


def test_marks_tell_all_notices_of_a_person_apart() -> None:
    wishes, _ = with_own(ON, LAST.day, "a")
    wishes, _ = with_own(wishes, LAST.day, "b")
    moments = (NOW, NOW + timedelta(seconds=1))
    wishes = replace(wishes, later=tuple(Later(moment, (target_of(LAST),)) for moment in moments))
    found = notices([LAST, CARD, *own_duties(wishes)], wishes, ALMATY)
    assert len({notice.mark for notice in found}) == len(found)


@given(st.integers(0, 23), st.sampled_from([ALMATY, MOSCOW]), st.integers(0, 23))
def test_another_hour_or_zone_moves_notices_and_renames_none(hour: int, zone: ZoneInfo, other: int) -> None:
    first = notices([LAST, CARD], replace(ON, hour=hour), ALMATY)
    second = notices([LAST, CARD], replace(ON, hour=other), zone)
    assert {notice.mark for notice in first} == {notice.mark for notice in second}


def test_a_mark_is_the_same_in_whatever_zone_its_moment_is_given() -> None:
    def marks(zone: ZoneInfo) -> set[str]:
        at = NOW.astimezone(zone)
        wishes = replace(ON, later=(Later(at, (target_of(LAST),)),), moved=(Moved(at, target_of(CARD), None),))
        return {notice.mark for notice in notices([LAST], wishes, ALMATY)}

    assert marks(ALMATY) == marks(MOSCOW)


def test_other_deadlines_may_follow_when_a_trip_or_a_paper_begins_or_ends() -> None:
    ledger = Ledger(
        trips=(trip("2026-10-06", "2026-12-01"), trip("2027-01-10")),
        papers=(Paper(PaperKind.VISA, d("2027-02-01"), d("2027-01-05")), Paper(PaperKind.CARD, d("2027-03-01"))),
        moved_on=d("2026-11-28"),
    )
    seen, today = [], d("2026-11-26")
    while day := next_change(ledger, today):
        seen.append(day)
        today = day
    expected = ("2026-11-28", "2026-12-02", "2027-01-05", "2027-01-10", "2027-02-02", "2027-03-02")
    assert seen == list(map(d, expected))
    assert next_change(Ledger(), today) is None


def test_the_day_of_a_change_begins_at_midnight_in_kazakhstan_and_only_for_whom_it_matters() -> None:
    ledger = Ledger(trips=(trip("2026-12-01"),))
    (found,) = change_of(ledger, ON, d("2026-11-26"), ALMATY)
    assert (found.targets, found.due_at) == ((), datetime(2026, 11, 30, 19, tzinfo=UTC))
    assert list(change_of(ledger, Wishes(), d("2026-11-26"), ALMATY)) == []
    assert list(change_of(Ledger(), ON, d("2026-11-26"), ALMATY)) == []


def test_a_deadline_with_another_day_is_told_with_both_days() -> None:
    old, new = target_of(LAST), Target(DutyKind.LAST_DAY, date(2026, 12, 10))
    assert shifted([old, target_of(CARD)], [new, target_of(CARD)]) == ((old, new.day),)
    assert shifted([old], []) == ((old, None),)
    assert shifted([], [new]) == ()


def test_of_several_of_a_kind_each_change_is_told_once() -> None:
    days = [Target(DutyKind.VISA, date(2027, 1, number)) for number in range(1, 5)]
    assert shifted(days[:2], days[2:]) == ((days[0], days[2].day), (days[1], days[3].day))
    assert shifted(days[:2], days[2:3]) == ((days[0], days[2].day), (days[1], None))


def test_days_of_ones_own_move_only_among_themselves() -> None:
    first, second = Target(DutyKind.OWN, date(2027, 1, 1), 1), Target(DutyKind.OWN, date(2027, 1, 2), 2)
    assert shifted([first], [second]) == ((first, None),)
