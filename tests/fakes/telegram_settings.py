"""Methods about the bot itself: who it is, its menu, its webhook."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.fakes import telegram_limits as limits
from tests.fakes.telegram_limits import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram_calls import Call
    from tests.fakes.telegram_chat import Telegram
    from tests.fakes.telegram_updates import Json

PROFILE = {"name": 64, "description": 512, "short_description": 120}
GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_me(telegram: Telegram, call: Call) -> Json:
    return {**telegram.bot, "can_join_groups": True, "can_read_all_group_messages": False}


def yes(telegram: Telegram, call: Call) -> bool:
    return True


def get_chat(telegram: Telegram, call: Call) -> Json:
    chat = telegram.chat(call.arguments.get("chat_id"))
    return {**chat.body, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}


def set_my_commands(telegram: Telegram, call: Call) -> bool:
    limits.check_commands(call.arguments.get("commands"))
    telegram.commands[_audience(call)] = call.arguments["commands"]
    return True


def get_my_commands(telegram: Telegram, call: Call) -> list[Json]:
    return telegram.commands.get(_audience(call), [])


def delete_my_commands(telegram: Telegram, call: Call) -> bool:
    telegram.commands.pop(_audience(call), None)
    return True


def _audience(call: Call) -> tuple[str, str]:
    scope = call.arguments.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), call.arguments.get("language_code", "")


def set_text(name: str) -> Callable[[Telegram, Call], bool]:
    def handler(telegram: Telegram, call: Call) -> bool:
        value = call.arguments.get(name, "")
        if len(value) > PROFILE[name]:  # the limit is documented, Telegram's wording is our guess
            raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
        telegram.texts[name, call.arguments.get("language_code", "")] = value
        return True

    return handler


def get_text(name: str) -> Callable[[Telegram, Call], Json]:
    def handler(telegram: Telegram, call: Call) -> Json:
        language = call.arguments.get("language_code", "")
        return {name: telegram.texts.get((name, language)) or telegram.texts.get((name, ""), "")}

    return handler


def set_chat_menu_button(telegram: Telegram, call: Call) -> bool:
    if (chat_id := call.arguments.get("chat_id")) is not None:
        telegram.chat(chat_id)
    telegram.menu_buttons[chat_id] = call.arguments.get("menu_button") or {"type": "default"}
    return True


def get_chat_menu_button(telegram: Telegram, call: Call) -> Json:
    buttons = telegram.menu_buttons
    return buttons.get(call.arguments.get("chat_id")) or buttons.get(None, {"type": "default"})


def set_webhook(telegram: Telegram, call: Call) -> bool:
    if not re.match(r"https://|http://127\.0\.0\.1[:/]", call.arguments.get("url", "")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", call.arguments.get("secret_token", "")):
        raise bad_request("secret token contains unallowed characters")
    telegram.webhook = {"url": "", **call.arguments}
    if (allowed := call.arguments.get("allowed_updates")) is not None:
        telegram.updates.allowed = frozenset(allowed) or None
    if call.arguments.get("drop_pending_updates"):
        telegram.updates.drop()
    return True


def delete_webhook(telegram: Telegram, call: Call) -> bool:
    telegram.webhook = {"url": ""}
    if call.arguments.get("drop_pending_updates"):
        telegram.updates.drop()
    return True


def get_webhook_info(telegram: Telegram, call: Call) -> Json:
    return {
        "url": telegram.webhook["url"],
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates.pending),
    }
