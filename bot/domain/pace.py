"""How fast messages may go out: Telegram's limits for everybody and for one chat, as token buckets of one token.

Moments are seconds of a clock that never goes back.
"""

from __future__ import annotations

RATE = 29.5
"""Messages a second to everybody. Telegram allows about 30; the rest is for the ways of the network."""
CHAT_GAP = 1.05
"""Seconds between messages to one chat. Telegram allows one a second."""
MOST_DEBT = 1.0
MANY_CHATS = 10_000


class Pace:
    """Says when the next message may go. Answers to people are never held up, but reminders make room for them."""

    def __init__(self, rate: float = RATE, chat_gap: float = CHAT_GAP) -> None:
        self.gap = 1 / rate
        self.chat_gap = chat_gap
        self.free_at = 0.0
        self.silent_until = 0.0
        self.chats: dict[int, float] = {}

    def reserve(self, chat_id: int, now: float) -> float:
        """Take the next place for a message to a chat, and return its moment."""
        at = max(now, self.free_at, self.silent_until, self.chats.get(chat_id, 0.0))
        self.went(chat_id, at)
        return at

    def went(self, chat_id: int, now: float) -> None:
        """Note that a message goes at a moment, later perhaps than its place was."""
        self.free_at = max(self.free_at, now + self.gap)
        self.note_chat(chat_id, now)

    def answered(self, chat_id: int, now: float) -> None:
        """Note a message that did not wait for a place."""
        self.free_at = min(max(self.free_at, now) + self.gap, now + MOST_DEBT)
        self.note_chat(chat_id, now)

    def note_chat(self, chat_id: int, now: float) -> None:
        if len(self.chats) >= MANY_CHATS:
            self.chats = {chat: free for chat, free in self.chats.items() if free > now}
        self.chats[chat_id] = max(self.chats.get(chat_id, 0.0), now + self.chat_gap)

    def hold(self, seconds: float, now: float) -> None:
        """Keep silent for so many seconds: Telegram asked for it."""
        self.silent_until = max(self.silent_until, now + seconds)

    def silence(self, now: float) -> float:
        """Return for how many seconds nothing may go out."""
        return max(self.silent_until - now, 0.0)
