"""Views as Telegram's inline keyboards and entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.services.views import Button, ChooseLanguage, Forget, Mine, Open, Read, Speak, Tap
from bot.telegram.callbacks import ForgetData, LanguagesData, MineData, OpenData, ReadData, SpeakData, StayData

if TYPE_CHECKING:
    from bot.library.render import Rendered
    from bot.services.views import Row


def keyboard(rows: tuple[Row, ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    keys = [[InlineKeyboardButton(text=b.label, callback_data=packed(b)) for b in row] for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=keys)


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
    return [MessageEntity(type=e.type, offset=e.offset, length=e.length, url=e.url) for e in message.entities]
