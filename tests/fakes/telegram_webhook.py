"""The way of updates to a bot that has a webhook: posted with the secret, kept until they are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import ClientSession

if TYPE_CHECKING:
    from tests.fakes.telegram_chat import Telegram

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def deliver(telegram: Telegram) -> list[int]:
    """Posts every pending update once, in order, and gives the statuses of the answers. What is not taken stays."""
    secret = telegram.webhook.get("secret_token")
    headers = {SECRET_HEADER: secret} if secret else {}
    statuses = []
    async with ClientSession() as session:
        for queued in telegram.updates.pending.copy():
            async with session.post(telegram.webhook["url"], json=queued.update, headers=headers) as answer:
                statuses.append(answer.status)
                if answer.ok:
                    telegram.updates.acknowledge(queued)
    return statuses
