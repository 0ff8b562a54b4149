"""Unfinished inputs in Redis, by aiogram's own storage: people under marks, values sealed.

While Redis is away the database keeps them, as it does for one process.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage, KeyBuilder, StateType
from aiogram.fsm.storage.redis import RedisStorage
from redis.exceptions import LockError

from bot.domain.retention import ABANDONED_AFTER

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping

    from aiogram.fsm.storage.base import StorageKey
    from redis.asyncio.lock import Lock

    from bot.shared.link import Link

PLACE = "redis.dialogue"
SEALED = "sealed"
LONGEST_TURN = 15.0
"""Seconds after which the next update of a chat waits no longer for the one before: its process has died or sleeps."""
LOOK_AGAIN = 0.02
T = TypeVar("T")


class Marks(KeyBuilder):
    def __init__(self, link: Link) -> None:
        self.link = link

    def build(self, key: StorageKey, part: Literal["data", "state", "lock"] | None = None) -> str:
        return self.link.key_of(f"input:{part}", key.chat_id)


class SharedDialogue(BaseStorage):
    """Keeps one state and its data a person, in private chats. `otherwise` keeps what Redis cannot keep now."""

    def __init__(self, link: Link, otherwise: BaseStorage) -> None:
        self.link = link
        self.otherwise = otherwise
        self.inner = RedisStorage(link.client, Marks(link), ABANDONED_AFTER, ABANDONED_AFTER)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        if is_private(key) and not await self.kept(lambda: self.inner.set_state(key, state)):
            await self.otherwise.set_state(key, state)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        vault = self.link.vault
        text = json.dumps(dict(data), ensure_ascii=False)
        sealed = b64encode(vault.seal(text, PLACE, vault.person(key.chat_id))).decode()
        inner = {SEALED: sealed} if data else {}
        if is_private(key) and not await self.kept(lambda: self.inner.set_data(key, inner)):
            await self.otherwise.set_data(key, data)

    async def get_state(self, key: StorageKey) -> str | None:
        found = await self.link.ask(lambda: answered(self.inner.get_state(key)), None)
        return found[0] if found else await self.otherwise.get_state(key)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        found = await self.link.ask(lambda: answered(self.inner.get_data(key)), None)
        if not found:
            return await self.otherwise.get_data(key)
        (data,) = found
        if SEALED not in data:
            return {}
        vault = self.link.vault
        opened: dict[str, Any] = json.loads(vault.open(b64decode(data[SEALED]), PLACE, vault.person(key.chat_id)))
        return opened

    async def kept(self, work: Callable[[], Awaitable[None]]) -> bool:
        """Tell whether Redis has taken it."""
        return await self.link.ask(lambda: answered(work()), None) is not None

    async def close(self) -> None:
        """Nothing to close: the link belongs to the process."""


def is_private(key: StorageKey) -> bool:
    """Tell whether it is of a private chat: in a group nobody is asked anything."""
    return key.chat_id == key.user_id


async def answered(work: Awaitable[T]) -> tuple[T]:
    """Return an answer in a form that tells it from none."""
    return (await work,)


class SharedTurns(BaseEventIsolation):
    """One update of a chat at a time, among all processes. `inner` keeps those of this process in their order."""

    def __init__(self, link: Link, inner: BaseEventIsolation) -> None:
        self.link = link
        self.inner = inner

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        async with self.inner.lock(key):
            name = self.link.key_of("turn", key.chat_id)
            turn = self.link.client.lock(name, LONGEST_TURN, sleep=LOOK_AGAIN, blocking_timeout=LONGEST_TURN)
            mine = await self.link.ask(turn.acquire, otherwise=False)
            try:
                yield
            finally:
                if mine:
                    await self.link.ask(lambda: released(turn), None)

    async def close(self) -> None:
        await self.inner.close()


async def released(turn: Lock) -> None:
    with suppress(LockError):  # it took longer than a turn may: the next one has begun
        await turn.release()
