"""What the bot knows before it meets anybody: texts, content, the router. Needs neither a database nor Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import load_catalogues
from bot.library.load import load
from bot.library.router import build_router
from bot.services.answers import Answers
from bot.services.screens import Screens
from bot.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from bot.i18n.catalogue import Texts
    from bot.settings import Settings

LOCALES = ROOT / "locales"


@dataclass(frozen=True, slots=True)
class Knowledge:
    catalogues: Mapping[str, Texts]
    screens: Screens
    answers: Answers
    today: Callable[[], date]


def load_knowledge(settings: Settings) -> Knowledge:
    """Read catalogues and content. Raises `CatalogueError` or `ContentError` if either cannot be used."""
    catalogues = load_catalogues(LOCALES)
    library = load(settings.content_dir)
    screens = Screens(library, catalogues)
    return Knowledge(catalogues, screens, Answers(build_router(library), screens), today_in(settings.timezone))


def today_in(zone: str) -> Callable[[], date]:
    """Return the one clock of the process: what day it is now in a time zone."""
    place = ZoneInfo(zone)
    return lambda: datetime.now(place).date()
