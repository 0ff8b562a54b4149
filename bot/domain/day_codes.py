"""Days, trips, groups and papers as short codes for buttons, and back. What is no code raises `ValueError`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from bot.domain.ledger import Paper, PaperKind
from bot.domain.rules import Group
from bot.domain.trips import Trip

if TYPE_CHECKING:
    from collections.abc import Mapping

K = TypeVar("K")

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""The days that a button, and so a ledger, can hold."""
EPOCH = FIRST.toordinal()
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LENGTH = 3
NO_DAY = "-" * LENGTH
NO_GROUP = "-"
GROUPS = {Group.EAEU: "e", Group.VISA_FREE: "v", Group.DOCUMENT: "d"}
PAPERS = {
    PaperKind.VISA: "v",
    PaperKind.TRP: "t",
    PaperKind.PRP: "r",
    PaperKind.PASSPORT: "p",
    PaperKind.CARD: "c",
    PaperKind.POLICE: "j",
    PaperKind.MEDICAL: "m",
}


def in_reach(day: date) -> bool:
    return FIRST <= day <= LAST


def day_code(day: date | None) -> str:
    if day is None:
        return NO_DAY
    if not in_reach(day):
        raise ValueError(day)
    number, code = day.toordinal() - EPOCH, ""
    for _ in range(LENGTH):
        number, digit = divmod(number, len(DIGITS))
        code = DIGITS[digit] + code
    return code


def day_of(code: str) -> date:
    if len(code) != LENGTH or set(code) - set(DIGITS):
        raise ValueError(code)
    day = date.fromordinal(EPOCH + int(code, len(DIGITS)))
    if not in_reach(day):
        raise ValueError(code)
    return day


def day_or_none(code: str) -> date | None:
    return None if code == NO_DAY else day_of(code)


def trip_code(trip: Trip) -> str:
    return day_code(trip.entry) + day_code(trip.exit)


def trips_of(code: str) -> tuple[Trip, ...]:
    size = 2 * LENGTH
    parts = [code[start : start + size] for start in range(0, len(code), size)]
    return tuple(Trip(day_of(part[:LENGTH]), day_or_none(part[LENGTH:])) for part in parts)


def group_code(group: Group | None) -> str:
    return GROUPS[group] if group else NO_GROUP


def group_of(code: str) -> Group | None:
    return None if code == NO_GROUP else found(GROUPS, code)


def paper_code(paper: Paper) -> str:
    return PAPERS[paper.kind] + day_code(paper.start) + day_code(paper.end)


def paper_of(code: str) -> Paper:
    start, end = code[1 : 1 + LENGTH], code[1 + LENGTH :]
    return Paper(found(PAPERS, code[:1]), day_of(end), day_or_none(start))


def found(codes: Mapping[K, str], code: str) -> K:
    for key, known in codes.items():
        if known == code:
            return key
    raise ValueError(code)
