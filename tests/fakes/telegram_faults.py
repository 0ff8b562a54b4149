"""Misbehaviour on order: what goes wrong, with which calls, how often."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from aiohttp import web

from tests.fakes.telegram_limits import (
    BLOCKED,
    NOT_MODIFIED,
    Refused,
    bad_request,
    too_many_requests,
)

if TYPE_CHECKING:
    from tests.fakes.telegram_calls import Call

Kind = Literal["retry_after", "blocked", "not_modified", "refused", "server_error", "cut", "slow", "garbage"]
Perform = Callable[[], Awaitable[web.Response]]

GARBAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
REASONS = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class Cut(Exception):  # noqa: N818 - an order carried out, not an error
    """The connection is to be dropped without an answer."""


@dataclass(slots=True, eq=False)
class Fault:
    """One order; `fired` counts the calls it has spoiled."""

    kind: Kind
    method: str | None = None
    """None spoils every method but getUpdates."""
    chat_id: int | None = None
    times: int | None = 1
    """None spoils for ever."""
    after: int = 0
    """So many matching calls pass unharmed first."""
    seconds: float = 1
    status: int = 502
    description: str | None = None
    done: bool = False
    """Whether the method takes effect although its answer is spoilt."""
    fired: int = 0

    def matches(self, call: Call) -> bool:
        named = call.method == self.method if self.method else call.method != "getUpdates"
        return named and self.chat_id in (None, call.chat_id)

    def takes(self, call: Call) -> bool:
        """Whether this call is the one; counts it."""
        if not self.matches(call) or (self.times is not None and self.fired >= self.times):
            return False
        if self.after:
            self.after -= 1
            return False
        self.fired += 1
        return True

    def cancel(self) -> None:
        self.times = self.fired

    def refusal(self) -> Refused:
        match self.kind:
            case "retry_after":
                return too_many_requests(max(1, round(self.seconds)))
            case "blocked":
                return Refused(403, BLOCKED)
            case "not_modified":
                return bad_request(NOT_MODIFIED)
            case "server_error":
                return Refused(self.status, self.description or REASONS.get(self.status, "Bad Gateway"))
            case _:
                return Refused(self.status, self.description or "Bad Request: refused on order")

    async def spoil(self, perform: Perform, closing: asyncio.Event) -> web.Response:
        """The answer the bot gets in place of the honest one."""
        if self.kind == "slow":
            return await self._late(perform, closing)
        if self.done:
            await perform()
        if self.kind == "cut":
            raise Cut
        if self.kind == "garbage":
            return web.Response(text=self.description or GARBAGE, content_type="text/html", status=self.status)
        raise self.refusal()

    async def _late(self, perform: Perform, closing: asyncio.Event) -> web.Response:
        answer = await perform() if self.done else None
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(closing.wait(), self.seconds)
        return answer or await perform()


class Faults:
    """Orders in force, oldest first; one call meets at most one of them."""

    def __init__(self) -> None:
        self.orders: list[Fault] = []

    def meet(self, call: Call) -> Fault | None:
        return next((fault for fault in self.orders if fault.takes(call)), None)
