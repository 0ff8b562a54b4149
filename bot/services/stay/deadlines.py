"""The deadlines that follow from what is kept: what is due, by when, who must act, and where to read on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.remind.address import Card, SetUp
from bot.domain.remind.plan import target_of
from bot.domain.stay_address import Asked, AskGroup, CalendarFile, PaperList, Pick, Purpose
from bot.library.duties import all_duties, duties_of, explained, headline, label, topic
from bot.services.stay.screens import ask_group

if TYPE_CHECKING:
    from bot.domain.duties import Duty
    from bot.services.stay.scene import Scene
    from bot.services.views import Row, View

MOST_CARDS = 12


def due(scene: Scene) -> tuple[Duty, ...]:
    """Return the deadlines that follow from the ledger."""
    return duties_of(scene.ledger, scene.library.facts, scene.today)


def unknown_group(scene: Scene) -> bool:
    return bool(scene.ledger.trips) and scene.ledger.group is None


def deadline_list(scene: Scene, note: str = "") -> View:
    """Draw the deadlines, each with a button to its reminders; days of the person's own are among them."""
    t = scene.t
    if unknown_group(scene) and not scene.wishes.own:
        return ask_group(scene)
    duties = all_duties(scene.ledger, scene.wishes, scene.library.facts, scene.today)
    group: tuple[Row, ...] = ((scene.tap(t("Whose passport"), AskGroup()),),) if unknown_group(scene) else ()
    own = (scene.tap(t("Remind me of a day"), Pick(Purpose(Asked.OWN))), scene.tap(t("Reminders"), SetUp()))
    papers: Row = (scene.tap(t("Papers and moves"), PaperList()),)
    if not duties:
        text = t("No deadline follows from the dates that are kept here. Add an entry or a paper, and I count.")
        return scene.view("\n\n".join(part for part in (note, text) if part), (own, papers))
    texts = [f"{headline(duty, scene.today, t)}\n{explained(duty, t)}" for duty in duties]
    cards: list[Row] = [(scene.tap(card_label(scene, duty), Card(target_of(duty))),) for duty in duties[:MOST_CARDS]]
    topics = dict.fromkeys(topic(duty, scene.today) for duty in duties)
    rows = (row for name in topics for row in scene.topic(name))
    calendar: tuple[Row, ...] = ((scene.tap(t("Add to calendar"), CalendarFile()),),) if due(scene) else ()
    legend = t("Tap a deadline to change its reminders: ✓ means that I remind you, – that I do not.")
    parts = [note, *texts, legend]
    return scene.view("\n\n".join(part for part in parts if part), (*group, *cards, own, *calendar, papers, *rows))


def card_label(scene: Scene, duty: Duty) -> str:
    """Write a deadline on a button, with a mark that says whether it is reminded of."""
    wishes = scene.wishes
    wanted = wishes.wants(duty.kind) and not wishes.is_done(target_of(duty))
    return f"{'✓' if wanted else '–'} {label(duty, scene.t)}"
