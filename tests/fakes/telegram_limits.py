"""What Telegram refuses, in Telegram's own words."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram_html import BadMarkup, Entity, parse_html, url_fault, utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = 4096
CAPTION = 1024
CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER = 200
BUTTONS = 100
BUTTONS_IN_ROW = 8
COMMANDS = 100
COMMAND = 32
COMMAND_DESCRIPTION = 256
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
BLOCKED = "Forbidden: bot was blocked by the user"
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
ENTITY_TYPES = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic",
    "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
    "text_link", "text_mention", "custom_emoji", "date_time",
})  # fmt: skip
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
BUTTON_KINDS = frozenset({
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text", "callback_game",
    "pay", "disabled",
})  # fmt: skip


class Refused(Exception):  # noqa: N818 - an answer, not an error
    """An answer with ok = false."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(f"{status} {description}")
        self.status, self.description, self.parameters = status, description, parameters


def bad_request(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


def too_many_requests(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def message_text(arguments: dict[str, Any], too_long: str = "message is too long") -> tuple[str, list[Entity]]:
    """Text and entities as people will see them, or a refusal."""
    source = arguments.get("text") or ""
    if not source:
        raise bad_request("message text is empty")
    text, entities = _formatted(source, arguments.get("entities"), arguments.get("parse_mode"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT:
        raise bad_request(too_long)
    return text, entities


def caption(arguments: dict[str, Any]) -> tuple[str, list[Entity]]:
    """Like message_text, but may be empty and must be shorter."""
    source = arguments.get("caption") or ""
    text, entities = _formatted(source, arguments.get("caption_entities"), arguments.get("parse_mode"))
    if utf16_length(text) > CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def _formatted(source: str, given: list[Entity] | None, parse_mode: str | None) -> tuple[str, list[Entity]]:
    if not parse_mode:
        return _trimmed(source, _checked_entities(source, given or []))
    if parse_mode.lower() in {"markdown", "markdownv2"}:
        raise Refused(501, "Not Implemented: this double parses HTML only")
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    try:
        return _trimmed(*parse_html(source))
    except BadMarkup as fault:
        raise bad_request(f"can't parse entities: {fault}") from fault


def _checked_entities(text: str, given: list[Entity]) -> list[Entity]:
    for entity in given:
        _check_entity_body(entity)
        _check_entity_place(text, entity["offset"], entity["length"])
    clean = [{key: value for key, value in entity.items() if value is not None} for entity in given]
    clean = [entity for entity in clean if entity["length"] > 0]
    return sorted(clean, key=lambda entity: (entity["offset"], -entity["length"]))


def _check_entity_body(entity: Entity) -> None:
    if entity.get("type") not in ENTITY_TYPES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    for name in {"text_link": ["url"], "text_mention": ["user"]}.get(entity["type"], []):
        if entity.get(name) is None:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    if entity["type"] == "text_link" and (fault := url_fault(entity["url"])):
        raise bad_request(f"entity URL '{entity['url']}' is invalid: {fault}")


def _check_entity_place(text: str, offset: int, length: int) -> None:
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    end, total, begins = offset + length, utf16_length(text), f"entity beginning at UTF-16 offset {offset}"
    if length and offset > total:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if inside := _byte_inside_symbol(text, offset):
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {inside}")
    if length and end > total:
        raise bad_request(f"{begins} ends after the end of the text at UTF-16 offset {end}")
    if inside := _byte_inside_symbol(text, end):
        raise bad_request(f"{begins} ends in a middle of a UTF-16 symbol at byte offset {inside}")


def _byte_inside_symbol(text: str, offset: int) -> int | None:
    """The byte after the symbol whose surrogate pair this offset would cut; None if it cuts none."""
    halves = text.encode("utf-16-le", "surrogatepass")[2 * offset - 2 : 2 * offset + 2] if offset else b""
    if len(halves) < 4 or not (0xD8 <= halves[1] < 0xDC <= halves[3] < 0xE0):
        return None
    until = text.encode("utf-16-le", "surrogatepass")[: 2 * offset + 2]
    return len(until.decode("utf-16-le", "surrogatepass").encode("utf-8", "surrogatepass"))


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram drops spaces at both ends, on the left only as far as the first entity."""
    text = text.rstrip()
    room = min((entity["offset"] for entity in entities), default=len(text))
    cut = min(len(text) - len(text.lstrip()), room)
    text, kept = text[cut:], []
    for entity in entities:
        offset = entity["offset"] - cut
        length = min(entity["length"], utf16_length(text) - offset)
        if length > 0:
            kept.append({**entity, "offset": offset, "length": length})
    return text, kept


def check_markup(markup: object) -> None:
    """Inline keyboards in full, reply keyboards for empty labels."""
    if markup is None:
        return
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    for button in _buttons(rows):
        _check_button(button)
    # Telegram shows eight in a row and silently cuts what is beyond its own bounds; a test must hear of it.
    if sum(map(len, rows)) > BUTTONS or any(len(row) > BUTTONS_IN_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for button in _buttons(markup.get("keyboard", [])):
        if not (button if isinstance(button, str) else button.get("text")):
            raise bad_request("keyboard button text must be non-empty")


def _buttons(rows: list[list[Any]]) -> Iterator[Any]:
    for row in rows:
        yield from row


def _check_button(button: dict[str, Any]) -> None:
    if button.get("text") is None:
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():  # Telegram drops such a button without a word; the bot still has a bug
        raise bad_request("inline keyboard button text must be non-empty")
    kinds = {kind for kind in BUTTON_KINDS & button.keys() if button[kind] not in (None, "", False)}
    if not kinds:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(button.get("callback_data", "").encode()) > CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in kinds and (fault := url_fault(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: {fault}")


def check_commands(commands: object) -> None:
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: Expected an Array of BotCommand")
    for command in commands:
        name, description = (
            command.get("command", "").removeprefix("/"),
            command.get("description", "").strip(),
        )
        if not name:
            raise bad_request("command must be non-empty")
        if len(name) > COMMAND:
            raise bad_request(f"command length must not exceed {COMMAND}")
        if not re.fullmatch(r"[a-z0-9_]+", name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not description:
            raise bad_request("command description must be non-empty")
        if len(description) > COMMAND_DESCRIPTION:
            raise bad_request(f"command description length must not exceed {COMMAND_DESCRIPTION}")
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")


@dataclass(slots=True)
class RateLimits:
    """Messages a second for everybody and for one chat; groups also have a minute's ration."""

    overall: int = 30
    chat: int = 1
    group_minute: int = 20
    _sent: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, chat_id: int, now: float) -> int:
        """Seconds to wait; 0 takes a place for this message."""
        rations = [("all", self.overall, 1.0), (f"chat {chat_id}", self.chat, 1.0)]
        if chat_id < 0:
            rations.append((f"group {chat_id}", self.group_minute, 60.0))
        for key, size, window in rations:
            times = self._sent[key]
            while times and times[0] <= now - window:
                times.popleft()
            if len(times) >= size:
                return max(1, round(times[0] + window - now))
        for key, _, _ in rations:
            self._sent[key].append(now)
        return 0
