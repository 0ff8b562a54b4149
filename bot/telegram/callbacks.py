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


class StayData(CallbackData, prefix="d"):
    """A screen of the person's own days, or something done there; see `bot.domain.stay_address`."""

    address: str


class ForgetData(CallbackData, prefix="f"):
    """Erase everything: asked and confirmed."""


class LanguagesData(CallbackData, prefix="g"):
    address: str
