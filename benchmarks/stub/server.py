"""A Bot API that does as little as it can, for benchmarks: it keeps nothing and checks nothing.

It speaks just enough HTTP, without a library, so that it takes far less of the machine than the bot that is measured.
Run as a process it prints the port on which it listens. Beside the methods of the Bot API it knows:

    GET /ready/TOKEN    answered when the bot of that token has asked for updates, or has set its webhook
    POST /drive/TOKEN   updates, one a line: each is given to the polling bot when the one before has been answered
    GET /heard          a line "CHAT METHOD" without end for each message that has buttons, as all last ones have
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections import defaultdict, deque
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
PATIENCE = 10.0
SHOWN = frozenset({"sendMessage", "editMessageText"})
ME = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


@dataclass(slots=True)
class Seat:
    """The bot of one token. `poll` is the line on which it waits for updates, `driver` the one of who drives it."""

    poll: Line | None = None
    ended: asyncio.TimerHandle | None = None
    ready: bool = False
    eager: list[Line] = field(default_factory=list)
    driver: Line | None = None
    left: deque[bytes] = field(default_factory=deque)
    given_at: float = 0.0
    waits: list[float] = field(default_factory=list)
    began_at: float = 0.0

    def be_ready(self) -> None:
        self.ready = True
        while self.eager:
            self.eager.pop().answer(b"{}")

    def wait(self, line: Line) -> None:
        """Hold a poll until there is an update for it, or for as long as a bot asks for."""
        self.be_ready()
        self.poll = line
        self.ended = asyncio.get_running_loop().call_later(PATIENCE, self.give, b"")
        self.next()

    def give(self, update: bytes) -> None:
        poll, self.poll = self.poll, None
        if self.ended:
            self.ended.cancel()
        if poll:
            poll.answer(b'{"ok":true,"result":[%b]}' % update)

    def next(self) -> None:
        """Give the next update, if the one before has been answered and the bot waits for it."""
        if self.poll and self.left and not self.given_at:
            self.given_at = perf_counter()
            self.give(self.left.popleft())

    def answered(self) -> None:
        if not self.given_at:
            return
        self.waits.append(perf_counter() - self.given_at)
        self.given_at = 0.0
        if self.left:
            self.next()
        elif self.driver:
            took = {"seconds": perf_counter() - self.began_at, "waits": self.waits}
            self.driver.answer(json.dumps(took).encode())

    def drive(self, driver: Line, updates: list[bytes]) -> None:
        self.driver, self.left, self.waits, self.began_at = driver, deque(updates), [], perf_counter()
        self.next()


@dataclass(slots=True)
class Hub:
    seats: defaultdict[str, Seat] = field(default_factory=lambda: defaultdict(Seat))
    listeners: list[asyncio.Transport] = field(default_factory=list)
    sent: int = 0

    def take(self, line: Line, path: str, body: bytes) -> None:
        match path.split("/"):
            case ["", "heard"]:
                self.listeners.append(line.transport)
            case ["", "ready", token]:
                seat = self.seats[token]
                line.answer(b"{}") if seat.ready else seat.eager.append(line)
            case ["", "drive", token]:
                self.seats[token].drive(line, body.splitlines())
            case ["", bot, method]:
                self.call(line, self.seats[bot.removeprefix("bot")], method, body)

    def call(self, line: Line, seat: Seat, method: str, body: bytes) -> None:
        if method == "getUpdates":
            seat.wait(line)
        elif method in SHOWN:
            given = dict(parse_qsl(body.decode()))
            line.answer(json.dumps({"ok": True, "result": self.message(given)}).encode())
            seat.answered()
            if "reply_markup" in given:
                for listener in self.listeners:
                    listener.write(f"{given['chat_id']} {method}\n".encode())
        else:
            line.answer(json.dumps({"ok": True, "result": ME if method == "getMe" else True}).encode())
            if method == "setWebhook":
                seat.be_ready()

    def message(self, given: dict[str, str]) -> dict[str, Any]:
        """Return the message as Telegram would: whole, so that the bot has to read all of it."""
        self.sent += 1
        chat = {"id": int(given["chat_id"]), "type": "private", "first_name": "A"}
        message = {"message_id": self.sent, "date": 1, "from": ME, "chat": chat, "text": given["text"]}
        return message | {name: json.loads(given[name]) for name in ("entities", "reply_markup") if name in given}


class Line(asyncio.Protocol):
    """One connection; requests come one after another."""

    transport: asyncio.Transport

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, _error: Exception | None) -> None:
        for seat in self.hub.seats.values():
            if seat.poll is self:
                seat.poll = None
        if self.transport in self.hub.listeners:
            self.hub.listeners.remove(self.transport)

    def data_received(self, data: bytes) -> None:
        self.data += data
        while (end := self.data.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self.data, 0, end)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self.data) < whole:
                return
            path, body = self.data[:end].split(None, 2)[1].decode(), self.data[end + 4 : whole]
            self.data = self.data[whole:]
            self.hub.take(self, path, body)

    def answer(self, body: bytes) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self.transport.write(head % len(body) + body)


async def main() -> None:
    hub = Hub()
    server = await asyncio.get_running_loop().create_server(lambda: Line(hub), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
