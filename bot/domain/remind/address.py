"""What the buttons about reminders carry. They stand among those of the stay screens and begin with `r`.

    r               the set-up          r+ r-        all reminders on, off
    ra<kind>        remind me of a kind rc<target>   one deadline
    rd<target> ru…  settled, not yet    r1<targets> r2…  again in an hour, again tomorrow
    rk<kind>± …     a kind on, off      rf<kind>[n]  how many days before: choose, change
    rh[n]           the hour            rq[from.to]  quiet hours; `rq-` none
    rz[zone]        the time zone       rs+ rs-      discreet or not
    rv<targets>     show what a discreet notice hides, rw<targets> hide it again
    ro<day>         keep a day without words         rx<target>  delete a day of one's own

A target is five characters: the kind, its day, the number of a day of one's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.day_codes import DIGITS, day_code
from bot.domain.duties import DutyKind

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.remind.wishes import Target

MAX_TARGETS = 12
"""More do not fit into a button."""
KINDS = {
    DutyKind.LAST_DAY: "l",
    DutyKind.NOTIFICATION: "n",
    DutyKind.REGISTRATION: "r",
    DutyKind.MOVE_NOTIFICATION: "m",
    DutyKind.MOVE_REGISTRATION: "g",
    DutyKind.VISA: "v",
    DutyKind.TRP: "t",
    DutyKind.PRP: "p",
    DutyKind.PASSPORT: "s",
    DutyKind.CARD: "c",
    DutyKind.POLICE: "j",
    DutyKind.MEDICAL: "d",
    DutyKind.TAX: "x",
    DutyKind.OWN: "o",
}


def target_code(target: Target) -> str:
    return f"{KINDS[target.kind]}{day_code(target.day)}{DIGITS[target.number]}"


def target_codes(targets: tuple[Target, ...]) -> str:
    return "".join(map(target_code, targets[:MAX_TARGETS]))


def sign(*, on: bool) -> str:
    return "+" if on else "-"


@dataclass(frozen=True, slots=True)
class SetUp:
    def __str__(self) -> str:
        return "r"


@dataclass(frozen=True, slots=True)
class Switch:
    on: bool

    def __str__(self) -> str:
        return f"r{sign(on=self.on)}"


@dataclass(frozen=True, slots=True)
class About:
    """Remind of a kind of deadline, and ask for the day that it is counted from."""

    kind: DutyKind

    def __str__(self) -> str:
        return f"ra{KINDS[self.kind]}"


@dataclass(frozen=True, slots=True)
class Card:
    target: Target

    def __str__(self) -> str:
        return f"rc{target_code(self.target)}"


@dataclass(frozen=True, slots=True)
class Done:
    target: Target
    done: bool = True

    def __str__(self) -> str:
        return f"r{'d' if self.done else 'u'}{target_code(self.target)}"


@dataclass(frozen=True, slots=True)
class InAnHour:
    targets: tuple[Target, ...]

    def __str__(self) -> str:
        return f"r1{target_codes(self.targets)}"


@dataclass(frozen=True, slots=True)
class Tomorrow:
    targets: tuple[Target, ...]

    def __str__(self) -> str:
        return f"r2{target_codes(self.targets)}"


@dataclass(frozen=True, slots=True)
class SwitchKind:
    kind: DutyKind
    on: bool

    def __str__(self) -> str:
        return f"rk{KINDS[self.kind]}{sign(on=self.on)}"


@dataclass(frozen=True, slots=True)
class Offsets:
    """How many days before a kind of deadline; `change` adds one or takes it away."""

    kind: DutyKind
    change: int | None = None

    def __str__(self) -> str:
        return f"rf{KINDS[self.kind]}{'' if self.change is None else self.change}"


@dataclass(frozen=True, slots=True)
class AtHour:
    hour: int | None = None

    def __str__(self) -> str:
        return f"rh{'' if self.hour is None else self.hour}"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """`hours` sets them, an empty pair ends them; None asks."""

    hours: tuple[int, int] | tuple[()] | None = None

    def __str__(self) -> str:
        if self.hours is None:
            return "rq"
        return "rq" + (".".join(map(str, self.hours)) or "-")


@dataclass(frozen=True, slots=True)
class InZone:
    zone: str = ""

    def __str__(self) -> str:
        return f"rz{self.zone}"


@dataclass(frozen=True, slots=True)
class Discreet:
    on: bool

    def __str__(self) -> str:
        return f"rs{sign(on=self.on)}"


@dataclass(frozen=True, slots=True)
class Reveal:
    targets: tuple[Target, ...]

    def __str__(self) -> str:
        return f"rv{target_codes(self.targets)}"


@dataclass(frozen=True, slots=True)
class Hide:
    targets: tuple[Target, ...]

    def __str__(self) -> str:
        return f"rw{target_codes(self.targets)}"


@dataclass(frozen=True, slots=True)
class Bare:
    """Keep a day of one's own without words."""

    day: date

    def __str__(self) -> str:
        return f"ro{day_code(self.day)}"


@dataclass(frozen=True, slots=True)
class DeleteOwn:
    target: Target

    def __str__(self) -> str:
        return f"rx{target_code(self.target)}"


RemindScreen = (
    SetUp | Switch | About | Card | Done | InAnHour | Tomorrow | SwitchKind | Offsets | AtHour | QuietHours | InZone
    | Discreet | Reveal | Hide | DeleteOwn
)  # fmt: skip
RemindAddress = RemindScreen | Bare
