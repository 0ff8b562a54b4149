"""One call of a Bot API method as it came over the wire."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp.web_request import FileField

from tests.fakes.telegram_limits import bad_request

if TYPE_CHECKING:
    from aiohttp import web

STRUCTURES = {
    "reply_markup": "reply keyboard markup", "entities": "entities", "caption_entities": "caption entities",
    "link_preview_options": "link preview options", "reply_parameters": "reply parameters",
    "commands": "commands", "scope": "BotCommandScope", "menu_button": "menu button",
    "message_ids": "message identifiers", "allowed_updates": "allowed updates",
}  # fmt: skip
NUMBERS = frozenset({
    "offset", "limit", "timeout", "message_id", "message_thread_id", "cache_time", "max_connections",
})  # fmt: skip
FLAGS = frozenset({
    "show_alert", "disable_notification", "protect_content", "drop_pending_updates",
    "allow_sending_without_reply", "disable_web_page_preview", "has_spoiler", "show_caption_above_media",
    "disable_content_type_detection", "allow_paid_broadcast",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    filename: str
    content_type: str
    data: bytes


@dataclass(slots=True, eq=False)
class Call:
    """What the bot asked for and what became of it."""

    method: str
    arguments: dict[str, Any]
    at: float
    """time.monotonic() of arrival."""
    files: dict[str, Upload] = field(default_factory=dict)
    unexpected: frozenset[str] = frozenset()
    fault: str | None = None
    """Kind of the scripted fault that met this call."""
    done: bool = False
    """Whether the method took effect, whatever the bot was told."""
    over: bool = False
    status: int | None = None
    """HTTP status of the answer; None while there is none, or if the connection was cut."""
    description: str | None = None
    result: Any = None

    @property
    def chat_id(self) -> int | None:
        chat_id = self.arguments.get("chat_id")
        return chat_id if isinstance(chat_id, int) else None


async def read_arguments(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Query string, JSON, form and multipart alike, values as the server would understand them."""
    raw: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        raw |= await _json_body(request)
    else:
        for name, value in (await request.post()).items():
            if isinstance(value, FileField):
                with value.file as opened:
                    files[name] = Upload(value.filename, value.content_type, opened.read())
            else:
                raw[name] = value
    return {name: understood(name, value) for name, value in raw.items()}, files


async def _json_body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json() if request.can_read_body else {}
    except json.JSONDecodeError as fault:
        raise bad_request("can't parse JSON object") from fault
    if not isinstance(body, dict):
        raise bad_request("object expected")
    return body


def understood(name: str, value: object) -> object:
    """A form sends every value as a string; the name tells what is inside."""
    if not isinstance(value, str):
        return value
    if name in STRUCTURES:
        try:
            return json.loads(value)
        except json.JSONDecodeError as fault:
            raise bad_request(f"can't parse {STRUCTURES[name]} JSON object") from fault
    if name in FLAGS:
        return value.lower() in {"true", "1", "yes"}
    if name in NUMBERS or name == "chat_id":
        return int(value) if value.removeprefix("-").isdigit() else value
    return value
