"""Papers with their last days, the last move, and the deadlines that follow from everything that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ledger import COVERING, Paper, PaperKind
from bot.domain.stay_address import Asked, DeletePaper, NewPaper, PaperCard, PaperList, Pick, Purpose
from bot.i18n.catalogue import N_
from bot.i18n.formats import day, stamp
from bot.library.render import bold

if TYPE_CHECKING:
    from bot.services.stay.scene import Scene
    from bot.services.views import Row, View

KINDS = {
    PaperKind.VISA: N_("Visa"),
    PaperKind.TRP: N_("Temporary residence permit"),
    PaperKind.PRP: N_("Permanent residence card"),
    PaperKind.PASSPORT: N_("Passport"),
    PaperKind.CARD: N_("Bank card"),
    PaperKind.POLICE: N_("Certificate of no criminal record"),
    PaperKind.MEDICAL: N_("Medical certificate"),
}


def paper_list(scene: Scene, note: str = "") -> View:
    t = scene.t
    rows: list[Row] = [(scene.tap(labelled(scene, paper), PaperCard(paper)),) for paper in scene.ledger.papers]
    rows.append((scene.tap(t("Add a paper"), NewPaper()), scene.tap(t("I have moved"), Pick(Purpose(Asked.MOVED)))))
    parts = [note, bold(t("Papers and moves"))]
    if scene.ledger.moved_on:
        parts.append(t("Last move to another address: {date}", date=stamp(scene.ledger.moved_on, t.language)))
    parts.append(
        t(
            "Keep only the last days here, never numbers of documents. "
            "Days on a visa or a permit do not count as visa-free."
        )
    )
    return scene.view("\n\n".join(part for part in parts if part), rows)


def new_paper(scene: Scene) -> View:
    rows = tuple((scene.tap(scene.t(label), Pick(first_question(kind))),) for kind, label in KINDS.items())
    return scene.view(scene.t("Which paper?"), rows)


def first_question(kind: PaperKind) -> Purpose:
    return Purpose(Asked.PAPER_START if kind in COVERING else Asked.PAPER_END, None, kind)


def paper_card(scene: Scene, paper: Paper) -> View:
    t = scene.t
    if paper not in scene.ledger.papers:
        return paper_list(scene, t("This paper is not kept any more."))
    again = scene.tap(t("Write it anew"), Pick(first_question(paper.kind)))
    rows = ((scene.tap(t("Delete"), DeletePaper(paper)), again), (scene.tap(t("Papers and moves"), PaperList()),))
    return scene.view(bold(labelled(scene, paper)), rows)


def labelled(scene: Scene, paper: Paper) -> str:
    t = scene.t
    name, end = t(KINDS[paper.kind]), day(paper.end, t.language)
    if paper.start is None:
        return t("{paper}: last day {date}", paper=name, date=stamp(paper.end, t.language))
    return f"{name}: {stamp(paper.start, t.language)} – {stamp(paper.end, t.language)}" if end else name
