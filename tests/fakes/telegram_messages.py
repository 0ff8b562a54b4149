"""Methods about messages: sending, editing, deleting, answering a pressed button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes import telegram_limits as limits
from tests.fakes.telegram_html import utf16_length
from tests.fakes.telegram_limits import bad_request

if TYPE_CHECKING:
    from tests.fakes.telegram_calls import Call, Upload
    from tests.fakes.telegram_chat import Chat, Telegram
    from tests.fakes.telegram_updates import Json


def send_message(telegram: Telegram, call: Call) -> Json:
    text, entities = limits.message_text(call.arguments)
    return _send(telegram, call, {"text": text, "entities": entities or None})


def send_photo(telegram: Telegram, call: Call) -> Json:
    file_id, upload = _file(telegram, call, "photo")
    size = {"file_id": file_id, "file_unique_id": f"u{file_id}", "width": 640, "height": 480}
    return _send(telegram, call, {"photo": [{**size, "file_size": len(upload.data)}], **_caption(call)})


def send_document(telegram: Telegram, call: Call) -> Json:
    file_id, upload = _file(telegram, call, "document")
    document = {
        "file_id": file_id,
        "file_unique_id": f"u{file_id}",
        "file_name": upload.filename,
        "mime_type": upload.content_type,
        "file_size": len(upload.data),
    }
    return _send(telegram, call, {"document": document, **_caption(call)})


def _send(telegram: Telegram, call: Call, content: Json) -> Json:
    markup = call.arguments.get("reply_markup")
    limits.check_markup(markup)
    chat = telegram.writable(call.arguments.get("chat_id"))
    if reply := call.arguments.get("reply_parameters"):
        content["reply_to_message"] = _replied(chat, reply)
    content["reply_markup"] = _inline(markup)
    if markup and "keyboard" in markup:
        labels = [
            [button if isinstance(button, str) else button["text"] for button in row] for row in markup["keyboard"]
        ]
        chat.keyboard = labels
    if markup and markup.get("remove_keyboard"):
        chat.keyboard = []
    present = {name: value for name, value in content.items() if value is not None}
    return telegram.show(chat, telegram.bot, present)


def _replied(chat: Chat, reply: Json) -> Json | None:
    if "message_id" not in reply:
        raise bad_request('can\'t find field "message_id"')
    message = chat.messages.get(reply["message_id"])
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    if message is None:
        return None
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def _inline(markup: Json | None) -> Json | None:
    """Only inline keyboards stay with the message; an empty one is none."""
    if not markup or not any(markup.get("inline_keyboard", [])):
        return None
    rows = [
        [{name: value for name, value in button.items() if value is not None} for button in row]
        for row in markup["inline_keyboard"]
    ]
    return {"inline_keyboard": rows}


def _caption(call: Call) -> Json:
    text, entities = limits.caption(call.arguments)
    return {"caption": text or None, "caption_entities": entities or None}


def _file(telegram: Telegram, call: Call, name: str) -> tuple[str, Upload]:
    given = call.arguments.get(name)
    key = given.removeprefix("attach://") if given else name
    if key in call.files:
        return telegram.keep_file(call.files[key]), call.files[key]
    if not given:
        raise bad_request(f"there is no {name} in the request")
    if given in telegram.files:
        return given, telegram.files[given]
    raise bad_request("wrong file identifier/HTTP URL specified")


def edit_message_text(telegram: Telegram, call: Call) -> Json:
    # An edit is refused by another part of Telegram than a new message, hence the other words.
    text, entities = limits.message_text(call.arguments, too_long="MESSAGE_TOO_LONG")
    return _edit(telegram, call, {"text": text, "entities": entities or None})


def edit_message_caption(telegram: Telegram, call: Call) -> Json:
    return _edit(telegram, call, _caption(call))


def edit_message_reply_markup(telegram: Telegram, call: Call) -> Json:
    return _edit(telegram, call, {})


def _edit(telegram: Telegram, call: Call, content: Json) -> Json:
    markup = call.arguments.get("reply_markup")
    limits.check_markup(markup)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    chat = telegram.chat(call.arguments.get("chat_id"))
    message = telegram.own_message(chat, call.arguments.get("message_id"))
    if "text" in content and "text" not in message:
        raise bad_request("there is no text in the message to edit")
    if "caption" in content and "text" in message:
        raise bad_request("there is no caption in the message to edit")
    return telegram.change(chat, message, {**content, "reply_markup": _inline(markup)})


def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    if utf16_length(call.arguments.get("text") or "") > limits.CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    telegram.answer_query(call.arguments.get("callback_query_id"), call.arguments)
    return True


def delete_message(telegram: Telegram, call: Call) -> bool:
    chat = telegram.chat(call.arguments.get("chat_id"))
    if not telegram.delete(chat, call.arguments.get("message_id", 0)):
        raise bad_request("message to delete not found")
    return True


def delete_messages(telegram: Telegram, call: Call) -> bool:
    chat, ids = telegram.chat(call.arguments.get("chat_id")), call.arguments.get("message_ids") or []
    if not 1 <= len(ids) <= 100:
        raise bad_request("from 1 to 100 message identifiers must be specified")
    for message_id in ids:  # the unknown ones are skipped, as Telegram does
        telegram.delete(chat, message_id)
    return True


def send_chat_action(telegram: Telegram, call: Call) -> bool:
    if (action := call.arguments.get("action")) not in limits.ACTIONS:
        raise bad_request("wrong parameter action in request")
    telegram.writable(call.arguments.get("chat_id")).actions.append(action)
    return True
