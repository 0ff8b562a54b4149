"""What those who run the bot and its volunteers may ask: how it is, and which topics are due for a review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import __version__
from bot.i18n.formats import stamp
from bot.library.render import bold, escaped, messages
from bot.services.views import View
from bot.storage.counts import count_people, count_planned

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library

SOON = timedelta(days=14)
MOST = 30


@dataclass(frozen=True, slots=True)
class Staff:
    """`admins`: the ids that may ask for everything. `volunteers`: the group that may ask what is due."""

    engine: AsyncEngine
    library: Library
    admins: frozenset[int]
    volunteers: int | None

    async def status(self, t: Texts, today: date) -> View:
        """Draw counts, none of which tells anything of anybody."""
        lines = (
            bold(f"Qadam {__version__}"),
            t("People known: {n}", n=await count_people(self.engine)),
            t("Reminders planned: {n}", n=await count_planned(self.engine)),
            t("Topics due for a review: {n}", n=len(self.due_topics(today))),
        )
        return View(messages("\n".join(lines)))

    def due(self, t: Texts, today: date) -> View:
        """Draw the topics whose review is due within two weeks, the most urgent first."""
        found = self.due_topics(today + SOON)
        if not found:
            return View(messages(t("No topic is due for a review.")))
        nodes = self.library.graph.nodes
        lines = [f"{stamp(nodes[topic].review_by, t.language)}: {escaped(topic)}" for topic in found[:MOST]]
        if (more := len(found) - MOST) > 0:
            lines.append(t.n("and {n} more topic", "and {n} more topics", more))
        return View(messages("\n".join((bold(t("Due for a review")), *lines))))

    def due_topics(self, by: date) -> list[str]:
        nodes = self.library.graph.nodes.values()
        return [node.id for node in sorted(nodes, key=lambda node: (node.review_by, node.id)) if node.review_by <= by]
