"""A real database, SQLite or PostgreSQL, with its tables and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.storage.engine import create_engine
from bot.storage.schema import upgrade
from tests.keys import VAULT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine


def url_of(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def remains(file: Path) -> bytes:
    """Return every byte of a database and of its log."""
    log = file.with_name(f"{file.name}-wal")
    return file.read_bytes() + (log.read_bytes() if log.exists() else b"")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of an SQLite database that is not there yet, in a folder that is not there yet."""
    return tmp_path / "data" / "qadam.db"


@pytest.fixture
async def empty(url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(url, VAULT)
    yield engine
    await engine.dispose()


@pytest.fixture
async def engine(empty: AsyncEngine) -> AsyncEngine:
    await upgrade(empty)
    return empty
