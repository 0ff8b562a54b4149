"""What many tests need: the real content and catalogues, read once, and a day that does not move."""

from __future__ import annotations

import asyncio
import os
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings as hypothesis_settings

from bot.entry.knowledge import Knowledge, load_knowledge
from bot.settings import Settings
from bot.storage.engine import create_engine
from bot.storage.schema import upgrade
from tests.keys import KEY, VAULT
from tests.postgres import SERVER, WITHOUT, database, emptied

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a database of our own, which tests fill and empty."""
    if not SERVER:
        pytest.skip(WITHOUT)
    with database() as url:
        yield url


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for a database on both engines; what asks for its file as well, on SQLite alone."""
    if "url" in metafunc.fixturenames:
        engines = ["sqlite"] if "file" in metafunc.fixturenames else ["sqlite", "postgresql"]
        metafunc.parametrize("url", engines, indirect=True)


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on one engine after the other. Its folder is not there yet."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'data' / 'qadam.db'}"
    address: str = request.getfixturevalue("postgres")
    asyncio.run(emptied(address))
    return address


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    """A database of that address, up to date and empty."""
    made = create_engine(url, VAULT)
    await upgrade(made)
    yield made
    await made.dispose()
