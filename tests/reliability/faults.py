"""A Telegram that spoils calls at random: by a seed, so that a failure can be seen again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.fakes.telegram_faults import Fault, Faults, Kind

if TYPE_CHECKING:
    from random import Random

    from tests.fakes.telegram_calls import Call
    from tests.fakes.telegram_server import TelegramServer


class Trouble(NamedTuple):
    """`done`: the message is delivered although its answer is spoilt."""

    kind: Kind
    status: int | None = None
    done: bool = False


TROUBLES = (
    Trouble("retry_after"),
    Trouble("server_error", 500),
    Trouble("server_error", 502, done=True),
    Trouble("cut"),
    Trouble("cut", done=True),
    Trouble("garbage", 200),
    Trouble("garbage", 502, done=True),
    Trouble("refused"),
    Trouble("slow"),
    Trouble("slow", done=True),
)
NO_ANSWER = 30.0
"""Seconds after which the double would answer at last: the bot has given up by then."""
GIVES_UP_AFTER = 1.0
"""Seconds after which the bot is to give up, here: long enough that a busy machine never takes so long to answer."""


class RandomFaults(Faults):
    """Spoils so large a part of the calls that send a message: each trouble as often as the others.

    Waiting for no answer takes its time, so that comes once, and not again.
    """

    def __init__(self, random: Random, part: float) -> None:
        super().__init__()
        self.random, self.part = random, part
        self.seen: set[Trouble] = set()
        self.deck: list[Trouble] = []

    def meet(self, call: Call) -> Fault | None:
        if call.method != "sendMessage" or self.random.random() >= self.part:
            return super().meet(call)
        if not self.deck:
            self.deck = [trouble for trouble in TROUBLES if trouble.kind != "slow" or trouble not in self.seen]
            self.random.shuffle(self.deck)
        trouble = self.deck.pop()
        if trouble.kind == "refused" and "reply_markup" not in call.arguments:
            return None  # the plain message is the last try: refusing it too would be for ever, and rightly so
        self.seen.add(trouble)
        seconds = NO_ANSWER if trouble.kind == "slow" else self.random.randint(1, 9)
        status = trouble.status or (400 if trouble.kind == "refused" else 502)
        return Fault(trouble.kind, seconds=seconds, status=status, done=trouble.done)


def spoil(server: TelegramServer, random: Random, part: float) -> RandomFaults:
    """Give every call a chance to be spoiled: the double itself takes orders one by one."""
    faults = RandomFaults(random, part)
    server._desk.faults = faults
    return faults


def answer_was_lost(call: Call) -> bool:
    """Tell whether a message was delivered and the bot could not know."""
    return call.done and call.fault is not None
