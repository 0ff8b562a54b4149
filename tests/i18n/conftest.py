"""The real catalogues, and a copy of them that a test may spoil."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.entry.knowledge import LOCALES
from bot.i18n.catalogue import load_catalogues

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.i18n.catalogue import Texts


@pytest.fixture(scope="session")
def catalogues() -> Mapping[str, Texts]:
    return load_catalogues(LOCALES)


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    return shutil.copytree(LOCALES, tmp_path / "locales")
