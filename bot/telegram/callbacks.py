"""What buttons carry. An address holds no colon, so that it packs; see `bot.domain.address`."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from bot.services.views import Deed  # noqa: TC001 - pydantic reads it


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


class MineData(CallbackData, prefix="p"):
    """Something done with what is kept of the person."""

    deed: Deed


class LanguagesData(CallbackData, prefix="g"):
    address: str
