"""What the buttons about reminders carry is read back as it was written; anything else is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.day_codes import FIRST, LAST
from bot.domain.duties import DutyKind
from bot.domain.remind import address as a
from bot.domain.remind.wishes import CHOICES, MAX_OWN, Target
from bot.domain.stay_links import parse
from tests.domain.visits import d

if TYPE_CHECKING:
    from bot.domain.remind.address import RemindAddress

DAYS, KINDS, HOURS, ON = st.dates(FIRST, LAST), st.sampled_from(DutyKind), st.integers(0, 23), st.booleans()
TARGET = st.builds(Target, KINDS, DAYS, st.integers(0, MAX_OWN))
TARGETS = st.lists(TARGET, max_size=a.MAX_TARGETS).map(tuple)
ADDRESSES = (
    st.just(a.SetUp())
    | st.one_of(st.builds(a.Switch, ON), st.builds(a.Discreet, ON))
    | st.one_of(st.builds(a.InAnHour, TARGETS), st.builds(a.Tomorrow, TARGETS))
    | st.one_of(st.builds(a.Reveal, TARGETS), st.builds(a.Hide, TARGETS))
    | st.one_of(st.builds(a.Card, TARGET), st.builds(a.DeleteOwn, TARGET), st.builds(a.Done, TARGET, ON))
    | st.one_of(st.builds(a.About, KINDS), st.builds(a.SwitchKind, KINDS, ON))
    | st.builds(a.Offsets, KINDS, st.none() | st.sampled_from(CHOICES))
    | st.builds(a.AtHour, st.none() | HOURS)
    | st.builds(a.QuietHours, st.none() | st.just(()) | st.tuples(HOURS, HOURS))
    | st.builds(a.InZone, st.sampled_from(["", "Asia/Almaty", "America/New_York", "America/Argentina/Buenos_Aires"]))
    | st.builds(a.Bare, DAYS)
)


@given(ADDRESSES)
def test_every_address_is_read_back_and_fits_into_a_button(address: RemindAddress) -> None:
    code = str(address)
    assert parse(code) == address
    assert len(f"d:{code}".encode()) <= 64
    assert ":" not in code


OWN = Target(DutyKind.OWN, d("2026-12-05"), 1)
EXAMPLES = (
    a.SetUp(), a.Switch(on=True), a.Switch(on=False), a.About(DutyKind.TAX), a.Card(OWN), a.Done(OWN),
    a.Done(OWN, done=False), a.InAnHour((OWN,)), a.Tomorrow((OWN, OWN)), a.SwitchKind(DutyKind.CARD, on=False),
    a.Offsets(DutyKind.CARD), a.Offsets(DutyKind.CARD, 180), a.AtHour(), a.AtHour(0), a.QuietHours(), a.QuietHours(()),
    a.QuietHours((21, 9)), a.InZone(), a.InZone("Asia/Almaty"), a.Discreet(on=True), a.Reveal(()), a.Hide((OWN,)),
    a.Bare(d("2026-12-05")), a.DeleteOwn(OWN),
)  # fmt: skip


@pytest.mark.parametrize("address", EXAMPLES, ids=str)
def test_one_of_each_address_is_read_back(address: RemindAddress) -> None:
    assert parse(str(address)) == address


def test_every_kind_has_a_letter_of_its_own() -> None:
    assert set(a.KINDS) == set(DutyKind)
    assert len(set(a.KINDS.values())) == len(a.KINDS)


def test_more_deadlines_than_fit_are_cut() -> None:
    targets = tuple(Target(DutyKind.OWN, d("2026-12-01"), number) for number in range(1, 30))
    assert parse(str(a.Reveal(targets))) == a.Reveal(targets[: a.MAX_TARGETS])


@pytest.mark.parametrize(
    "code",
    [
        "r.", "r++", "ra", "ra?", "ral?", "rc", "rcl", "rcl000", "rcl0000x", "rc?0000", "rdl00_0", "r1l000", "rk",
        "rkl", "rkl?", "rf", "rfl4", "rfl03", "rfl-1", "rfl٣", "rh24", "rh-1", "rh07", "rq1", "rq1.24", "rq1.2.3",
        "rq.", "rz../etc/passwd", "rz/etc/passwd", "rzasia/almaty", "rzAsia", "rs", "rs?", "ro", "ro00", "ro_00", "rv1",
        "r1" + "l0000" * 13, "rzAsia/" + "A" * 10 + ":", "r" * 60,
    ],
)  # fmt: skip
def test_forged_codes_are_nothing(code: str) -> None:
    assert parse(code) is None


@given(st.text(max_size=70))
def test_any_text_is_nothing_or_an_address_that_writes_itself(text: str) -> None:
    found = parse("r" + text)
    assert found is None or parse(str(found)) == found
