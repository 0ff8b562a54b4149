"""What the buttons of the stay screens carry: a screen to show, or something to do. Nothing waits for them in a store.

    h               where I stand             d               deadlines
    t<page>         my trips                  c<day>          the trip that began on a day
    p<what>.<month> a calendar for an answer  a<what>.<day>   the day that was tapped
    o<group><trips> trips told in a message   w<group><trips> keep them
    v<day><day>     a plan: leave and return  i<case>         the picture (of a told case, of a plan, or of mine)
    q<day> z<day>   delete a trip: ask, do    g[<group>]      whose passport: ask, keep
    k n             papers, a new one         y<paper> x<paper> a paper: show, delete
    f               the calendar file         l               a plan: ask
    r…              reminders: see `bot.domain.remind.address`

A day is three characters, a trip two days, a trip without an exit ends in `---`; all fits into Telegram's 64 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.day_codes import PAPERS, day_code, group_code, paper_code, trip_code
from bot.domain.remind.address import RemindAddress

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.ledger import Paper, PaperKind
    from bot.domain.rules import Group
    from bot.domain.trips import Trip

MAX_TOLD = 9
"""More trips do not fit into a button."""


class Asked(StrEnum):
    """What a day is asked for."""

    ENTRY = "e"
    EXIT = "x"
    FIX_ENTRY = "E"
    FIX_EXIT = "X"
    LEAVE = "l"
    BACK = "b"
    MOVED = "m"
    PAPER_START = "s"
    PAPER_END = "u"
    OWN = "o"


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a day is asked for; `day` is the trip's entry, the day of leaving, or the start of a paper.

    A purpose of one's own with its day asks for the words to be reminded by.
    """

    asked: Asked
    day: date | None = None
    paper: PaperKind | None = None

    def __str__(self) -> str:
        letter = PAPERS[self.paper] if self.paper else ""
        return f"{self.asked}{letter}{day_code(self.day) if self.day else ''}"


@dataclass(frozen=True, slots=True)
class Home:
    def __str__(self) -> str:
        return "h"


@dataclass(frozen=True, slots=True)
class TripList:
    page: int = 0

    def __str__(self) -> str:
        return f"t{self.page}"


@dataclass(frozen=True, slots=True)
class TripCard:
    entry: date

    def __str__(self) -> str:
        return f"c{day_code(self.entry)}"


@dataclass(frozen=True, slots=True)
class Pick:
    """A calendar of one month; without a month that of today or of what the day is asked for."""

    purpose: Purpose
    month: date | None = None

    def __str__(self) -> str:
        return f"p{self.purpose}.{self.month:%Y%m}" if self.month else f"p{self.purpose}."


@dataclass(frozen=True, slots=True)
class Picked:
    purpose: Purpose
    day: date

    def __str__(self) -> str:
        return f"a{self.purpose}.{day_code(self.day)}"


@dataclass(frozen=True, slots=True)
class Told:
    """Trips told in a message, not kept; `group` is whose limits they are measured by, None if not known."""

    trips: tuple[Trip, ...]
    group: Group | None = None

    def __str__(self) -> str:
        return "o" + self.code

    @property
    def code(self) -> str:
        return group_code(self.group) + "".join(map(trip_code, self.trips))


@dataclass(frozen=True, slots=True)
class Keep:
    told: Told

    def __str__(self) -> str:
        return "w" + self.told.code


@dataclass(frozen=True, slots=True)
class Plan:
    leave: date
    back: date

    def __str__(self) -> str:
        return f"v{day_code(self.leave)}{day_code(self.back)}"


@dataclass(frozen=True, slots=True)
class AskPlan:
    def __str__(self) -> str:
        return "l"


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of what is kept, of a told case, or of a plan."""

    case: Told | Plan | None = None

    def __str__(self) -> str:
        return f"i{self.case or ''}"


@dataclass(frozen=True, slots=True)
class AskDelete:
    entry: date

    def __str__(self) -> str:
        return f"q{day_code(self.entry)}"


@dataclass(frozen=True, slots=True)
class Delete:
    entry: date

    def __str__(self) -> str:
        return f"z{day_code(self.entry)}"


@dataclass(frozen=True, slots=True)
class AskGroup:
    def __str__(self) -> str:
        return "g"


@dataclass(frozen=True, slots=True)
class SetGroup:
    group: Group

    def __str__(self) -> str:
        return f"g{group_code(self.group)}"


@dataclass(frozen=True, slots=True)
class PaperList:
    def __str__(self) -> str:
        return "k"


@dataclass(frozen=True, slots=True)
class NewPaper:
    def __str__(self) -> str:
        return "n"


@dataclass(frozen=True, slots=True)
class PaperCard:
    paper: Paper

    def __str__(self) -> str:
        return f"y{paper_code(self.paper)}"


@dataclass(frozen=True, slots=True)
class DeletePaper:
    paper: Paper

    def __str__(self) -> str:
        return f"x{paper_code(self.paper)}"


@dataclass(frozen=True, slots=True)
class Deadlines:
    def __str__(self) -> str:
        return "d"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    def __str__(self) -> str:
        return "f"


Show = (
    Home | TripList | TripCard | Pick | Told | Plan | AskPlan | AskDelete | AskGroup | PaperList | NewPaper | PaperCard
    | Deadlines
)  # fmt: skip
Do = Picked | Keep | Delete | SetGroup | DeletePaper
Send = Picture | CalendarFile
StayAddress = Show | Do | Send | RemindAddress
