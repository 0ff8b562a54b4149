"""Reads what the buttons of the stay screens carry. Whatever none of ours ever carried is nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.day_codes import LENGTH, PAPERS, day_of, found, group_of, paper_of, trips_of
from bot.domain.remind.links import read_remind
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
    StayAddress,
    Told,
    TripCard,
    TripList,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAPER_DAYS = frozenset({Asked.PAPER_START, Asked.PAPER_END})
OF_A_DAY = frozenset({Asked.FIX_ENTRY, Asked.FIX_EXIT, Asked.BACK})
MONTH = "%Y%m"


def parse(text: str) -> StayAddress | None:
    """Read what a button carries; None for what none of ours ever carried."""
    if plain := PLAIN.get(text):
        return plain
    read = READERS.get(text[:1])
    try:
        return read(text[1:]) if read else None
    except ValueError:
        return None


def read_page(code: str) -> TripList:
    if not (code.isascii() and code.isdecimal() and len(code) < 4):
        raise ValueError(code)
    return TripList(int(code))


def read_told(code: str) -> Told:
    trips = trips_of(code[1:])
    if not 1 <= len(trips) <= MAX_TOLD:
        raise ValueError(code)
    return Told(trips, group_of(code[:1]))


def read_plan(code: str) -> Plan:
    return Plan(day_of(code[:LENGTH]), day_of(code[LENGTH:]))


def read_picture(code: str) -> Picture:
    case = CASES.get(code[:1], nothing)(code[1:])
    return Picture(case)


def nothing(code: str) -> Told:
    raise ValueError(code)


def read_group(code: str) -> SetGroup:
    if (group := group_of(code)) is None:
        raise ValueError(code)
    return SetGroup(group)


def read_pick(code: str) -> Pick:
    asked, _, month = code.partition(".")
    return Pick(read_purpose(asked), datetime.strptime(month, MONTH).date() if month else None)  # noqa: DTZ007 - a month has no zone


def read_picked(code: str) -> Picked:
    asked, _, day = code.partition(".")
    return Picked(read_purpose(asked), day_of(day))


def purpose_of(code: str) -> Purpose | None:
    try:
        return read_purpose(code)
    except ValueError:
        return None


def read_purpose(code: str) -> Purpose:
    asked, rest = Asked(code[:1]), code[1:]
    if asked in PAPER_DAYS:
        return Purpose(asked, day_of(rest[1:]) if rest[1:] else None, found(PAPERS, rest[:1]))
    if asked is not Asked.OWN and bool(rest) is not (asked in OF_A_DAY):
        raise ValueError(code)
    return Purpose(asked, day_of(rest) if rest else None)


CASES: Mapping[str, Callable[[str], Told | Plan]] = {"o": read_told, "v": read_plan}
READERS: Mapping[str, Callable[[str], StayAddress]] = {
    "t": read_page,
    "c": lambda code: TripCard(day_of(code)),
    "q": lambda code: AskDelete(day_of(code)),
    "z": lambda code: Delete(day_of(code)),
    "p": read_pick,
    "a": read_picked,
    "w": lambda code: Keep(read_told(code)),
    "i": read_picture,
    "g": read_group,
    "y": lambda code: PaperCard(paper_of(code)),
    "x": lambda code: DeletePaper(paper_of(code)),
    "r": read_remind,
    **CASES,
}
PLAIN: Mapping[str, StayAddress] = {
    str(address): address
    for address in (
        Home(),
        AskPlan(),
        AskGroup(),
        PaperList(),
        NewPaper(),
        Deadlines(),
        CalendarFile(),
        Picture(),
    )
}
