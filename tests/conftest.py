"""What many tests need: the real content and catalogues, read once, and a day that does not move."""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings as hypothesis_settings

from bot.entry.knowledge import Knowledge, load_knowledge
from bot.settings import Settings
from tests.keys import KEY

os.environ["DATA_KEY"] = KEY  # no test makes a key file in anybody's home, but those of key files
# A busy machine is no fault of the code.
hypothesis_settings.register_profile("qadam", deadline=None)
hypothesis_settings.load_profile("qadam")

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Almaty"))


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real content, as of a fixed day, and the router as it is without extras."""
    read = load_knowledge(Settings(_env_file=None, semantic=False))
    return Knowledge(read.catalogues, read.screens, read.answers, lambda: TODAY, lambda: NOW)
