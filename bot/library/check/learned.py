"""The router has learned the questions as they stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.i18n.catalogue import N_
from bot.library.learned import FOLDER, LearnedError, read_topics
from bot.library.router import corpus_of

if TYPE_CHECKING:
    from bot.library.reading import Reading


def check(reading: Reading) -> None:
    folder = reading.folder / FOLDER
    if not folder.is_dir():
        return
    try:
        read_topics(folder, corpus_of(reading.library()))
    except LearnedError:
        message = N_(
            "the bot has not learned the questions as they stand now and will ask back more often: whoever keeps it "
            "runs make teach"
        )
        reading.warn(folder, 1, "not-learned", message)
