"""The layout of the picture: every text has its room, every letter its shape, in every language."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from bot.attachments.kinds import Kind
from bot.attachments.layout import laid_out
from bot.attachments.page import Box
from bot.attachments.typeface import Style, font
from bot.attachments.wording import MEANINGS
from tests.attachments.samples import SAMPLES, Sample, samples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.attachments.page import Page, Text
    from bot.i18n.catalogue import Texts

ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
SIGNS = "0123456789.,:;!?%/+-–—…«»“”„‘’()•·№₸\u00a0\u202f "
SMALLEST = 28
OVERHANG = 4
"""Some letters, like J, reach a little to the left of where they stand."""
NO_SUCH_LETTER = "\ue000"


def ink(text: Text) -> Box:
    """Return the box that the letters themselves fill."""
    left, top, right, bottom = font(text.style).getbbox(text.words)
    return Box(text.left + int(left), text.top + int(top), text.left + int(right), text.top + int(bottom))


def apart(one: Box, other: Box) -> bool:
    return one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top


def shape(letter: str, style: Style) -> bytes:
    mask = font(style).getmask(letter)
    return repr(mask.size).encode() + bytes(mask)


def check(page: Page) -> None:
    boxes = [ink(text) for text in page.texts]
    for text, box in zip(page.texts, boxes, strict=True):
        assert page.margin - OVERHANG <= box.left, text
        assert box.right <= page.right, text
        assert 0 <= box.top < box.bottom <= page.height, text
    for one, other in combinations(boxes, 2):
        assert apart(one, other), (one, other)
    for text, box in zip(page.texts, boxes, strict=True):
        assert all(apart(box, cell.box) for cell in page.cells), text


@pytest.mark.parametrize("name", SAMPLES)
def test_no_text_leaves_the_card_or_covers_another_text_or_a_day(name: str, t: Texts) -> None:
    check(laid_out(SAMPLES[name].chart, t))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(samples())
def test_in_any_stay_texts_keep_apart(t: Texts, sample: Sample) -> None:
    check(laid_out(sample.chart, t))


@pytest.mark.parametrize("name", SAMPLES)
def test_no_letter_is_too_small_for_a_phone(name: str, t: Texts) -> None:
    assert all(text.style.size >= SMALLEST for text in laid_out(SAMPLES[name].chart, t).texts)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_has_its_own_shape(language: str, bold: bool) -> None:  # noqa: FBT001 - a parameter of a test
    style = Style(40, bold)
    missing = shape(NO_SUCH_LETTER, style)
    letters = ALPHABETS[language]
    assert [sign for sign in letters + letters.upper() + SIGNS if shape(sign, style) == missing] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_letter_that_is_written_has_a_shape(name: str, t: Texts) -> None:
    written = {(letter, text.style) for text in laid_out(SAMPLES[name].chart, t).texts for letter in text.words}
    assert [letter for letter, style in written if shape(letter, style) == shape(NO_SUCH_LETTER, style)] == []


def test_the_legend_explains_every_kind_that_is_shown_and_no_other(catalogues: Mapping[str, Texts]) -> None:
    t = catalogues["en"]
    for sample in SAMPLES.values():
        page = laid_out(sample.chart, t)
        explained = [cell.kind for cell in page.cells[len(sample.chart.kinds) :]]
        assert set(explained) == set(sample.chart.kinds) - {Kind.EMPTY, Kind.AHEAD}
        assert len(explained) == len(set(explained))


def test_each_kind_has_a_meaning_of_its_own(t: Texts) -> None:
    assert len({t(meaning) for meaning in MEANINGS.values()}) == len(MEANINGS) == len(Kind) - 2


def test_today_and_the_last_day_are_named(catalogues: Mapping[str, Texts]) -> None:
    written = [text.words.replace("\xa0", " ") for text in laid_out(SAMPLES["here"].chart, catalogues["en"]).texts]
    assert {"Today: 26 Nov", "Last day: 15 Dec", "Counted from 31 May", "71 / 90"} <= set(written)


def test_a_last_day_beyond_the_picture_is_named_where_the_picture_ends(catalogues: Mapping[str, Texts]) -> None:
    page = laid_out(SAMPLES["document for years"].chart, catalogues["en"])
    assert "… 31 Jan 2029" in [text.words.replace("\xa0", " ") for text in page.texts]
