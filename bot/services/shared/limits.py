"""Limits that all processes of the bot keep together. While there is one process, its own are enough."""

from __future__ import annotations

from bot.domain.allowance import Verdict


class Limits:
    """Those of one process alone: nobody else spends anything, so there is nothing to ask. Others override this."""

    async def verdict(self, chat_id: int) -> Verdict:  # noqa: ARG002 - for those who override
        """Tell whether all processes together have read less of a chat than it may ask for."""
        return Verdict.PASSED

    async def room(self) -> float:
        """Take a place for a message that can wait. Returns 0, or for how many seconds there is none."""
        return 0.0

    async def spent(self) -> None:
        """Note a message that did not wait for a place."""

    async def hush(self, seconds: float) -> None:
        """Keep all processes silent for so many seconds: Telegram asked for it."""
