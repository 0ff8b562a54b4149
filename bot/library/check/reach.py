"""Every topic can be reached from the menu by a walk of at most three taps, and leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.faq import MAX_TAPS
from bot.i18n.catalogue import N_
from bot.library.references import topic_file

if TYPE_CHECKING:
    from bot.library.reading import Reading


def check(reading: Reading) -> None:
    taps = reading.graph.taps
    for node in reading.nodes.values():
        path = topic_file(reading, node.id, "node.yaml")
        if node.id not in taps:
            message = N_("no buttons lead here from the menu: list it in sections.yaml, or in “next” of another topic")
            reading.note(path, 1, "unreachable", message)
        elif taps[node.id] > MAX_TAPS:
            message = N_(
                "it takes {taps} taps from the menu to get here, at most {most} are allowed: list it higher up"
            )
            reading.note(path, 1, "too-deep", message, taps=taps[node.id], most=MAX_TAPS)
        if not node.leads_to:
            message = N_("nothing leads on from here: name the topics that a reader needs next in “next”")
            reading.note(path, 1, "dead-end", message)
        if node.id in node.leads_to:
            message = N_("this topic leads to itself: remove it from “next”")
            reading.note(path, reading.files[path].line("next"), "loop", message)
