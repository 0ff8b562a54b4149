"""The Bot API methods the bot may call, each with the arguments Telegram knows for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes import telegram_messages as messages
from tests.fakes import telegram_settings as settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.telegram_calls import Call
    from tests.fakes.telegram_chat import Telegram

SEND = (
    "chat_id business_connection_id message_thread_id direct_messages_topic_id parse_mode "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup ephemeral_message_parameters "
)
EDIT = "business_connection_id chat_id message_id inline_message_id reply_markup "
CAPTION = "caption caption_entities show_caption_above_media "
ARGUMENTS = {
    "getMe": "", "logOut": "", "close": "", "getWebhookInfo": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "sendMessage": SEND + "text entities link_preview_options",
    "sendPhoto": SEND + CAPTION + "photo has_spoiler",
    "sendDocument": SEND + CAPTION + "document thumbnail disable_content_type_detection",
    "editMessageText": EDIT + "text parse_mode entities link_preview_options",
    "editMessageCaption": EDIT + CAPTION + "parse_mode",
    "editMessageReplyMarkup": EDIT,
    "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
    "deleteMessage": "chat_id message_id",
    "deleteMessages": "chat_id message_ids",
    "sendChatAction": "chat_id action business_connection_id message_thread_id",
    "getChat": "chat_id",
    "setMyCommands": "commands scope language_code",
    "getMyCommands": "scope language_code", "deleteMyCommands": "scope language_code",
    "setMyName": "name language_code", "getMyName": "language_code",
    "setMyDescription": "description language_code", "getMyDescription": "language_code",
    "setMyShortDescription": "short_description language_code", "getMyShortDescription": "language_code",
    "setChatMenuButton": "chat_id menu_button", "getChatMenuButton": "chat_id",
    "setWebhook": "url certificate ip_address max_connections allowed_updates drop_pending_updates "
    "secret_token",
    "deleteWebhook": "drop_pending_updates",
}  # fmt: skip
KNOWN = {method: frozenset(names.split()) for method, names in ARGUMENTS.items()}
SPELLING = {method.lower(): method for method in ARGUMENTS}
HANDLERS: dict[str, Callable[[Telegram, Call], object]] = {
    "getMe": settings.get_me,
    "logOut": settings.yes,
    "close": settings.yes,
    "sendMessage": messages.send_message,
    "sendPhoto": messages.send_photo,
    "sendDocument": messages.send_document,
    "editMessageText": messages.edit_message_text,
    "editMessageCaption": messages.edit_message_caption,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "answerCallbackQuery": messages.answer_callback_query,
    "deleteMessage": messages.delete_message,
    "deleteMessages": messages.delete_messages,
    "sendChatAction": messages.send_chat_action,
    "getChat": settings.get_chat,
    "setMyCommands": settings.set_my_commands,
    "getMyCommands": settings.get_my_commands,
    "deleteMyCommands": settings.delete_my_commands,
    "setChatMenuButton": settings.set_chat_menu_button,
    "getChatMenuButton": settings.get_chat_menu_button,
    "setWebhook": settings.set_webhook,
    "deleteWebhook": settings.delete_webhook,
    "getWebhookInfo": settings.get_webhook_info,
    "setMyName": settings.set_text("name"),
    "getMyName": settings.get_text("name"),
    "setMyDescription": settings.set_text("description"),
    "getMyDescription": settings.get_text("description"),
    "setMyShortDescription": settings.set_text("short_description"),
    "getMyShortDescription": settings.get_text("short_description"),
}


def perform(telegram: Telegram, call: Call) -> object:
    """The result of a call, or Refused."""
    return HANDLERS[call.method](telegram, call)
