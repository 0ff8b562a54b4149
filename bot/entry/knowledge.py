"""What the bot knows before it meets anybody: texts, content, the router. Needs neither a database nor Telegram."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import load_catalogues
from bot.library.learned import FOLDER
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
log = logging.getLogger(__name__)


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
    router = build_router(library, settings.content_dir / FOLDER, forget)
    return Knowledge(catalogues, screens, Answers(router, screens), today_in(settings.timezone))


def forget(reason: str) -> None:
    """Say that something learned is left aside: the bot works on, and asks back more often."""
    log.warning("what was learned is not used: %s", reason)


def today_in(zone: str) -> Callable[[], date]:
    """Return the one clock of the process: what day it is now in a time zone."""
    place = ZoneInfo(zone)
    return lambda: datetime.now(place).date()
