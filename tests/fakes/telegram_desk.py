"""The counter where calls arrive over HTTP, are written down, spoilt if so ordered, and answered."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.telegram_calls import Call, read_arguments
from tests.fakes.telegram_faults import Cut, Faults
from tests.fakes.telegram_limits import RateLimits, Refused, too_many_requests
from tests.fakes.telegram_methods import KNOWN, SPELLING, perform
from tests.fakes.telegram_updates import WEBHOOK_CONFLICT, Json, Polls

if TYPE_CHECKING:
    from tests.fakes.telegram_chat import Telegram

SENDING = frozenset({"sendMessage", "sendPhoto", "sendDocument"})


class Desk:
    """Turns requests into calls and results or refusals into responses."""

    def __init__(self, token: str, telegram: Telegram, polls: Polls) -> None:
        self.token, self.telegram, self.polls = token, telegram, polls
        self.rate_limits: RateLimits | None = None
        self.faults = Faults()
        self.calls: list[Call] = []
        self.in_flight = 0
        self.closing = asyncio.Event()
        self.broken: list[Exception] = []

    def close(self) -> None:
        """Ends what waits: long polls and slow answers."""
        self.closing.set()
        self.polls.close()

    async def nowhere(self, request: web.Request) -> web.Response:
        return _refusal(Refused(404, "Not Found"))

    async def handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        call = Call(SPELLING.get(method.lower(), method), {}, time.monotonic())
        polling = call.method == "getUpdates"
        self.in_flight += not polling
        try:
            response = await self._answered(request, call)
        except Cut:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        except (OSError, web.HTTPException):
            raise  # the bot hung up or sent too much: not ours to mend
        except Exception as fault:
            self.broken.append(fault)
            raise
        else:
            call.status = response.status
            return response
        finally:
            call.over = True
            self.in_flight -= not polling
            self.telegram.changes.happened()

    async def _answered(self, request: web.Request, call: Call) -> web.Response:
        try:
            await self._admit(request, call)
            if (fault := self.faults.meet(call)) is None:
                return await self._performed(call)
            call.fault = fault.kind
            return await fault.spoil(lambda: self._performed(call), self.closing)
        except Refused as refused:
            call.description = refused.description
            return _refusal(refused)

    async def _admit(self, request: web.Request, call: Call) -> None:
        """Reads the call, writes it down, checks whose it is and what it is."""
        self.calls.append(call)
        call.arguments, call.files = await read_arguments(request)
        if request.match_info["bot"] != f"bot{self.token}":
            raise Refused(401, "Unauthorized")
        if call.method not in KNOWN:
            raise Refused(404, "Not Found: method not found")
        call.unexpected = frozenset(call.arguments) - KNOWN[call.method]
        self.telegram.changes.happened()

    async def _performed(self, call: Call) -> web.Response:
        try:
            call.result = await self._result(call)
            call.done = True
            return web.json_response({"ok": True, "result": call.result})
        except Refused as refused:
            call.description = refused.description
            return _refusal(refused)

    async def _result(self, call: Call) -> object:
        if call.method == "getUpdates":
            if self.telegram.webhook["url"]:
                raise Refused(409, WEBHOOK_CONFLICT)
            return await self.polls.answer(call.arguments)
        if call.method in SENDING and (seconds := self._seconds_to_wait(call)):
            raise too_many_requests(seconds)
        return perform(self.telegram, call)

    def _seconds_to_wait(self, call: Call) -> int:
        if self.rate_limits is None or call.chat_id is None:
            return 0
        return self.rate_limits.wait(call.chat_id, call.at)


def _refusal(refused: Refused) -> web.Response:
    body: Json = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.status)
