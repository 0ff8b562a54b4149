"""Updates by their number, so that one that Telegram brings twice is handled once."""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum, auto

REMEMBERED = 10_000


class Progress(Enum):
    NEW = auto()
    IN_HAND = auto()
    DONE = auto()


class Seen:
    """Knows the last updates of this process. Others override this, to know those of all processes."""

    def __init__(self) -> None:
        self.known: OrderedDict[int, Progress] = OrderedDict()

    async def begin(self, number: int) -> Progress:
        """Take an update in hand if it is new. Returns how far it was until now."""
        if number in self.known:
            return self.known[number]
        self.known[number] = Progress.IN_HAND
        if len(self.known) > REMEMBERED:
            self.known.popitem(last=False)
        return Progress.NEW

    async def done(self, number: int) -> None:
        if number in self.known:  # else so many came since that it is not remembered
            self.known[number] = Progress.DONE

    async def left(self, number: int) -> None:
        """Put an update back that was not handled: it is new when it comes again."""
        self.known.pop(number, None)
