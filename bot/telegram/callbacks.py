"""What buttons carry. An address holds no colon, so that it packs; see `bot.domain.address`."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class OpenData(CallbackData, prefix="o"):
    address: str


class SpeakData(CallbackData, prefix="l"):
    language: str
    address: str


class ReadData(CallbackData, prefix="r"):
    language: str
    address: str


class LanguagesData(CallbackData, prefix="g"):
    address: str
