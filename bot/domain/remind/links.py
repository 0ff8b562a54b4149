"""Reads what the buttons about reminders carry. Whatever none of ours ever carried raises `ValueError`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.day_codes import DIGITS, LENGTH, day_of, found
from bot.domain.remind.address import (
    KINDS,
    MAX_TARGETS,
    About,
    AtHour,
    Bare,
    Card,
    DeleteOwn,
    Discreet,
    Done,
    Hide,
    InAnHour,
    InZone,
    Offsets,
    QuietHours,
    RemindAddress,
    Reveal,
    SetUp,
    Switch,
    SwitchKind,
    Tomorrow,
)
from bot.domain.remind.wishes import CHOICES, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.duties import DutyKind

TARGET_LENGTH = 1 + LENGTH + 1
NUMBER = re.compile(r"[0-9]{1,3}")
ZONE = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+){1,2}")
HOURS = range(24)


def read_remind(code: str) -> RemindAddress:
    """Read what follows the `r`."""
    if code == "":
        return SetUp()
    if code in SIGNS:
        return Switch(SIGNS[code])
    return READERS[code[0]](code[1:]) if code[0] in READERS else nothing(code)


def nothing(code: str) -> RemindAddress:
    raise ValueError(code)


def read_kind(code: str) -> DutyKind:
    return found(KINDS, code)


def read_target(code: str) -> Target:
    if len(code) != TARGET_LENGTH or code[-1] not in DIGITS:
        raise ValueError(code)
    return Target(read_kind(code[0]), day_of(code[1:-1]), DIGITS.index(code[-1]))


def read_targets(code: str) -> tuple[Target, ...]:
    parts = [code[start : start + TARGET_LENGTH] for start in range(0, len(code), TARGET_LENGTH)]
    if len(parts) > MAX_TARGETS:
        raise ValueError(code)
    return tuple(map(read_target, parts))


def read_sign(code: str) -> bool:
    if code not in SIGNS:
        raise ValueError(code)
    return SIGNS[code]


def read_number(code: str, among: range | tuple[int, ...]) -> int:
    if not NUMBER.fullmatch(code) or int(code) not in among or str(int(code)) != code:
        raise ValueError(code)
    return int(code)


def read_offsets(code: str) -> Offsets:
    return Offsets(read_kind(code[:1]), read_number(code[1:], CHOICES) if code[1:] else None)


def read_quiet(code: str) -> QuietHours:
    if code in ("", "-"):
        return QuietHours(() if code else None)
    start, _, end = code.partition(".")
    return QuietHours((read_number(start, HOURS), read_number(end, HOURS)))


def read_zone(code: str) -> InZone:
    if code and not ZONE.fullmatch(code):
        raise ValueError(code)
    return InZone(code)


SIGNS = {"+": True, "-": False}
READERS: Mapping[str, Callable[[str], RemindAddress]] = {
    "a": lambda code: About(read_kind(code)),
    "c": lambda code: Card(read_target(code)),
    "d": lambda code: Done(read_target(code)),
    "u": lambda code: Done(read_target(code), done=False),
    "1": lambda code: InAnHour(read_targets(code)),
    "2": lambda code: Tomorrow(read_targets(code)),
    "k": lambda code: SwitchKind(read_kind(code[:1]), read_sign(code[1:])),
    "f": read_offsets,
    "h": lambda code: AtHour(read_number(code, HOURS) if code else None),
    "q": read_quiet,
    "z": read_zone,
    "s": lambda code: Discreet(read_sign(code)),
    "v": lambda code: Reveal(read_targets(code)),
    "w": lambda code: Hide(read_targets(code)),
    "o": lambda code: Bare(day_of(code)),
    "x": lambda code: DeleteOwn(read_target(code)),
}
