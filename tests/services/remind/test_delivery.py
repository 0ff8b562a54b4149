"""What becomes of notices on the way: silence, faults, quiet hours, changes in the last moment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.domain.duties import DutyKind
from bot.domain.ledger import Ledger
from bot.domain.remind.delivery import LONGEST_PAUSE, Broken, Paused, Refused, Unknown, Unsent
from bot.domain.remind.wishes import Target, Wishes, with_done, with_own
from bot.storage.engine import writing, writing_about
from tests.domain.visits import d
from tests.storage.rows import states

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from tests.services.remind.conftest import Desk

LAST_DAY_ONLY = Wishes(on=True, off=frozenset(set(DutyKind) - {DutyKind.LAST_DAY}), quiet=None)
AGAIN = "You may have this message already"
LATE = "This message is late"


async def due_now(desk: Desk) -> None:
    """Keep trips whose 14-day notice is due at this moment."""
    await desk.keep(LAST_DAY_ONLY)
    desk.clock.set("2026-12-01T10:00")


async def test_a_silence_holds_everyone_for_as_long_as_telegram_says_and_nothing_is_repeated(desk: Desk) -> None:
    for chat_id in (1, 2, 3):
        await desk.keep(LAST_DAY_ONLY, chat_id=chat_id)
    desk.clock.set("2026-12-01T10:00")
    desk.postman.outcomes = [Paused(37)]
    before = desk.seconds.now
    tally = await desk.delivery.run()
    assert (tally.planned, tally.sent, tally.retried, tally.repeated, tally.messages) == (4, 3, 1, 0, 3)
    assert desk.seconds.now - before >= 37
    assert not any(AGAIN in text for text in desk.postman.texts)


async def test_a_silence_longer_than_the_patience_ends_the_pass_and_gives_back_what_was_not_begun(desk: Desk) -> None:
    for chat_id in (1, 2, 3):
        await desk.keep(LAST_DAY_ONLY, chat_id=chat_id)
    desk.clock.set("2026-12-01T10:00")
    desk.postman.outcomes = [Paused(3600)]
    desk.delivery.patience = 60
    tally = await desk.delivery.run()
    assert (tally.planned, tally.sent, tally.retried) == (1, 0, 1)
    desk.clock.pass_by(hours=1)
    desk.seconds.now += 3600
    tally = await desk.delivery.run()
    assert (tally.sent, tally.repeated) == (3, 0)


@pytest.mark.parametrize(("outcome", "said"), [(Unsent(), False), (Unknown(), True)])
async def test_a_failed_try_is_repeated_after_a_pause_and_says_so_only_if_it_may_have_arrived(
    desk: Desk, outcome: Unsent | Unknown, *, said: bool
) -> None:
    await due_now(desk)
    desk.postman.outcomes = [outcome]
    assert (await desk.delivery.run()).retried == 1
    assert (await desk.delivery.run()).planned == 0
    desk.clock.pass_by(seconds=2)
    tally = await desk.delivery.run()
    assert (tally.sent, tally.repeated) == (1, int(said))
    assert (AGAIN in desk.postman.texts[-1]) is said


async def test_a_legal_deadline_is_tried_until_it_has_passed_and_then_told_late(desk: Desk) -> None:
    await due_now(desk)
    desk.postman.outcomes = [Unsent()] * 10_000
    while desk.clock.moment.date() < d("2026-12-17"):
        await desk.delivery.run()
        desk.clock.pass_by(seconds=max(LONGEST_PAUSE.total_seconds(), 4 * 3600))
    assert len(desk.postman.letters) > 90
    desk.postman.outcomes = []
    tally = await desk.delivery.run()
    assert (tally.planned, tally.sent, tally.late, tally.messages) == (5, 5, 5, 1)
    assert LATE in desk.postman.texts[-1]
    assert "2 days ago" in desk.postman.texts[-1]


async def test_whoever_cannot_be_reached_is_stopped_and_nobody_else(desk: Desk) -> None:
    for chat_id in (1, 2):
        await desk.keep(LAST_DAY_ONLY, chat_id=chat_id)
    desk.clock.set("2026-12-01T10:00")
    desk.postman.outcomes = [Refused()]
    tally = await desk.delivery.run()
    assert (tally.stopped, tally.sent) == (5, 1)
    desk.clock.set("2026-12-08T10:00")
    assert (await desk.delivery.run()).sent == 1
    await desk.keeper.welcome_back(1)
    tally = await desk.delivery.run()
    assert (tally.sent, tally.messages) == (2, 1)


async def test_a_message_that_telegram_does_not_take_goes_out_without_styles(desk: Desk) -> None:
    await due_now(desk)
    desk.postman.outcomes = [Broken()]
    with capture_logs() as logs:
        assert (await desk.delivery.run()).sent == 1
    assert [len(view.buttons) > 0 for view in desk.postman.views] == [True, False]
    assert desk.postman.views[1].messages[0].entities == ()
    assert desk.postman.texts[0] == desk.postman.texts[1]
    assert [log["log_level"] for log in logs] == ["error"]


async def test_a_message_that_is_never_taken_is_given_up_and_counted(desk: Desk) -> None:
    await due_now(desk)
    desk.postman.outcomes = [Broken(), Broken()]
    assert (await desk.delivery.run()).failed == 1
    assert (await desk.delivery.run()).planned == 0


async def test_a_fault_with_one_persons_notices_puts_off_these_and_nobody_elses(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in (1, 2):
        await desk.keep(LAST_DAY_ONLY, chat_id=chat_id)
    desk.clock.set("2026-12-01T10:00")
    honest = type(desk.delivery.notices).write

    def faulty(self: object, occasion: object) -> object:
        if not desk.postman.letters and not broken:
            broken.append(occasion)
            raise RuntimeError("somebody's words")
        return honest(self, occasion)  # type: ignore[arg-type]  # the same arguments as it was given

    broken: list[object] = []
    monkeypatch.setattr(type(desk.delivery.notices), "write", faulty)
    with capture_logs() as logs:
        tally = await desk.delivery.run()
    assert (tally.sent, tally.retried) == (1, 1)
    assert "somebody" not in str(logs)
    desk.clock.pass_by(seconds=3)
    tally = await desk.delivery.run()
    assert (tally.sent, tally.repeated) == (1, 0)


async def test_what_is_done_while_a_notice_is_in_hand_is_not_told(desk: Desk) -> None:
    for chat_id in (1, 2):
        await desk.keep(LAST_DAY_ONLY, chat_id=chat_id)
    desk.clock.set("2026-12-01T10:00")
    target = Target(DutyKind.LAST_DAY, d("2026-12-15"))
    changed: list[bool] = []
    sleep = desk.delivery.sleep

    async def meanwhile(seconds: float) -> None:
        await sleep(seconds)
        if desk.postman.letters and not changed:
            changed.append(True)
            await desk.keep(with_done(LAST_DAY_ONLY, target), chat_id=2)

    desk.delivery.sleep = meanwhile
    tally = await desk.delivery.run()
    assert changed
    assert [chat_id for chat_id, _ in desk.postman.letters] == [1]
    assert (tally.sent, tally.planned) == (1, 2)


async def test_an_hour_that_is_changed_while_a_notice_is_in_hand_moves_it(desk: Desk) -> None:
    for chat_id in (1, 2):
        await desk.keep(LAST_DAY_ONLY, chat_id=chat_id)
    desk.clock.set("2026-12-01T10:00")
    changed: list[bool] = []
    sleep = desk.delivery.sleep

    async def meanwhile(seconds: float) -> None:
        await sleep(seconds)
        if desk.postman.letters and not changed:
            changed.append(True)
            await desk.keep(replace(LAST_DAY_ONLY, hour=20), chat_id=2)

    desk.delivery.sleep = meanwhile
    assert (await desk.delivery.run()).sent == 1
    desk.clock.set("2026-12-01T19:59")
    assert (await desk.delivery.run()).planned == 0
    desk.clock.set("2026-12-01T20:00")
    assert (await desk.delivery.run()).sent == 1


async def test_a_late_notice_waits_for_the_end_of_the_quiet_hours(desk: Desk) -> None:
    await desk.keep(replace(LAST_DAY_ONLY, quiet=(21, 9)))
    desk.clock.set("2026-12-01T23:30")
    tally = await desk.delivery.run()
    assert (tally.quiet, tally.sent) == (1, 0)
    desk.clock.set("2026-12-02T08:59")
    tally = await desk.delivery.run()
    assert (tally.quiet, tally.sent) == (1, 0)
    desk.clock.set("2026-12-02T09:00")
    tally = await desk.delivery.run()
    assert (tally.sent, tally.late, tally.repeated) == (1, 1, 0)


async def test_a_clock_that_was_wrong_in_quiet_hours_delays_a_notice_by_no_more_than_they_last(desk: Desk) -> None:
    await desk.keep(replace(LAST_DAY_ONLY, quiet=(21, 9)))
    desk.clock.set("2026-12-02T23:30")
    assert (await desk.delivery.run()).quiet == 1
    desk.clock.set("2026-12-01T23:30")
    assert (await desk.delivery.run()).quiet == 1
    desk.clock.set("2026-12-02T09:00")
    assert (await desk.delivery.run()).sent == 1


async def test_a_notice_at_the_persons_own_hour_comes_also_in_quiet_hours(desk: Desk) -> None:
    await desk.keep(replace(LAST_DAY_ONLY, quiet=(21, 9), hour=6))
    desk.clock.set("2026-12-01T06:00")
    assert (await desk.delivery.run()).sent == 1


async def test_a_late_notice_of_a_deadline_that_ends_tonight_does_not_wait(desk: Desk) -> None:
    await desk.keep(replace(LAST_DAY_ONLY, quiet=(21, 9), offsets={DutyKind.LAST_DAY: (0,)}))
    desk.clock.set("2026-12-15T23:30")
    tally = await desk.delivery.run()
    assert (tally.quiet, tally.sent, tally.late) == (0, 1, 1)


async def test_a_busy_database_does_not_forget_that_a_message_was_sent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await due_now(desk)
    tries: list[int] = []

    def busy(engine: AsyncEngine, chat_id: int) -> object:
        if desk.postman.letters and len(tries) < 5:
            tries.append(1)
            raise OperationalError("UPDATE", {}, Exception("database is locked"))
        return writing_about(engine, chat_id)

    monkeypatch.setattr("bot.services.remind.delivery.writing_about", busy)
    assert (await desk.delivery.run()).sent == 1
    assert len(tries) == 5
    assert (await states(desk.keeper.engine))["last_day.20261215.14"] == "sent"


async def test_a_database_that_stays_busy_leaves_the_row_to_the_next_lease(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await due_now(desk)
    monkeypatch.setattr("bot.services.remind.delivery.SETTLE_TRIES", 3)
    down = [True]

    def busy(engine: AsyncEngine, *about: int) -> object:
        if desk.postman.letters and down[0]:
            down[0] = len(logs) < 4
            raise OperationalError("UPDATE", {}, Exception("database is locked"))
        return writing_about(engine, *about) if about else writing(engine)

    for name in ("writing", "writing_about"):
        monkeypatch.setattr(f"bot.services.remind.delivery.{name}", busy)
    with capture_logs() as logs:
        with pytest.raises(OperationalError):
            await desk.delivery.run()
        down[0] = False
    assert logs[-1]["event"] == "reminder not settled"
    desk.clock.pass_by(minutes=2)
    tally = await desk.delivery.run()
    assert (tally.sent, tally.repeated) == (1, 1)
    assert AGAIN in desk.postman.texts[-1]


async def test_a_stop_gives_back_what_was_not_begun(desk: Desk) -> None:
    for chat_id in (1, 2, 3):
        await desk.keep(LAST_DAY_ONLY, chat_id=chat_id)
    desk.clock.set("2026-12-01T10:00")

    def stop() -> None:
        desk.delivery.stopping = True

    desk.postman.meanwhile = stop
    tally = await desk.delivery.run()
    assert (tally.planned, tally.sent) == (1, 1)
    desk.postman.meanwhile = None
    desk.delivery.stopping = False
    assert (await desk.delivery.run()).sent == 2


async def test_several_lanes_share_the_work_and_keep_the_pace(desk: Desk) -> None:
    wishes, _ = with_own(Wishes(quiet=None), d("2026-12-02"), "x")
    for chat_id in range(1, 61):
        await desk.keep(wishes, Ledger(), chat_id)
    desk.clock.set("2026-12-01T10:00")
    desk.delivery.lanes = 4
    tally = await desk.delivery.run()
    assert tally.messages == 60
    assert desk.seconds.now >= 59 / 30
    assert len({chat_id for chat_id, _ in desk.postman.letters}) == 60
