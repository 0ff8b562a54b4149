"""A story heard clause by clause: which day belongs to which move, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.dates import ReadDate, coming
from bot.domain.told import UNCLEAR, Doubt, Move, Told, together
from bot.domain.trips import Trip
from bot.library.told_clauses import doubt_of, in_order, past
from bot.library.told_parts import PAST_KINDS, PLANNED, Part, State, goes_on
from bot.library.told_patterns import OPEN_DASH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from dateutil.relativedelta import relativedelta

    from bot.library.dates import FoundDate
    from bot.library.told_clauses import Item

A_MONTH, HALF_A_YEAR, A_YEAR = timedelta(days=31), timedelta(days=183), timedelta(days=365)
EITHER_WAY: Final = (frozenset({Move.ENTRY, Move.EXIT}), frozenset({Move.HERE, Move.EXIT}), PLANNED)


@dataclass(slots=True)
class Story:
    """What is told so far. `ahead`: the days as they would be in the future, by where they stand.

    `visits`: bare days from … to … are visits. `waiting`: a move without its day. `pending`: a day without its move.
    `loose`: somebody left, who knows when. `denied`: they say that they did not leave.
    """

    today: date
    ahead: Mapping[int, FoundDate]
    visits: bool = False
    moves: list[tuple[Move, date]] = field(default_factory=list)
    open_years: list[bool] = field(default_factory=list)
    spans: list[Trip] = field(default_factory=list)
    doubt: Doubt | None = None
    stray: bool = False
    loose: bool = False
    denied: bool = False
    theirs: bool = False
    about: bool = False
    waiting: Part | None = None
    pending: Part | None = None
    stay: relativedelta | None = None

    def hear(self, part: Part) -> None:
        """Take a clause in. Who is named last is told of until the sentence ends."""
        self.theirs = self.theirs if part.theirs is None else part.theirs
        told = part.state not in (State.NOTHING, State.MATTER)
        match State.STRAY if self.theirs and told else part.state:
            case State.ASTRAY:
                self.doubt = self.doubt or Doubt.UNCLEAR
            case State.STRAY:
                self.stray = True
            case State.VISIT | State.BARE if part.item and part.item.last:
                self.visit(part.item, bare=part.state is State.BARE)
            case State.BARE if part.item and part.since and self.visits and self.spans and not self.waiting:
                self.still_here(part.item.day)
            case State.BARE:
                self.day(part)
            case State.MATTER:
                self.forget()
            case State.MOVE if part.stay:
                self.stay = part.stay
            case State.MOVE:
                self.move(part)
        self.denied |= part.denied
        self.loose |= part.loose
        if part.ends:
            self.theirs = False
            self.forget()

    def forget(self) -> None:
        """End the wait: what belongs together does not stand so far apart."""
        self.loose |= bool(self.waiting and self.waiting.kind is Move.EXIT)
        self.stray |= self.pending is not None and not self.is_today(self.pending)
        self.waiting = self.pending = None

    def is_today(self, part: Part) -> bool:
        """Tell whether a day is only said to be today."""
        return part.item is not None and part.item.day.read.day == self.today

    def day(self, part: Part) -> None:
        if self.waiting:
            self.say(self.waiting, part)
            self.waiting = None
        else:
            self.forget()
            self.pending = part

    def move(self, part: Part) -> None:
        if part.item is None and self.pending:
            self.say(part, self.pending)
            self.pending = None
        elif part.item is None:
            if not part.asks:
                self.forget()
                self.waiting = part
        else:
            if self.waiting and {self.waiting.kind, part.kind} in EITHER_WAY:
                self.doubt = self.doubt or Doubt.UNCLEAR
            self.waiting = None
            self.forget()
            self.say(part, part)

    def say(self, move: Part, dated: Part) -> None:
        """Note a move on its day."""
        assert move.kind, "a move"
        assert dated.item, "a day"
        found = dated.item.day
        if move.kind in PLANNED:
            found = self.ahead.get(found.start, found)
        if wrong := doubt_of(found):
            self.doubt = self.doubt or wrong
            return
        if move.kind in PLANNED:
            read = coming(found.written, self.today) if found.written else found.read
            astray = read.day is not None and read.day < self.today
        else:
            unsure = move.kind is Move.HERE or move.noun or move.asks
            read = found.read if unsure and found.read.choices else ReadDate(past(found, self.today))
            astray = read.day is not None and read.day > self.today and not move.noun
        if read.day is None or astray:
            self.doubt = self.doubt or (Doubt.UNCLEAR if astray else Doubt.AMBIGUOUS)
            return
        self.moves.append((move.kind, read.day))
        self.open_years.append(found.written is not None)
        self.about |= dated.about

    def visit(self, item: Item, *, bare: bool) -> None:
        assert item.last, "from … to …"
        if wrong := doubt_of(item.day) or doubt_of(item.last):
            self.doubt = self.doubt or wrong
            return
        start, end = in_order(item.day, item.last, self.today)
        open_year = item.day.written is not None or item.last.written is not None
        if bare and not self.visits:
            self.stray = True
        elif open_year and (end > self.today or (bare and any(map(self.is_near, item.last.read.choices)))):
            self.doubt = self.doubt or Doubt.AMBIGUOUS
        elif end < start or (end > self.today and not bare):
            self.doubt = self.doubt or Doubt.UNCLEAR
        else:
            self.spans.append(Trip(start, end))

    def is_near(self, day: date) -> bool:
        """Tell whether a day lies shortly ahead: perhaps it is planned rather than long past."""
        return self.today < day <= self.today + A_MONTH

    def still_here(self, found: FoundDate) -> None:
        if wrong := doubt_of(found):
            self.doubt = self.doubt or wrong
        else:
            self.spans.append(Trip(past(found, self.today)))

    def of_days(self, line: str, items: Sequence[Item]) -> Told | None:
        """Return the visits of a text that holds nothing but days."""
        self.visits = True
        for item in items:
            if item.last:
                self.visit(item, bare=True)
            elif (len(items) > 1 or item.open) and (goes_on(line, item) or OPEN_DASH.match(line, item.end)):
                self.still_here(item.day)
            else:
                self.stray = True
        return self.told()

    def told(self) -> Told | None:
        self.forget()
        if self.doubt:
            return Told(doubt=self.doubt)
        if self.stay and not self.moves and not self.spans:
            self.moves, self.open_years, self.about = [(Move.HERE, self.today - self.stay)], [False], True
        if not self.moves and not self.spans:
            return None
        if self.stray:
            return UNCLEAR
        if any(map(self.may_be_a_year_off, range(1, len(self.moves)))):
            return Told(doubt=Doubt.AMBIGUOUS)
        told = together(self.moves, self.spans, about=self.about)
        if told is None or told.doubt or not (told.trips or told.left):
            return told
        is_here = told.trips and told.trips[-1].exit is None
        return UNCLEAR if (self.loose and is_here) or (self.denied and not is_here) else told

    def may_be_a_year_off(self, index: int) -> bool:
        """Tell whether a move would follow the one told before it, were it a year later."""
        (kind, before), (then, day) = self.moves[index - 1 : index + 1]
        if not {kind, then} <= PAST_KINDS or not any(self.open_years[index - 1 : index + 1]):
            return False
        return day < before and day + A_YEAR - before <= HALF_A_YEAR
