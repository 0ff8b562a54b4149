"""The queue of updates and the long poll that empties it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from tests.fakes.telegram_limits import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]
T = TypeVar("T")
SecondPoller = Literal["refused", "takes_over"]

NOT_SENT_UNLESS_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_CONFLICT = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Changes:
    """Wakes everybody who waits for the world to become something."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def happened(self) -> None:
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, met: Callable[[], T | None], seconds: float, waited_for: str) -> T:
        try:
            async with asyncio.timeout(seconds):
                while (value := met()) is None:
                    await self._next.wait()
                return value
        except TimeoutError:
            raise TimeoutError(f"waited {seconds} s for {waited_for}") from None


@dataclass(slots=True, eq=False)
class Queued:
    update: Json
    again: bool = False
    handed_out: bool = False

    @property
    def update_id(self) -> int:
        return int(self.update["update_id"])


class Updates:
    """Confirmed updates vanish, the rest are handed out again."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._last_id = 1000
        self.pending: list[Queued] = []
        self.confirmed: list[Json] = []
        self.allowed: frozenset[str] | None = None

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_SENT_UNLESS_ASKED

    def push(self, kind: str, body: Json) -> int | None:
        """The id of the queued update; None if the bot did not ask for this kind."""
        return self.push_raw({kind: body}) if self.wants(kind) else None

    def push_raw(self, update: Json, *, again: bool = False) -> int:
        self._last_id += 1
        queued = Queued({"update_id": self._last_id, **update}, again=again)
        self._last_id = max(self._last_id, queued.update_id)
        self.pending.append(queued)
        self._changes.happened()
        return queued.update_id

    def redeliver(self, update_id: int) -> None:
        """Sends a confirmed update once more under its old id."""
        for update in self.confirmed:
            if update["update_id"] == update_id:
                self.push_raw(update, again=True)
                return
        raise LookupError(f"no confirmed update {update_id}")

    def confirm(self, offset: int) -> None:
        if offset < 0:
            offset = self.pending[offset:][0].update_id if self.pending else 0
        done = [
            queued for queued in self.pending if queued.update_id < offset and (queued.handed_out or not queued.again)
        ]
        gone = set(done)
        self.pending = [queued for queued in self.pending if queued not in gone]
        self.confirmed += [queued.update for queued in done]
        self._changes.happened()

    def acknowledge(self, queued: Queued) -> None:
        """What a webhook took is done with."""
        self.pending.remove(queued)
        self.confirmed.append(queued.update)
        self._changes.happened()

    def drop(self) -> None:
        self.pending.clear()
        self._changes.happened()

    def hand_out(self, limit: int) -> list[Json]:
        for queued in self.pending[:limit]:
            queued.handed_out = True
        return [queued.update for queued in self.pending[:limit]]


class Polls:
    """getUpdates: one long poll at a time."""

    def __init__(self, updates: Updates, changes: Changes, second: SecondPoller) -> None:
        self._updates, self._changes, self._second = updates, changes, second
        self._current: object | None = None
        self._closing = False

    def close(self) -> None:
        """Lets the waiting poll go home with an empty list."""
        self._closing = True
        self._changes.happened()

    async def answer(self, arguments: Json) -> list[Json]:
        limit, timeout = min(max(arguments.get("limit", 100), 1), 100), arguments.get("timeout", 0)
        if self._current is not None and self._second == "refused":
            raise Refused(409, CONFLICT)
        if (allowed := arguments.get("allowed_updates")) is not None:
            self._updates.allowed = frozenset(allowed) or None
        if offset := arguments.get("offset", 0):
            self._updates.confirm(offset)
        return self._updates.hand_out(limit) or await self._wait(limit, timeout)

    async def _wait(self, limit: int, seconds: float) -> list[Json]:
        if seconds <= 0:
            return []
        mine = self._current = object()
        self._changes.happened()  # an older poll sees here that it lost its place

        def over() -> bool | None:
            return True if self._updates.pending or self._current is not mine or self._closing else None

        try:
            await self._changes.until(over, seconds, "updates")
        except TimeoutError:
            return []
        finally:
            lost = self._current is not mine
            if not lost:
                self._current = None
        if lost:
            raise Refused(409, CONFLICT)
        return self._updates.hand_out(limit)
