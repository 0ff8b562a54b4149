"""A Bot API server on the loopback: real HTTP, one bot, no monkeypatching.

async with TelegramServer() as server:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    bot = Bot(server.token, session=session)
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

from aiohttp import web

from tests.fakes.telegram_chat import FIRST_SUPERGROUP, Telegram
from tests.fakes.telegram_desk import Desk
from tests.fakes.telegram_faults import Fault, Kind
from tests.fakes.telegram_methods import KNOWN
from tests.fakes.telegram_people import Channel, Group, Person
from tests.fakes.telegram_screen import TIMEOUT
from tests.fakes.telegram_updates import Json, Polls, SecondPoller
from tests.fakes.telegram_webhook import deliver

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram_calls import Call
    from tests.fakes.telegram_limits import RateLimits

UPLOAD_LIMIT = 50 * 1024 * 1024


class TelegramServer:
    """One bot's Telegram.

    `second_poller`: "refused" gives the newcomer a 409; "takes_over" gives it to the poller that was waiting,
    as the real server does. `rate_limits` gives a 429 to a bot that sends too fast; off by default.
    """

    def __init__(
        self,
        token: str = "42:TEST",
        *,
        username: str = "qadam_test_bot",
        rate_limits: RateLimits | None = None,
        second_poller: SecondPoller = "refused",
        now: Callable[[], float] = time.time,
    ) -> None:
        bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Qadam",
            "username": username,
        }
        self.token = token
        self.telegram = Telegram(bot, now)
        self.url = ""
        polls = Polls(self.telegram.updates, self.telegram.changes, second_poller)
        self._desk = Desk(token, self.telegram, polls)
        self._desk.rate_limits = rate_limits
        self._people: dict[int, Person] = {}
        self._groups: dict[int, Group] = {}
        self._channels: dict[int, Channel] = {}
        app = web.Application(client_max_size=UPLOAD_LIMIT)
        app.router.add_route("*", "/{bot:bot[^/]*}/{method}", self._desk.handle)
        app.router.add_route("*", "/{rest:.*}", self._desk.nowhere)
        # A poller that hangs up must free its place at once, hence the cancellation.
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1, access_log=None)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._desk.close()
        await self._runner.cleanup()
        if self._desk.broken:
            raise ExceptionGroup("the double itself broke", self._desk.broken)

    # People and chats

    def user(
        self,
        id: int = 1001,  # noqa: A002 - Telegram's own word
        *,
        first_name: str = "Айгуль",
        language_code: str | None = "ru",
        **more: str | bool,
    ) -> Person:
        """The person with this id; the first mention makes the private chat, as if they had pressed Start."""
        if id not in self._people:
            body: Json = {"id": id, "is_bot": False, "first_name": first_name, **more}
            if language_code is not None:
                body["language_code"] = language_code
            chat = self.telegram.add_chat({"id": id, "type": "private", "first_name": first_name})
            self._people[id] = Person(self.telegram, chat, body)
        return self._people[id]

    def group(self, id: int = -5001, title: str = "Группа") -> Group:  # noqa: A002 - Telegram's own word
        """A group; a supergroup if the id says so (below -1000000000000)."""
        if id not in self._groups:
            kind = "supergroup" if id < FIRST_SUPERGROUP else "group"
            chat = self.telegram.add_chat({"id": id, "type": kind, "title": title})
            self._groups[id] = Group(self.telegram, chat)
        return self._groups[id]

    def channel(
        self,
        id: int = -1_002_000_000_000,  # noqa: A002 - Telegram's own word
        title: str = "Канал",
    ) -> Channel:
        if id not in self._channels:
            chat = self.telegram.add_chat({"id": id, "type": "channel", "title": title})
            self._channels[id] = Channel(self.telegram, chat)
        return self._channels[id]

    def push_update(self, update: Json) -> int:
        """Queues any update, whatever the bot asked for; the id is given unless the update has its own."""
        return self.telegram.updates.push_raw(update)

    def redeliver(self, update_id: int) -> None:
        """Hands out a confirmed update once more under its old id, as a crash between two offsets would."""
        self.telegram.updates.redeliver(update_id)

    async def deliver(self) -> list[int]:
        """Brings every update that waits to the bot's webhook, see `telegram_webhook`."""
        return await deliver(self.telegram)

    # What the bot did

    def calls(self, method: str | None = None, *, chat_id: int | None = None) -> list[Call]:
        """Calls in order of arrival, refused and spoilt ones too."""
        return [
            call
            for call in self._desk.calls
            if method in (None, call.method) and (chat_id is None or call.chat_id == chat_id)
        ]

    @property
    def unexpected(self) -> dict[str, frozenset[str]]:
        """Arguments Telegram does not know, by method."""
        strange = [call for call in self._desk.calls if call.unexpected]
        return {
            call.method: frozenset().union(*(other.unexpected for other in strange if other.method == call.method))
            for call in strange
        }

    async def called(
        self,
        method: str,
        count: int = 1,
        timeout: float = TIMEOUT,  # noqa: ASYNC109 - a test says how long it waits
        *,
        over: bool = True,
    ) -> list[Call]:
        """Waits until the method was called so often; with over=False calls still under way count too."""

        def enough() -> list[Call] | None:
            calls = [call for call in self.calls(method) if call.over or not over]
            return calls if len(calls) >= count else None

        return await self.telegram.changes.until(enough, timeout, f"{count} calls of {method}")

    async def idle(self, timeout: float = TIMEOUT) -> None:  # noqa: ASYNC109 - a test says how long it waits
        """Waits until every update is confirmed and no call but getUpdates is under way.

        A bot that confirms before it has handled (aiogram's handle_as_tasks) may still be thinking.
        """
        await self.telegram.changes.until(
            lambda: True if not self.telegram.updates.pending and not self._desk.in_flight else None,
            timeout,
            f"the bot to take {len(self.telegram.updates.pending)} updates",
        )

    # Misbehaviour on order

    def fault(
        self,
        method: str | None = None,
        *,
        kind: Kind,
        times: int | None = 1,
        after: int = 0,
        chat_id: int | None = None,
        seconds: float = 1,
        status: int | None = None,
        description: str | None = None,
        done: bool | None = None,
    ) -> Fault:
        """Spoils the next calls, see Fault. A slow call takes effect first unless done=False."""
        if method is not None and method not in KNOWN:
            raise ValueError(f"{method} is not a method of this double")
        order = Fault(
            kind, method, chat_id, times, after, seconds,
            status=status or (400 if kind == "refused" else 502),
            description=description,
            done=kind == "slow" if done is None else done,
        )  # fmt: skip
        self._desk.faults.orders.append(order)
        return order

    def heal(self) -> None:
        """Withdraws every order."""
        self._desk.faults.orders.clear()
