"""The Bot API double in a process of its own, so that its work is not counted as the bot's."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.telegram_limits import RateLimits
from tests.fakes.telegram_server import TelegramServer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection


@dataclass(frozen=True, slots=True)
class Heard:
    """What the double saw: `seconds` from the first message to the last, `most` messages in any second."""

    messages: int
    people: int
    too_many: int
    seconds: float
    most: int

    @property
    def rate(self) -> float:
        return (self.messages - 1) / self.seconds


async def serve(pipe: Connection, people: range, delay: float) -> None:
    async with TelegramServer(rate_limits=RateLimits()) as server:
        for chat_id in people:
            server.user(chat_id)
        if delay:
            server.fault("sendMessage", kind="slow", seconds=delay, times=None)
        pipe.send((server.url, server.token))
        await asyncio.to_thread(pipe.recv)
        calls = server.calls("sendMessage")
        done = [call for call in calls if call.done]
        pipe.send(
            Heard(
                messages=len(done),
                people=len({call.chat_id for call in done}),
                too_many=sum((call.description or "").startswith("Too Many") for call in calls),
                seconds=done[-1].at - done[0].at,
                most=most_in_a_second(call.at for call in done),
            )
        )


def most_in_a_second(moments: Iterable[float]) -> int:
    window: deque[float] = deque()
    most = 0
    for at in moments:
        window.append(at)
        while window[0] <= at - 1:
            window.popleft()
        most = max(most, len(window))
    return most


def begin(pipe: Connection, people: range, delay: float) -> None:
    asyncio.run(serve(pipe, people, delay))


@contextmanager
def double(people: range, delay: float) -> Iterator[Connection]:
    """Start the double. The first thing that comes through the pipe is its address and token."""
    fresh = multiprocessing.get_context("spawn")
    here, there = fresh.Pipe()
    process = fresh.Process(target=begin, args=(there, people, delay))
    process.start()
    try:
        yield here
    finally:
        here.close()
        there.close()
        process.join()
