"""What a person sees: buttons, messages, the answers of one chat in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.telegram_chat import Chat, Query, Shown, Telegram
    from tests.fakes.telegram_updates import Json

TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button as a person sees it."""

    text: str
    callback_data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """A message as it stood when it was looked at; `text` is the caption where there is a file."""

    raw: Json
    edited: bool = False

    @property
    def message_id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        return list(self.raw.get("entities") or self.raw.get("caption_entities") or [])

    @property
    def buttons(self) -> list[list[Button]]:
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [[Button(b["text"], b.get("callback_data"), b.get("url")) for b in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        return [button.text for row in self.buttons for button in row]

    def button(self, label: str) -> Button:
        """The button with this label, or the only one whose label contains it."""
        every = [button for row in self.buttons for button in row]
        exact = [button for button in every if button.text == label]
        found = exact or [button for button in every if label in button.text]
        if len(found) != 1:
            raise AssertionError(f"{len(found)} buttons match {label!r} among {self.labels} under {self.text!r}")
        return found[0]


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button and what the bot answers to it."""

    telegram: Telegram
    query: Query

    def expire(self) -> None:
        """From now on Telegram calls this query too old."""
        self.query.expired = True

    async def answered(self, timeout: float = TIMEOUT) -> Json:  # noqa: ASYNC109 - a test says how long it waits
        """Arguments of the first answerCallbackQuery."""
        return await self.telegram.changes.until(
            lambda: next(iter(self.query.answers), None), timeout, "an answer to a pressed button"
        )


class Reader:
    """The reading side of one chat."""

    def __init__(self, telegram: Telegram, chat: Chat) -> None:
        self.telegram, self.chat = telegram, chat
        self._seen = 0

    @property
    def id(self) -> int:
        return self.chat.id

    def _from_bot(self) -> list[Shown]:
        return [shown for shown in self.chat.shown if shown.by_bot]

    async def answer(self, timeout: float = TIMEOUT) -> Screen:  # noqa: ASYNC109 - a test says how long it waits
        """The next message or edit of the bot that nobody has read yet."""
        shown = await self.telegram.changes.until(
            lambda: next(iter(self._from_bot()[self._seen :]), None),
            timeout,
            f"the bot to speak in {self.id}",
        )
        self._seen += 1
        return Screen(shown.message, shown.edited)

    @property
    def unread(self) -> list[Screen]:
        return [Screen(shown.message, shown.edited) for shown in self._from_bot()[self._seen :]]

    def skip(self) -> None:
        """Takes everything shown so far as read."""
        self._seen = len(self._from_bot())

    @property
    def screen(self) -> Screen:
        """The newest message of the bot that still stands, as it is now."""
        for message in reversed(self.chat.messages.values()):
            if message.get("from", {}).get("id") == self.telegram.bot["id"]:
                return Screen(dict(message), "edit_date" in message)
        raise AssertionError(f"the bot has said nothing in chat {self.id}")

    @property
    def transcript(self) -> str:
        """Everything that appeared, a line each, for reading and for failures."""
        return "\n".join(map(_line, self.chat.shown))


def _line(shown: Shown) -> str:
    screen = Screen(shown.message)
    kinds = [name for name in ("photo", "document", "voice", "sticker") if name in shown.message]
    what = " ".join([*(f"<{kind}>" for kind in kinds), screen.text]).strip()
    rows = [" | ".join(button.text for button in row) for row in screen.buttons]
    return f"{shown.author}{' (edit)' if shown.edited else ''}: {what}" + "".join(f"\n    [{row}]" for row in rows)
