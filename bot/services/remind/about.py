"""One tap "Remind me": what is reminded of now, or the day that is still missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.duties import DutyKind
from bot.domain.ledger import PaperKind
from bot.domain.remind.address import Card, SetUp
from bot.domain.remind.plan import target_of
from bot.domain.stay_address import Asked, Pick, Purpose
from bot.library.duties import headline, label, title
from bot.library.render import bold
from bot.services.remind.notice import hide_row
from bot.services.stay import calendar
from bot.services.stay.papers import first_question
from bot.services.stay.screens import ask_group

if TYPE_CHECKING:
    from bot.domain.duties import Duty
    from bot.services.stay.scene import Scene
    from bot.services.views import Row, View

MOVES = (DutyKind.MOVE_NOTIFICATION, DutyKind.MOVE_REGISTRATION)


def about(scene: Scene, kind: DutyKind, duties: tuple[Duty, ...], note: str) -> View:
    """Draw the deadline of a kind that is reminded of, or ask for the day that it is counted from."""
    t = scene.t
    on = t("Reminders are on.")
    found = [duty for duty in duties if duty.kind is kind]
    if found:
        lines = (note, on, *(headline(duty, scene.today, t) for duty in found))
        cards: list[Row] = [(scene.tap(label(duty, t), Card(target_of(duty))),) for duty in found]
        text = "\n\n".join(line for line in lines if line)
        return scene.view(text, (*cards, hide_row(scene), (scene.tap(t("Reminders"), SetUp()),)))
    if kind is DutyKind.LAST_DAY and scene.ledger.trips and scene.ledger.group is None:
        return ask_group(scene)
    asked = question(kind, scene)
    if asked is None:
        text = t("This follows from your trips: mark an entry or an exit, and I count.")
        parts = (note, on, bold(title(kind, t)), text)
        entry = scene.tap(t("Add entry"), Pick(Purpose(Asked.ENTRY)))
        return scene.view("\n\n".join(part for part in parts if part), ((entry,), hide_row(scene)))
    view = calendar.pick(scene, Pick(asked), "\n\n".join(part for part in (note, on) if part))
    return replace(view, buttons=(*view.buttons[:-1], hide_row(scene), view.buttons[-1]))


def question(kind: DutyKind, scene: Scene) -> Purpose | None:
    """Return the day to ask for, so that a deadline of a kind can be counted; None if no day is missing."""
    if kind is DutyKind.OWN:
        return Purpose(Asked.OWN)
    if kind in MOVES:
        return Purpose(Asked.MOVED)
    if kind.value in {paper.value for paper in PaperKind}:
        return first_question(PaperKind(kind.value))
    return Purpose(Asked.ENTRY) if scene.ledger.open_trip is None else None
