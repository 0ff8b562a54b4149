"""The smallest content and a copy of the real one, both to be spoilt."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.settings import ROOT
from tests.library.planting import Content, small_content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library


@pytest.fixture(scope="session")
def catalogues(knowledge: Knowledge) -> Mapping[str, Texts]:
    return knowledge.catalogues


@pytest.fixture(scope="session")
def library(knowledge: Knowledge) -> Library:
    """The real content."""
    return knowledge.screens.library


@pytest.fixture
def small(tmp_path: Path) -> Content:
    return small_content(tmp_path / "content")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A copy of the real content. One for a module: copying and checking it takes longer than a test should."""
    return Content(shutil.copytree(ROOT / "content", tmp_path_factory.mktemp("real") / "content"))
