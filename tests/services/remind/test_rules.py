"""A rule that changes moves the reminders that rest on it, and the person is told why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.duties import DutyKind
from bot.domain.remind.address import Reveal
from bot.domain.remind.wishes import Wishes
from bot.services.remind.planner import planner_for, rules_mark
from bot.storage.engine import reading
from bot.storage.tables import reminders
from tests.storage.rows import mark_of

if TYPE_CHECKING:
    from bot.services.remind.keeper import Keeper
    from tests.services.remind.conftest import Desk

ON = Wishes(on=True, off=frozenset(set(DutyKind) - {DutyKind.LAST_DAY}))
LIMIT = "stay.eaeu.limit"


def with_limit(desk: Desk, days: int) -> Keeper:
    """Let the desk work by another limit, as after a release with a changed fact."""
    old = desk.keeper.planner
    facts = {**old.facts, LIMIT: replace(old.facts[LIMIT], value=days)}
    keeper = replace(desk.keeper, planner=planner_for(facts, old.home))
    library = replace(desk.delivery.notices.library, facts=facts)
    desk.delivery.keeper = keeper
    desk.delivery.notices = replace(desk.delivery.notices, planner=keeper.planner, library=library)
    return keeper


async def marks(desk: Desk) -> set[str]:
    async with reading(desk.keeper.engine) as connection:
        return {mark_of(row).rpartition(".")[0] for row in await connection.execute(select(reminders))}


async def test_a_changed_limit_moves_reminders_and_is_told_once_with_both_days(desk: Desk) -> None:
    await desk.keep(ON)
    assert await marks(desk) == {"last_day.20261215"}
    keeper = with_limit(desk, 80)
    assert await keeper.follow_rules() == 1
    assert await keeper.follow_rules() == 0
    assert "last_day.20261205" in await marks(desk)
    assert "last_day.20261215" not in await marks(desk)
    desk.clock.pass_by(seconds=2)
    tally = await desk.delivery.run()
    assert (tally.sent, tally.messages) == (1, 1)
    text = desk.postman.texts[0]
    assert "A rule or the calendar of days off has changed" in text
    assert "Last lawful day: 5 December 2026 (was 15 December 2026)" in text
    assert (await desk.delivery.run()).planned == 0


async def test_a_moved_deadline_is_told_also_if_an_old_notice_comes_due_before_people_are_planned_anew(
    desk: Desk,
) -> None:
    await desk.keep(ON)
    keeper = with_limit(desk, 80)
    desk.clock.set("2026-12-01T10:00")
    await desk.delivery.run()
    assert desk.postman.texts == []
    assert await keeper.follow_rules() == 0
    desk.clock.pass_by(seconds=2)
    await desk.delivery.run()
    assert "5 December 2026 (was 15 December 2026)" in desk.postman.texts[0]


async def test_a_moved_deadline_is_told_also_if_the_person_changes_something_first(desk: Desk) -> None:
    await desk.keep(ON)
    keeper = with_limit(desk, 80)
    change = await keeper.change(1, "en", lambda kept: replace(kept, wishes=replace(kept.wishes, hour=11)))
    assert {target.day for target in change.before.wishes.told} == {target.day for target in change.after.wishes.told}
    assert await keeper.follow_rules() == 0
    desk.clock.pass_by(seconds=2)
    await desk.delivery.run()
    assert "5 December 2026 (was 15 December 2026)" in desk.postman.texts[0]


async def test_a_change_that_moves_nothing_is_not_told(desk: Desk) -> None:
    await desk.keep(replace(ON, off=frozenset(set(DutyKind) - {DutyKind.REGISTRATION})))
    keeper = with_limit(desk, 80)
    assert await keeper.follow_rules() == 1
    desk.clock.pass_by(seconds=2)
    assert (await desk.delivery.run()).planned == 0


async def test_at_night_the_change_is_told_in_the_morning(desk: Desk) -> None:
    await desk.keep(ON)
    desk.clock.set("2026-11-22T23:00")
    keeper = with_limit(desk, 80)
    await keeper.follow_rules()
    desk.clock.set("2026-11-23T08:59")
    assert (await desk.delivery.run()).planned == 0
    desk.clock.set("2026-11-23T09:00")
    await desk.delivery.run()
    assert "A rule" in desk.postman.texts[-1]


async def test_a_discreet_person_sees_the_change_only_after_a_tap(desk: Desk) -> None:
    await desk.keep(replace(ON, discreet=True))
    keeper = with_limit(desk, 80)
    await keeper.follow_rules()
    desk.clock.pass_by(seconds=2)
    await desk.delivery.run()
    assert desk.postman.texts == ["There is a note for today."]
    reminders_now = replace(desk.reminders, keeper=keeper, notices=desk.delivery.notices)
    shown = await reminders_now.open(Reveal(()), 1, "en")
    assert "was 15 December 2026" in shown.messages[0].text


async def test_many_people_are_planned_anew_a_part_at_a_time(desk: Desk) -> None:
    for chat_id in range(1, 121):
        await desk.keep(ON, chat_id=chat_id)
    keeper = with_limit(desk, 80)
    assert await keeper.follow_rules() == 120


def test_the_mark_of_the_rules_changes_with_a_rule_and_not_with_another_fact(desk: Desk) -> None:
    facts = desk.keeper.planner.facts
    other = replace(facts["contact.gov"], value="999")
    assert rules_mark({**facts, "contact.gov": other}) == rules_mark(facts)
    assert rules_mark({**facts, LIMIT: replace(facts[LIMIT], value=80)}) != rules_mark(facts)
