"""What one clause of a told story says: a move, a stay, a day of something else, or nothing that counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from bot.domain.told import Move
from bot.domain.words import normalise
from bot.library.date_patterns import NOT_ALONE, just_before
from bot.library.date_words import MORE_NUMBERS, NUMBERS, ONE, UNITS, VAGUE, number_of
from bot.library.told_patterns import (
    ABOUT,
    AGO,
    HOW_LONG,
    INEXACT_AFTER,
    INEXACT_BEFORE,
    MEANT,
    MORE,
    OPEN_END,
    ORDINAL,
    ROUGHLY_AGO,
    SINCE_AFTER,
    SINCE_BEFORE,
    UNTIL_AFTER,
    UNTIL_BEFORE,
)
from bot.library.told_places import ARTICLES, ELSEWHERE, HOME, NO_PLACE, OURS, is_astray
from bot.library.told_words import (
    ACTS,
    AROUND_NOUNS,
    ASKING,
    FILLERS,
    INTENTS,
    LASTING,
    LIVING,
    MATTERS,
    NEGATIONS,
    NOUNS,
    OBLIGED,
    PRESENT,
    SELF,
    THINGS,
    UNREAL,
    UNREAL_PAST,
    UNSURE_STAY,
    WAS,
    listed,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.library.told_clauses import Clause, Item

PLANNED: Final = frozenset({Move.WILL_ENTER, Move.WILL_LEAVE})
PAST_KINDS: Final = frozenset({Move.ENTRY, Move.EXIT, Move.HERE})
BEFORE_THINGS: Final = listed(
    "по на с со без в во через для о об за при у из к with without by on for in through of at to"
)
BESIDE_STAY: Final = frozenset(normalise(word) for word in (*NUMBERS, *MORE_NUMBERS, "без", "without", "no"))
COMPANY: Final = ("s", "so", "with")
MANY_YEARS: Final = 20
"""Somebody's age rather than a stay."""


class State(Enum):
    NOTHING = auto()
    MOVE = auto()
    """A move, with its day or without."""
    BARE = auto()
    """A day and no word that says what happened."""
    VISIT = auto()
    """From a day to a day here."""
    MATTER = auto()
    """A day of something that is no move."""
    STRAY = auto()
    """Somebody else's day, or one of who knows what."""
    ASTRAY = auto()
    """A move that perhaps never was, or not on that day, or not over our border."""


@dataclass(frozen=True, slots=True)
class Part:
    state: State
    kind: Move | None = None
    item: Item | None = None
    ends: bool = False
    asks: bool = False
    theirs: bool | None = None
    """Somebody else is named, or the person; neither, if None."""
    noun: bool = False
    since: bool = False
    """Something lasts from that day on."""
    loose: bool = False
    """Somebody left, perhaps the person, who knows when."""
    denied: bool = False
    """Somebody says that they did not leave."""
    about: bool = False
    """The day is not exact."""
    stay: relativedelta | None = None
    """For how long somebody has been here."""


def is_of_things(clause: Clause) -> bool:
    """Tell whether a thing came or left ("my parcel arrived")."""
    if SELF.among(clause.raw):
        return False
    words = [word for word in clause.words if word not in ARTICLES]
    pairs = zip(("", *words), words, strict=False)
    return any(word in THINGS and before not in BEFORE_THINGS for before, word in pairs)


def is_unknown(word: str, behind: str) -> bool:
    """Tell whether a word before a move is neither a filler nor a place nor how somebody came."""
    known = (FILLERS, PRESENT, OURS, ELSEWHERE, HOME, NO_PLACE, ARTICLES, ASKING, INTENTS, BEFORE_THINGS)
    return behind not in BEFORE_THINGS and not any(word in some for some in known)


