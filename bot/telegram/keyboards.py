"""Views as Telegram's inline keyboards and entities."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.services.views import Button, ChooseLanguage, Forget, Mine, Open, Read, Speak, Tap
from bot.telegram.callbacks import ForgetData, LanguagesData, MineData, OpenData, ReadData, SpeakData, StayData

if TYPE_CHECKING:
    from bot.library.render import Rendered
    from bot.services.views import Row


PUBLIC = (Open, Speak, Read, ChooseLanguage)
"""What such buttons do is the same for everybody; others may name a person's days, and are made anew each time."""
KEPT = 2048


def keyboard(rows: tuple[Row, ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[key(button) for button in row] for row in rows])


def key(button: Button) -> InlineKeyboardButton:
    return public_key(button) if isinstance(button.does, PUBLIC) else new_key(button)


def new_key(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=button.label, callback_data=packed(button))


@lru_cache(KEPT)
def public_key(button: Button) -> InlineKeyboardButton:
    """The same button again: a menu has eighteen, and each would be checked anew."""
    return new_key(button)


def packed(button: Button) -> str:  # noqa: PLR0911 - one line a kind of button
    match button.does:
        case Open(address):
            return OpenData(address=str(address)).pack()
        case Speak(language, address):
            return SpeakData(language=language, address=str(address)).pack()
        case Read(language, address):
            return ReadData(language=language, address=str(address)).pack()
        case Tap(address):
            return StayData(address=str(address)).pack()
        case Forget():
            return ForgetData().pack()
        case Mine(deed):
            return MineData(deed=deed).pack()
        case ChooseLanguage(address):
            return LanguagesData(address=str(address)).pack()
        case _:
            assert_never(button.does)


def entities(message: Rendered) -> list[MessageEntity]:
    return [
        MessageEntity(type=e.type, offset=e.offset, length=e.length, url=e.url)
        if e.url
        else style(e.type, e.offset, e.length)
        for e in message.entities
    ]


@lru_cache(KEPT)
def style(kind: str, offset: int, length: int) -> MessageEntity:
    """The same style again: where it stands says nothing of anybody. A link might, so none is kept."""
    return MessageEntity(type=kind, offset=offset, length=length)
