"""What the buttons of the stay screens carry is read back as it was written; anything else is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.day_codes import FIRST, LAST, day_code, day_of, in_reach
from bot.domain.ledger import COVERING, Paper, PaperKind
from bot.domain.rules import Group
from bot.domain.stay_address import (
    MAX_TOLD,
    AskDelete,
    Asked,
    AskGroup,
    AskPlan,
    CalendarFile,
    Deadlines,
    Delete,
    DeletePaper,
    Home,
    Keep,
    NewPaper,
    PaperCard,
    PaperList,
    Pick,
    Picked,
    Picture,
    Plan,
    Purpose,
    SetGroup,
    Told,
    TripCard,
    TripList,
)
from bot.domain.stay_links import OF_A_DAY, PAPER_DAYS, parse, purpose_of
from bot.domain.trips import Trip
from tests.domain.visits import d

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.stay_address import StayAddress

DAYS = st.dates(FIRST, LAST)
MONTHS = DAYS.map(lambda day: day.replace(day=1))
GROUPS = st.none() | st.sampled_from(Group)
TRIPS = st.builds(Trip, DAYS) | st.tuples(DAYS, DAYS).map(lambda pair: Trip(min(pair), max(pair)))
TOLD = st.builds(Told, st.lists(TRIPS, min_size=1, max_size=MAX_TOLD).map(tuple), GROUPS)
PLANS = st.builds(Plan, DAYS, DAYS)
PAPERS = st.builds(Paper, st.sampled_from(PaperKind), DAYS, st.none() | DAYS)
PURPOSES = (
    st.sampled_from(sorted(set(Asked) - PAPER_DAYS - OF_A_DAY)).map(Purpose)
    | st.builds(Purpose, st.sampled_from(sorted(OF_A_DAY)), DAYS)
    | st.builds(Purpose, st.sampled_from(sorted(PAPER_DAYS)), st.none() | DAYS, st.sampled_from(PaperKind))
)
ADDRESSES = (
    st.sampled_from((Home(), AskPlan(), AskGroup(), PaperList(), NewPaper(), Deadlines(), CalendarFile(), Picture()))
    | st.builds(TripList, st.integers(0, 999))
    | st.one_of(*(st.builds(kind, DAYS) for kind in (TripCard, AskDelete, Delete)))
    | st.builds(Pick, PURPOSES, st.none() | MONTHS)
    | st.builds(Picked, PURPOSES, DAYS)
    | TOLD
    | st.builds(Keep, TOLD)
    | PLANS
    | st.builds(Picture, TOLD | PLANS)
    | st.builds(SetGroup, st.sampled_from(Group))
    | st.one_of(st.builds(PaperCard, PAPERS), st.builds(DeletePaper, PAPERS))
)


@given(ADDRESSES)
def test_every_address_is_read_back_and_fits_into_a_button(address: StayAddress) -> None:
    code = str(address)
    assert parse(code) == address
    assert len(f"d:{code}".encode()) <= 64
    assert ":" not in code


@given(st.text(max_size=64))
def test_whatever_somebody_forges_is_nothing_or_an_address_of_ours(text: str) -> None:
    address = parse(text)
    assert address is None or parse(str(address)) == address


@pytest.mark.parametrize(
    "forged",
    [
        "", "?", "t", "t-1", "t1000", "c", "c00", "c000x", "c-00", "czzz", "g-", "gx", "o", "o-", "oe---000", "i?",
        "ow-000000", "v000", "pe.2026", "pe.202613", "pE.", "pe000.", "ps.", "psx.", "ae.", "aq.000", "y", "yq---000",
        "yv------", "oe001000", "io", "w-" + "000---" * (MAX_TOLD + 1), "t٣",
    ],
)  # fmt: skip
def test_a_forged_address_is_nothing(forged: str) -> None:
    assert parse(forged) is None


def test_each_kind_of_address_has_its_code() -> None:
    day, visa = d("2026-09-14"), Paper(PaperKind.VISA, d("2026-12-31"), d("2026-10-01"))
    told = Told((Trip(day),), Group.EAEU)
    codes = {
        "t2": TripList(2),
        "c7ix": TripCard(day),
        "q7ix": AskDelete(day),
        "z7ix": Delete(day),
        "pe.202609": Pick(Purpose(Asked.ENTRY), d("2026-09-01")),
        "aE7ix.7ix": Picked(Purpose(Asked.FIX_ENTRY, day), day),
        "oe7ix---": told,
        "we7ix---": Keep(told),
        "ioe7ix---": Picture(told),
        "iv7ix7ix": Picture(Plan(day, day)),
        "gv": SetGroup(Group.VISA_FREE),
        "yv7je7lx": PaperCard(visa),
        "xv7je7lx": DeletePaper(visa),
    }
    assert {code: str(address) for code, address in codes.items()} == {code: code for code in codes}
    assert [parse(code) for code in codes] == list(codes.values())


def test_a_purpose_that_is_kept_between_messages_is_read_back() -> None:
    assert purpose_of("e") == Purpose(Asked.ENTRY)
    assert purpose_of("sv") == Purpose(Asked.PAPER_START, None, PaperKind.VISA)
    assert purpose_of("nonsense") is None


@given(DAYS)
def test_a_day_takes_three_characters(day: date) -> None:
    assert len(day_code(day)) == 3
    assert day_of(day_code(day)) == day


def test_a_day_out_of_reach_has_no_code() -> None:
    assert not in_reach(d("1999-12-31"))
    with pytest.raises(ValueError, match="2100"):
        day_code(d("2100-01-01"))


def test_papers_that_cover_a_stay_are_those_with_a_first_day() -> None:
    for kind in PaperKind:
        paper = Paper(kind, d("2027-01-01"), d("2026-01-01"))
        assert bool(paper.cover) is (kind in COVERING)
    assert Paper(PaperKind.VISA, d("2027-01-01")).cover is None