def rest(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that say more than that somebody is here, without those of company ("with a friend")."""
    known = (FILLERS, PRESENT, OURS)
    return tuple(
        word
        for before, word in zip(("", *words), words, strict=False)
        if before not in COMPANY and not any(word in some for some in known)
    )


def is_unreal(kind: Move, clause: Clause) -> bool:
    """Tell whether a move is denied, or was wished for and perhaps never made."""
    words = clause.words
    if NEGATIONS.among(words) or UNREAL.among(words):
        return True
    if kind in PLANNED:
        return OBLIGED.among(words) and WAS.among(words)
    return UNREAL_PAST.among(clause.raw)


def is_presence(clause: Clause, part: Part) -> bool:
    """Tell whether a clause says that somebody is here, without any of the words for it that we know."""
    if part.item and (part.item.last or not part.since):
        return False
    words = words_of(HOW_LONG.sub(" ", clause.text))
    if part.item is None and not (HOW_LONG.search(clause.text) and (SELF.among(clause.raw) or LIVING.among(words))):
        return False
    return OURS.among(words) and not rest(words)


def goes_on(line: str, item: Item) -> bool:
    """Tell whether something lasts from a day on."""
    before, after = just_before(SINCE_BEFORE, line, item.start), SINCE_AFTER.match(line, item.end)
    return bool(item.open or before or after or OPEN_END.match(line, item.end))


def is_rough(line: str, item: Item) -> bool:
    text = line[item.start : item.end]
    return bool(just_before(ABOUT, line, item.start) or (AGO.search(text) and ROUGHLY_AGO.search(text)))


def is_exact(line: str, item: Item, *, planned: bool) -> bool:
    """Tell whether a move was on its day, not before or after it."""
    if just_before(INEXACT_BEFORE, line, item.start) or INEXACT_AFTER.match(line, item.end):
        return False
    return planned or not (just_before(UNTIL_BEFORE, line, item.start) or UNTIL_AFTER.match(line, item.end))


def of_move(line: str, clause: Clause, part: Part) -> Part:
    words, kind, item = clause.words, part.kind, part.item
    if kind is None or is_unreal(kind, clause):
        doubt = State.STRAY if kind else State.ASTRAY
        return replace(part, state=doubt if item else State.NOTHING, kind=None)
    if item is None:
        return replace(part, state=State.NOTHING if is_astray(kind, words) else State.MOVE)
    strange = part.noun and any(word not in AROUND_NOUNS and word not in NOUNS for word in rest(words))
    exact = is_exact(line, item, planned=kind in PLANNED)
    if kind in PLANNED and not exact:
        return replace(part, state=State.MATTER)
    if strange or ACTS.among(words) or is_astray(kind, words) or not exact:
        return replace(part, state=State.ASTRAY)
    return replace(part, state=State.MOVE)


def of_stay(line: str, clause: Clause, part: Part) -> Part:
    """Return since when, or for how long, somebody is here."""
    words, item = clause.words, part.item
    if item is None:
        return so_long(line, clause, part)
    if not part.since:
        return replace(part, state=State.STRAY)
    doubt = is_unreal(Move.HERE, clause) or is_astray(Move.HERE, words) or rest(words) or WAS.among(words)
    if doubt or not is_exact(line, item, planned=False):
        return replace(part, state=State.ASTRAY)
    return replace(part, state=State.MOVE)


def so_long(line: str, clause: Clause, part: Part) -> Part:
    found = HOW_LONG.search(clause.text)
    if not found or NEGATIONS.among(clause.words) or UNSURE_STAY.among(clause.words):
        return replace(part, kind=None)
    unit = next(name for name in UNITS if found[name])
    before, count = clause.text[: found.start()], found["count"]
    vague = NOT_ALONE.search(before) or count in VAGUE or MORE.match(line, clause.start + found.end())
    others = [
        word
        for word in rest(words_of(HOW_LONG.sub(" ", clause.text)))
        if word not in BESIDE_STAY and word not in MATTERS
    ]
    if others or MEANT.search(before) or (before.rstrip().endswith(" for") and not LASTING.among(clause.words)):
        return replace(part, kind=None)
    if vague or (count is None and (ORDINAL.search(before) or not ONE.fullmatch(found[unit]))):
        return replace(part, state=State.ASTRAY)
    number = (number_of(count) if count else 1) or 1
    if unit == "years" and number >= MANY_YEARS:
        return replace(part, kind=None)
    return replace(part, state=State.MOVE, stay=relativedelta(**{unit: number}))  # type: ignore[arg-type]
