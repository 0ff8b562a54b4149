"""A message that tells when somebody came or left is about their days, in any language and spelling."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.trip import Trips, moves_of

TRIPS = Trips(moves_of(yaml.safe_load(Path("content/words/trip.yaml").read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    "text",
    [
        "въехал 3 октября, когда мне выезжать?",
        "Приехала 14.09, уехала 2.10",
        "я в Казахстане с 1 августа",
        "въехал вчера",
        "живу тут уже 45 дней",
        "3 қазанда келдім",
        "кеше кірдім, қанша күнім бар",
        "14 кыркуйекте келдим",
        "entered on 3 October",
        "I arrived on September 14th and left Oct 2",
        "been here for 40 days",
        "въехал 2026-09-14",
    ],
)
def test_a_move_and_a_date_make_a_trip(text: str) -> None:
    assert TRIPS.told(text)


@pytest.mark.parametrize(
    "text",
    [
        "как получить ИИН",
        "когда въехал, тогда и считать?",
        "3 октября праздник?",
        "паспорт до 14.09",
        "маған ЖСН керек",
        "",
    ],
)
def test_without_either_there_is_none(text: str) -> None:
    assert not TRIPS.told(text)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert TRIPS.told(text) in {True, False}
