"""The text below the picture says what the picture shows, and fits below it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from bot.attachments.timeline import alternative
from bot.attachments.wording import period, short, stamp
from tests.attachments.samples import HERE, SAMPLES, Sample, samples
from tests.domain.visits import trip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.i18n.catalogue import Texts

MAX_UNITS = 900


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_it_names_the_count_the_window_the_last_day_and_each_visit(catalogues: Mapping[str, Texts]) -> None:
    text = alternative(*HERE.case, catalogues["en"]).replace("\xa0", " ")
    assert text.splitlines()[:3] == [
        "19 days left",
        "Last lawful day: 15 December 2026",
        "71 / 90 days in Kazakhstan, in 180 days: 31 May – 26 Nov 2026",
    ]
    assert "• 6 Oct – 26 Nov 2026: 52 days\n• 14 Sep – 2 Oct 2026: 19 days" in text


def test_it_names_the_same_days_as_the_picture(t: Texts) -> None:
    for name in ("planned trip too long", "permit for a part", "overstay", "document"):
        shown, text = SAMPLES[name].chart, alternative(*SAMPLES[name].case, t)
        assert shown.last_day
        assert stamp(shown.last_day, t) in text
        for span in (*shown.visits, *shown.over, *shown.covers, *(planned.span for planned in shown.planned)):
            assert period(span, t.language) in text


def test_abroad_it_names_the_next_entry(t: Texts) -> None:
    sample = SAMPLES["abroad, entry later"]
    assert sample.stay.next_entry
    assert stamp(sample.stay.next_entry, t) in alternative(*sample.case, t)


def test_of_many_visits_the_newest_are_named_and_the_others_counted(catalogues: Mapping[str, Texts]) -> None:
    text = alternative(*SAMPLES["200 trips in a window"].case, catalogues["en"]).replace("\xa0", " ")
    named = [line for line in text.splitlines() if line.endswith(": 1 day")]
    assert "• 26 Nov 2026: 1 day" in named
    assert f"and {200 - len(named)} earlier visits" in text


def test_a_planned_trip_without_an_end_is_named_by_its_beginning(t: Texts) -> None:
    sample = Sample((trip("2026-12-20"),))
    assert short(date(2026, 12, 20), t.language) in alternative(*sample.case, t)


@pytest.mark.parametrize("name", SAMPLES)
def test_it_fits_below_a_picture(name: str, t: Texts) -> None:
    assert 0 < units(alternative(*SAMPLES[name].case, t)) <= MAX_UNITS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(samples())
def test_any_stay_fits_below_a_picture(t: Texts, sample: Sample) -> None:
    assert 0 < units(alternative(*sample.case, t)) <= MAX_UNITS
