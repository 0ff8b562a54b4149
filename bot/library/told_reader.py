"""Knows the words of moves, and tells what one clause of a told story says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.domain.phrases import Phrases
from bot.domain.told import Move
from bot.domain.words import normalise
from bot.library.told_parts import (
    PAST_KINDS,
    PLANNED,
    Part,
    State,
    goes_on,
    is_exact,
    is_of_things,
    is_presence,
    is_rough,
    is_unknown,
    is_unreal,
    of_move,
    of_stay,
    rest,
)
from bot.library.told_places import ELSEWHERE, KAZAKH, OURS, is_astray, is_auxiliary
from bot.library.told_words import (
    ACTS,
    ASKING,
    BESIDE_OTHERS,
    FILLERS,
    MATTERS,
    MODAL,
    MOTION,
    NEGATIONS,
    NOUNS,
    OTHERS,
    POSSESSIVES,
    SELF,
    VISITS,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.library.told_clauses import Clause

FIRST_PERSON: Final = ("m", "k", "min", "miz")
ENTERING, LEAVING = (Move.ENTRY, Move.WILL_ENTER), (Move.EXIT, Move.WILL_LEAVE)


class Reader:
    """Knows the words of moves; tells what a clause says."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.moves = {move: Phrases(words[move.value]) for move in Move}
        self.linked = ((Phrases(words["going_in"]), ENTERING), (Phrases(words["going_out"]), LEAVING))
        self.presence, self.others = Phrases(words["presence"]), Phrases(words["others"])
        self.unclear = Phrases(words["unclear"])

    def names_move(self, text: str) -> bool:
        return bool(self.kinds_in(text))

    def kinds_in(self, text: str, *, planned: bool | None = None) -> tuple[Move, ...]:
        """Return the kinds of moves that a text names, in order.

        `planned`: what takes its time from another verb is past or planned as that is; without one it is no move.
        """
        return tuple(move for _, move in self.found_in(text, planned=planned))

    def found_in(self, text: str, *, planned: bool | None) -> list[tuple[tuple[int, int], Move]]:
        skeleton = normalise(text)
        found = [(span, move) for move, words in self.moves.items() for span in words.find(skeleton)]
        if planned is not None:
            found += [(span, kinds[planned]) for words, kinds in self.linked for span in words.find(skeleton)]
        return sorted(found)

    def part(self, line: str, clause: Clause, *, planned: bool | None) -> Part:
        kinds = self.kinds_in(clause.text, planned=planned)
        item = clause.items[0] if clause.items else None
        asks = clause.asked or ASKING.among(clause.words)
        others = self.is_of_others(clause)
        theirs = True if others else False if SELF.among(clause.raw) else None
        part = Part(State.NOTHING, item=item, ends=clause.ends, asks=asks, theirs=theirs)
        if item:
            part = replace(part, about=is_rough(line, item), since=goes_on(line, item))
        if {*kinds} <= {Move.HERE}:
            kinds = (Move.HERE,) if is_presence(clause, part) or (kinds and OURS.among(clause.words)) else ()
        if not kinds and item is None:
            return replace(part, denied=self.denies_leaving(clause))
        noun = NOUNS.among(clause.words) and not self.names_move(" ".join(w for w in clause.words if w not in NOUNS))
        if (others and (kinds or not item or item.last)) or (kinds and not noun and is_of_things(clause)):
            return replace(part, state=State.STRAY if item else State.NOTHING)
        if kinds and not noun and self.has_subject(clause, planned=planned):
            loose = Move.EXIT in kinds and not asks and not NEGATIONS.among(clause.words)
            return replace(part, state=State.STRAY if item else State.NOTHING, loose=loose)
        if item and item.last:
            return replace(part, state=self.of_visit(clause, kinds))
        if not kinds:
            return replace(part, state=self.without_move(line, clause))
        kind = self.chosen(clause, kinds, planned=planned)
        denied = NEGATIONS.among(clause.words) and kind is Move.EXIT
        part = replace(part, kind=kind, noun=noun, denied=denied)
        return (of_stay if kind is Move.HERE else of_move)(line, clause, part)

    def is_of_others(self, clause: Clause) -> bool:
        """Tell whether a clause is about somebody else, and not about the person too."""
        raw = clause.raw
        if SELF.among(raw):
            return False
        if self.others.find(normalise(clause.text)):
            return True
        before = ""
        for word in raw:
            if word in OTHERS and before not in BESIDE_OTHERS:
                return True
            before = before if word in POSSESSIVES else word
        return False

    def has_subject(self, clause: Clause, *, planned: bool | None) -> bool:
        """Tell whether a word that we do not know stands before the move or behind it: perhaps somebody else."""
        words = clause.words
        if is_auxiliary(words):
            return True
        if SELF.among(clause.raw) or any(word in KAZAKH and word.endswith(FIRST_PERSON) for word in words):
            return False
        found = self.found_in(clause.text, planned=planned)
        if not found or found[0][1] is Move.HERE:
            return False
        skeleton, (start, end) = normalise(clause.text), found[0][0]
        before, after = words_of(skeleton[:start]), words_of(skeleton[end:])[:1]
        pairs = (*zip(("", *before), before, strict=False), *(("", word) for word in after))
        return any(is_unknown(word, behind) for behind, word in pairs)

    def denies_leaving(self, clause: Clause) -> bool:
        return NEGATIONS.among(clause.words) and bool(self.unclear.find(normalise(clause.text)))

    def chosen(self, clause: Clause, kinds: Sequence[Move], *, planned: bool | None) -> Move | None:
        """Return the kind that the day belongs to; None where it could be either of two."""
        several = set(kinds) - ({Move.HERE} if Move.ENTRY in kinds else set())
        if len(several & PAST_KINDS) > 1 or len(several & PLANNED) > 1:
            return None
        if len(several) == 1:
            return several.pop()
        before = self.kinds_in(clause.before, planned=planned)
        return before[-1] if before else kinds[0]

    def without_move(self, line: str, clause: Clause) -> State:
        """Tell what a day is that no move stands beside."""
        words = clause.words
        if all(word in FILLERS for word in words):
            return State.BARE if is_exact(line, clause.items[0], planned=False) else State.STRAY
        if MOTION.among(words) or ELSEWHERE.among(words) or self.unclear.find(normalise(clause.text)):
            return State.STRAY
        return State.MATTER if any(some.among(words) for some in (MATTERS, ACTS, MODAL)) else State.STRAY

    def is_about_visits(self, line: str) -> bool:
        """Tell whether days from … to … that stand for themselves in a text are visits."""
        words = words_of(line)
        here = self.presence.find(normalise(line)) or OURS.among(words) or VISITS.among(words)
        kinds = {*self.kinds_in(line)}
        if not kinds <= {Move.ENTRY, Move.HERE} or not (here or kinds) or self.unclear.find(normalise(line)):
            return False
        return not any(some.among(words) for some in (ELSEWHERE, MATTERS, ACTS, MOTION, NEGATIONS))

    def of_visit(self, clause: Clause, kinds: Sequence[Move]) -> State:
        """Tell whether days from … to … are days here."""
        words = clause.words
        if all(word in FILLERS for word in words) and not self.presence.find(normalise(clause.text)):
            return State.BARE
        away = self.unclear.find(normalise(clause.text)) or ELSEWHERE.among(words) or MOTION.among(words)
        if away or is_unreal(Move.ENTRY, clause):
            return State.STRAY
        if MATTERS.among(words) or ACTS.among(words):
            return State.STRAY if kinds else State.MATTER
        if not {*kinds} <= {Move.ENTRY, Move.HERE} or is_astray(Move.ENTRY, words):
            return State.STRAY
        here = kinds or self.presence.find(normalise(clause.text))
        sure = OURS.among(words) or Move.ENTRY in kinds or not rest(words)
        return State.VISIT if here and sure else State.STRAY
