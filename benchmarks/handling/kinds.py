"""The kinds of updates whose handling is measured, and what a bot must have heard from a person before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

from benchmarks.talks import questions
from bot.domain.address import Topic
from bot.domain.routing import COUNTED
from bot.domain.rules import Group
from bot.domain.stay_address import SetGroup
from bot.telegram.callbacks import OpenData, StayData

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.talks import Updates
    from bot.entry.knowledge import Knowledge

    Json = dict[str, Any]

TOPIC = "iin.get"
TRIPS = ((300, 280), (150, 100), (20, None))
"""Days since the entry and the exit of each trip that is kept."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`make` makes the next update of a person; `calls` are those of the Bot API that handling takes."""

    name: str
    make: Callable[[int], Json]
    calls: str


def kinds(updates: Updates, knowledge: Knowledge) -> tuple[Kind, ...]:
    asked = cycle(answered_at_once(knowledge))
    topic = OpenData(address=str(Topic(TOPIC))).pack()
    return (
        Kind("menu", lambda chat: updates.says(chat, "/menu"), "a message"),
        Kind("question", lambda chat: updates.says(chat, next(asked)), "a message"),
        Kind("stay", lambda chat: updates.says(chat, "/stay"), "a message"),
        Kind("tap", lambda chat: updates.taps(chat, topic), "two calls"),
    )


def answered_at_once(knowledge: Knowledge) -> list[str]:
    """Return questions whose answer is one message, so that both bots send as many."""
    found = []
    for question in questions("en"):
        reply = knowledge.answers.ask(question, "en", knowledge.today(), chosen=True)
        topic = reply.decision.candidates[0].node if reply.decision.candidates else None
        alone = len(reply.views) == 1 and len(reply.views[0].messages) == 1
        if reply.decision.kind == "answer" and alone and topic not in COUNTED:
            found.append(question)
    return found


def beforehand(updates: Updates, people: Sequence[int], today: date) -> Iterator[Json]:
    """Yield what makes the bot know people: their language, their trips, whose passport they have."""
    group = StayData(address=str(SetGroup(Group.VISA_FREE))).pack()
    for chat in people:
        yield updates.says(chat, "/lang en")
        for entry, exit_ in TRIPS:
            yield updates.says(chat, f"/entry {today - timedelta(entry):%d.%m.%Y}")
            if exit_:
                yield updates.says(chat, f"/exit {today - timedelta(exit_):%d.%m.%Y}")
        yield updates.taps(chat, group)
