"""What becomes of a notice that is due: the states of its row, what a try to send it came to, when to try again.

Telegram has no way to say "send this only if you have not yet". A row is marked as being sent before the call and as
sent after it: whoever finds it in between cannot know, sends it once more and says that it may be a repeat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LEASE = timedelta(seconds=90)
"""How long a row stays with the process that claimed it, or that began to send it."""
SEND_TIMEOUT = 30
"""Seconds that a call may take: well below half of the lease."""
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=1)
"""No row that was looked at waits longer than this to be looked at again, unless the clock was set back."""
LATE_AFTER = timedelta(hours=1)
"""A notice that leaves later than this after its moment says so."""


class State(StrEnum):
    DUE = "due"
    """Waits for its moment, or for the next try."""
    CLAIMED = "claimed"
    """A process has it in hand, nothing has been sent."""
    SENDING = "sending"
    """The call may be under way."""
    SENT = "sent"
    FAILED = "failed"
    """Telegram refused the message itself: a fault of ours."""
    STOPPED = "stopped"
    """The person cannot be reached; it goes on when they come back."""


IN_HAND = (State.CLAIMED, State.SENDING)


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int


@dataclass(frozen=True, slots=True)
class Paused:
    """Telegram wants silence from everybody for so many seconds. Surely nothing was sent."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Unsent:
    """Telegram was not reached, or was and does nothing now. Surely nothing was sent."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer was lost, or was no answer: perhaps the message was sent."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The person blocked the bot, or is no more."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Telegram does not take this message, from anybody."""


Outcome = Sent | Paused | Unsent | Unknown | Refused | Broken


def pause(attempts: int, spread: float) -> timedelta:
    """Return how long to wait after so many failed tries: twice as long each time, up to a bound.

    `spread`, from 0 to 1, shortens the pause by up to a half, so that many rows do not come back at one moment.
    """
    doublings = min(max(attempts - 1, 0), 20)
    return min(SHORTEST_PAUSE * (1 << doublings), LONGEST_PAUSE) * (1 - spread / 2)
