"""The catalogues of all languages, as the picture needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.entry.knowledge import LOCALES
from bot.i18n.catalogue import load_catalogues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.i18n.catalogue import Texts


@pytest.fixture(scope="session")
def catalogues() -> Mapping[str, Texts]:
    return load_catalogues(LOCALES)


@pytest.fixture(params=("ru", "kk", "en"))
def t(request: pytest.FixtureRequest, catalogues: Mapping[str, Texts]) -> Texts:
    return catalogues[request.param]
