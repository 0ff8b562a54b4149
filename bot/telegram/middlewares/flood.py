"""Lets through what a chat may ask for, and drops the rest before it costs anybody else time.

It stands before the lock of the dialogue, where all updates of a chat wait for each other: a flood must not stand there
in a queue. Nothing is read or written for what is dropped.

No limit for everybody together refuses anything: whoever is calm is answered. What is in hand at once is bounded by
the polling instead (`UPDATES_AT_ONCE`); others wait at Telegram, in order, for a moment. Of those places one chat holds
only a few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.types import Update

from bot.domain.address import Topic
from bot.domain.allowance import Allowance, Verdict
from bot.domain.faq import CRISIS
from bot.library.render import messages
from bot.services.people import guessed_language
from bot.services.views import Button, Open, View
from bot.telegram.callbacks import OpenData
from bot.telegram.show import acknowledge, send

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from aiogram import Bot
    from aiogram.types import TelegramObject, User

    from bot.i18n.catalogue import Texts
    from bot.services.shared.limits import Limits
    from bot.telemetry.meters import Meters

HELP_TAP = OpenData(address=str(Topic(CRISIS))).pack()
HELP_AT_ONCE, HELP_A_SECOND = 3, 0.2
"""Urgent help has an allowance of its own: a tap on the button that a flood is answered with must not be lost in it."""
log = structlog.get_logger(__name__)


class Flood(BaseMiddleware):
    """`clock` tells seconds that never go back; `limits` are those of all processes together."""

    def __init__(
        self,
        allowance: Allowance,
        catalogues: Mapping[str, Texts],
        clock: Callable[[], float],
        limits: Limits,
        meters: Meters,
    ) -> None:
        self.allowance = allowance
        self.limits = limits
        self.meters = meters
        self.help = Allowance(HELP_AT_ONCE, HELP_A_SECOND)
        self.catalogues = catalogues
        self.clock = clock
        self.in_hand: dict[int, int] = {}
        self.refused = 0

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - whatever the handler returns
        user, chat = data.get("event_from_user"), data.get("event_chat")
        place = chat or user
        if place is None or not isinstance(event, Update):
            return await handler(event, data)
        verdict = await self.verdict(place.id, event)
        if verdict is Verdict.PASSED:
            return await self.hold(place.id, handler, event, data)
        self.refused += 1
        self.meters.refused.inc()
        if verdict is Verdict.REFUSED_FIRST:
            log.info("flood", refused_so_far=self.refused)
            if user and (chat is None or chat.type == ChatType.PRIVATE):
                await self.say_once(event, user, data["bot"])
        return None

    async def verdict(self, key: int, update: Update) -> Verdict:
        now = self.clock()
        if wants_help(update) and self.help.take(key, now) is Verdict.PASSED:
            return Verdict.PASSED
        here = self.allowance.take(key, now, self.in_hand.get(key, 0))
        return await self.limits.verdict(key) if here is Verdict.PASSED else here

    async def hold(
        self,
        key: int,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - whatever the handler returns
        self.in_hand[key] = self.in_hand.get(key, 0) + 1
        try:
            return await handler(event, data)
        finally:
            self.in_hand[key] -= 1
            if not self.in_hand[key]:
                del self.in_hand[key]

    async def say_once(self, update: Update, user: User, bot: Bot) -> None:
        """Say that messages were dropped, and show where help is: one of them may have been a cry for it."""
        language, _ = guessed_language(user.language_code)
        t = self.catalogues[language]
        text = t("Too many messages at once: I did not read the last ones. Wait a moment, then write again, please.")
        view = View(messages(text), ((Button(t("Urgent help"), Open(Topic(CRISIS))),),))
        try:
            if update.callback_query:
                await acknowledge(update.callback_query)
            if update.message or update.edited_message or update.callback_query:
                await send(bot, user.id, view)
        except AiogramError as error:
            log.warning("flood not answered", error=type(error).__name__)


def wants_help(update: Update) -> bool:
    query, message = update.callback_query, update.message
    if query:
        return (query.data or "").startswith(HELP_TAP)
    return message is not None and message.text == "/sos"
