"""What Telegram remembers: chats, messages, people, files, pressed buttons, the bot's settings."""

from __future__ import annotations

import copy
import itertools
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.fakes.telegram_limits import BLOCKED, NOT_MODIFIED, OLD_QUERY, Refused, bad_request
from tests.fakes.telegram_updates import Changes, Json, Updates

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram_calls import Upload

FIRST_SUPERGROUP = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that appeared in a chat: a message as it stood at that moment."""

    message: Json
    author: str
    by_bot: bool
    edited: bool = False


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, group, supergroup or channel."""

    body: Json
    messages: dict[int, Json] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    keyboard: list[list[str]] = field(default_factory=list)
    """Labels of the reply keyboard that is open now."""
    actions: list[str] = field(default_factory=list)
    blocked: bool = False

    @property
    def id(self) -> int:
        return int(self.body["id"])

    @property
    def title(self) -> str:
        return str(self.body.get("first_name") or self.body.get("title"))


@dataclass(slots=True, eq=False)
class Query:
    """A pressed button waiting for answerCallbackQuery."""

    id: str
    expired: bool = False
    answers: list[Json] = field(default_factory=list)


class Telegram:
    """The state behind the server; knows nothing of HTTP."""

    def __init__(self, bot: Json, now: Callable[[], float] = time.time) -> None:
        self.bot = bot
        self.now = now
        self.changes = Changes()
        self.updates = Updates(self.changes)
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.files: dict[str, Upload] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int | None, Json] = {}
        self.webhook: Json = {"url": ""}
        self._message_ids = itertools.count(101)
        self._query_ids = itertools.count(4_500_000_000_001)

    def today(self) -> int:
        return int(self.now())

    def chat(self, chat_id: object) -> Chat:
        """The chat a call names, or Telegram's refusal."""
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        if not isinstance(chat_id, int) or chat_id not in self.chats:
            raise bad_request("chat not found")
        return self.chats[chat_id]

    def writable(self, chat_id: object) -> Chat:
        chat = self.chat(chat_id)
        if chat.blocked:
            raise Refused(403, BLOCKED)
        return chat

    def add_chat(self, body: Json) -> Chat:
        return self.chats.setdefault(body["id"], Chat(body))

    def show(self, chat: Chat, sender: Json | None, content: Json) -> Json:
        """Puts a new message into a chat."""
        message: Json = {"message_id": next(self._message_ids), "date": self.today(), "chat": chat.body}
        if sender is not None:
            message["from"] = sender
        message |= content
        chat.messages[message["message_id"]] = message
        self._appeared(chat, message, edited=False)
        return message

    def change(self, chat: Chat, message: Json, content: Json) -> Json:
        """Edits a message; a None in the content takes that field away."""
        if all(message.get(name) == value for name, value in content.items()):
            raise bad_request(NOT_MODIFIED)
        message |= {**content, "edit_date": self.today()}
        for name in [name for name, value in message.items() if value is None]:
            del message[name]
        self._appeared(chat, message, edited=True)
        return message

    def _appeared(self, chat: Chat, message: Json, *, edited: bool) -> None:
        sender = message.get("from")
        by_bot = sender is not None and sender["id"] == self.bot["id"]
        author = "bot" if by_bot else (sender or {}).get("first_name", chat.title)
        chat.shown.append(Shown(copy.deepcopy(message), author, by_bot, edited))
        self.changes.happened()

    def own_message(self, chat: Chat, message_id: object) -> Json:
        """The message an edit names; only the bot's own can be edited."""
        if message_id is None:
            raise bad_request("message identifier is not specified")
        message = chat.messages.get(message_id) if isinstance(message_id, int) else None
        if message is None:
            raise bad_request("message to edit not found")
        if message.get("from", {}).get("id") != self.bot["id"]:
            raise bad_request("message can't be edited")
        return message

    def delete(self, chat: Chat, message_id: int) -> bool:
        gone = chat.messages.pop(message_id, None) is not None
        self.changes.happened()
        return gone

    def press(self, chat: Chat, sender: Json, message: Json, data: str) -> Query:
        query = Query(str(next(self._query_ids)))
        self.queries[query.id] = query
        self.updates.push(
            "callback_query",
            {
                "id": query.id,
                "from": sender,
                "message": copy.deepcopy(message),
                "chat_instance": str(7_000_000_000 + chat.id),
                "data": data,
            },
        )
        return query

    def answer_query(self, query_id: object, answer: Json) -> None:
        query = self.queries.get(str(query_id))
        if query is None or query.expired:
            raise bad_request(OLD_QUERY)
        query.answers.append(answer)
        self.changes.happened()

    def keep_file(self, upload: Upload) -> str:
        file_id = f"AgAC{len(self.files) + 1:08d}"
        self.files[file_id] = upload
        return file_id
