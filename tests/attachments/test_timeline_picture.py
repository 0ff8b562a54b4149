"""The drawn picture: its pixels say what the days are, and the file is small and always the same."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image, ImageColor

from bot.attachments.kinds import Kind
from bot.attachments.layout import laid_out
from bot.attachments.palette import CARD, LOOKS, TEXT, YELLOW
from bot.attachments.timeline import picture
from tests.attachments.samples import HERE, SAMPLES, Sample, samples
from tests.domain.visits import d

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.attachments.page import Box
    from bot.i18n.catalogue import Texts

MAX_BYTES = 150 * 1024
TELEGRAM = {"light": "#ffffff", "dark": "#17212b"}


def drawn(sample: Sample, t: Texts) -> Image.Image:
    return Image.open(BytesIO(picture(*sample.case, t))).convert("RGB")


def box_of(sample: Sample, t: Texts, day: date) -> Box:
    return laid_out(sample.chart, t).cells[day.toordinal() - sample.chart.shown.start].box


def cell(sample: Sample, t: Texts, day: str) -> Image.Image:
    return drawn(sample, t).crop(box_of(sample, t, d(day)))


def lightness(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((lightness(one), lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_day_here_a_day_away_and_a_day_ahead_have_their_colours(catalogues: Mapping[str, Texts]) -> None:
    t = catalogues["en"]
    middle = {day: cell(HERE, t, day).getpixel((4, 20)) for day in ("2026-09-13", "2026-09-14", "2026-12-01")}
    expected = [ImageColor.getrgb(LOOKS[kind].ground) for kind in (Kind.EMPTY, Kind.HERE, Kind.LAWFUL)]
    assert list(middle.values()) == expected


def test_days_beyond_the_limit_have_a_colour_and_a_cross(catalogues: Mapping[str, Texts]) -> None:
    over = cell(SAMPLES["overstay"], catalogues["en"], "2026-11-20")
    look = LOOKS[Kind.OVER]
    width, height = over.size
    assert over.getpixel((width // 2, 4)) == ImageColor.getrgb(look.ground)
    assert over.getpixel((width // 2, height // 2)) == ImageColor.getrgb(look.ink)


def test_no_two_kinds_of_day_look_alike_without_colours(catalogues: Mapping[str, Texts]) -> None:
    t = catalogues["en"]
    found: dict[Kind, bytes] = {}
    for sample in SAMPLES.values():
        page = laid_out(sample.chart, t)
        image = drawn(sample, t).convert("L")
        found |= {
            cell.kind: image.crop(cell.box).point(lambda value: value // 24 * 24).tobytes()
            for cell in page.cells[len(sample.chart.kinds) :]
        }
    assert len(found) == len(Kind) - 2
    for one, other in combinations(found.values(), 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) > len(one) // 20


def test_today_and_the_last_day_are_framed(catalogues: Mapping[str, Texts]) -> None:
    t = catalogues["en"]
    image = drawn(HERE, t)
    for day, colour in (("2026-11-26", TEXT), ("2026-12-15", YELLOW)):
        box = box_of(HERE, t, d(day))
        assert image.getpixel(((box.left + box.right) // 2, box.top - 2)) == ImageColor.getrgb(colour)


def test_the_card_stands_out_from_both_themes_of_telegram_and_glares_on_neither() -> None:
    assert all(1.5 < contrast(CARD, theme) < 10 for theme in TELEGRAM.values())


@pytest.mark.parametrize("colour", ["TEXT", "QUIET", "YELLOW"])
def test_text_is_easy_to_read_on_the_card(colour: str) -> None:
    from bot.attachments import palette

    assert contrast(getattr(palette, colour), CARD) > 5.5


def test_the_warning_colour_is_readable_in_large_letters() -> None:
    from bot.attachments.palette import ORANGE

    assert contrast(ORANGE, CARD) > 4


@pytest.mark.parametrize("name", SAMPLES)
def test_the_file_is_small_enough_for_a_slow_line(name: str, t: Texts) -> None:
    file = picture(*SAMPLES[name].case, t)
    with Image.open(BytesIO(file)) as image:
        assert (image.format, image.width) == ("PNG", 1080)
        assert image.height < 2 * image.width
    assert len(file) < MAX_BYTES


def test_the_same_stay_gives_the_same_bytes(t: Texts) -> None:
    assert picture(*HERE.case, t) == picture(*HERE.case, t)


def test_the_order_of_trips_does_not_matter(t: Texts) -> None:
    turned = Sample(HERE.trips[::-1])
    assert picture(*turned.case, t) == picture(*HERE.case, t)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(samples())
def test_any_stay_can_be_drawn(t: Texts, sample: Sample) -> None:
    assert picture(*sample.case, t).startswith(b"\x89PNG")
