"""What a notice says, and what can be done about it. Discreet notices say nothing until they are tapped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.duties import DutyKind
from bot.domain.ledger import PaperKind
from bot.domain.remind.address import (
    MAX_TARGETS,
    Card,
    DeleteOwn,
    Discreet,
    Done,
    Hide,
    InAnHour,
    Reveal,
    SwitchKind,
    Tomorrow,
)
from bot.domain.remind.plan import target_of
from bot.domain.stay_address import Asked, Deadlines, NewPaper, Pick, Purpose
from bot.library.duties import headline, label, topic
from bot.library.render import Rendered, bold, messages
from bot.services.remind.moved import line
from bot.services.remind.words import at_moment, in_full
from bot.services.stay.papers import first_question
from bot.services.stay.scene import Scene
from bot.services.views import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.domain.duties import Duty
    from bot.domain.remind.plan import Notice
    from bot.domain.remind.wishes import Moved, Target
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.services.remind.planner import Planner
    from bot.services.views import Row
    from bot.storage.kept import Kept


MAX_MOVED = 15


@dataclass(frozen=True, slots=True)
class Occasion:
    """Notices that go to a person in one message. `late_since`: the moment of the oldest that is late."""

    kept: Kept
    language: str
    now: datetime
    notices: tuple[Notice, ...]
    late_since: datetime | None = None
    doubtful: bool = False

    @property
    def targets(self) -> tuple[Target, ...]:
        return tuple(dict.fromkeys(target for notice in self.notices for target in notice.targets))

    @property
    def moved(self) -> tuple[Moved, ...]:
        return tuple(moved for notice in self.notices for moved in notice.moved)


@dataclass(frozen=True, slots=True)
class Notices:
    library: Library
    catalogues: Mapping[str, Texts]
    planner: Planner

    def scene(self, kept: Kept, language: str, now: datetime) -> Scene:
        today = self.planner.today(now)
        return Scene(self.library, kept.ledger, bool(kept), self.catalogues[language], today, kept.wishes)

    def write(self, occasion: Occasion) -> View:
        """Write the message: the deadlines with the numbers of today, whatever day they were planned for."""
        scene = self.scene(occasion.kept, occasion.language, occasion.now)
        notes = []
        if occasion.late_since:
            at = at_moment(occasion.late_since, self.planner.zone_of(occasion.kept.wishes), scene.t)
            notes.append(scene.t("This message is late: it was due on {moment}. The numbers are of today.", moment=at))
        if occasion.doubtful:
            notes.append(scene.t("You may have this message already: the connection broke while it was being sent."))
        if scene.wishes.discreet:
            return neutral(scene.t, occasion.targets, notes)
        return told(scene, self.duties(occasion.kept, occasion.now, occasion.targets), occasion.moved, notes)

    def duties(self, kept: Kept, now: datetime, targets: Iterable[Target]) -> tuple[Duty, ...]:
        """Return the deadlines of targets, as far as they are still deadlines."""
        wanted = set(targets)
        found = self.planner.duties(kept, self.planner.today(now))
        return tuple(duty for duty in found if target_of(duty) in wanted)

    @staticmethod
    def plain(view: View) -> View:
        """Return the message without styles and buttons, for a Telegram that does not take it as it is."""
        return View(tuple(Rendered(message.text) for message in view.messages))


def neutral(t: Texts, targets: tuple[Target, ...], notes: Iterable[str] = ()) -> View:
    """Draw a line that tells a stranger nothing."""
    text = "\n\n".join((t("There is a note for today."), *notes))
    return View(messages(text), ((Scene.tap(t("Show"), Reveal(targets)),),))


def told(scene: Scene, duties: tuple[Duty, ...], moved: tuple[Moved, ...], notes: Iterable[str] = ()) -> View:
    """Draw deadlines: one in full, several in brief with a button each."""
    t = scene.t
    parts = [*notes, *([moved_words(moved, scene)] if moved else [])]
    rows: list[Row] = []
    if len(duties) == 1:
        parts.append(in_full(duties[0], scene))
        rows += single_rows(scene, duties[0])
    else:
        parts += (headline(duty, scene.today, t) for duty in duties[:MAX_TARGETS])
        if (more := len(duties) - MAX_TARGETS) > 0:
            parts.append(t.n("And {n} more deadline: /deadlines", "And {n} more deadlines: /deadlines", more))
        rows += ((scene.tap(label(duty, t), Card(target_of(duty))),) for duty in duties[:MAX_TARGETS])
    if not duties and not moved:
        parts.append(t("This deadline is settled, or the dates have changed."))
    targets = tuple(map(target_of, duties))
    if targets:
        rows.append((scene.tap(t("In an hour"), InAnHour(targets)), scene.tap(t("Tomorrow"), Tomorrow(targets))))
    rows.append((scene.tap(t("My deadlines"), Deadlines()),))
    if scene.wishes.discreet:
        rows.append((scene.tap(t("Hide"), Hide(targets)),))
    return View(messages("\n\n".join(parts)), tuple(rows))


def hide_row(scene: Scene) -> Row:
    """Return the offer to hide the text of notices, or to show it."""
    t, hidden = scene.t, scene.wishes.discreet
    return (scene.tap(t("Show the text at once") if hidden else t("Hide the text"), Discreet(not hidden)),)


def single_rows(scene: Scene, duty: Duty) -> list[Row]:
    """Return what can be done about one deadline."""
    t, target = scene.t, target_of(duty)
    if scene.wishes.is_done(target):
        return [(scene.tap(t("Not done yet"), Done(target, done=False)),)]
    done = scene.tap(t("Done"), Done(target))
    if duty.kind is DutyKind.OWN:
        return [(done, scene.tap(t("Delete"), DeleteOwn(target)))]
    rows: list[Row] = [(done, scene.tap(t("Stop these reminders"), SwitchKind(duty.kind, on=False)))]
    if duty.kind is DutyKind.LAST_DAY:
        left = scene.tap(t("I left"), Pick(Purpose(Asked.EXIT)))
        rows.append((left, scene.tap(t("I extended"), NewPaper())))
    elif duty.kind.value in {kind.value for kind in PaperKind}:
        rows.append((scene.tap(t("I have a new one"), Pick(first_question(PaperKind(duty.kind.value)))),))
    return [*rows, *scene.topic(topic(duty, scene.today))]


def moved_words(moved: Iterable[Moved], scene: Scene) -> str:
    """Write which deadlines moved although the person changed nothing, and why."""
    t = scene.t
    why = bold(t("A rule or the calendar of days off has changed, and with it your deadlines:"))
    return "\n".join((why, *(line(change.target, change.after, t) for change in list(moved)[:MAX_MOVED])))
