"""Facts as they are written: every unit, every form, three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fact import LANGUAGES, Confidence, Fact, Unit
from bot.entry.knowledge import LOCALES
from bot.i18n.catalogue import load_catalogues
from bot.i18n.formats import day, number, phrase, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.i18n.catalogue import Texts

TODAY = date(2026, 11, 22)
THREE = Fact("x", Unit.DAYS, Confidence.OFFICIAL, TODAY, TODAY, value=3)
MCI = replace(THREE, id="mci", unit=Unit.TENGE, value=None, by_year={2025: 3932, 2026: 4325})
FINE = replace(THREE, unit=Unit.MCI, value=10)
LINK = replace(THREE, unit=Unit.LINK, value="https://egov.kz", label="egov.kz")
PHONE = replace(THREE, unit=Unit.PHONE, value="+7 727 000 00 00")
START = replace(THREE, unit=Unit.DATE, value=date(2026, 7, 1))
NUMBERS = tuple(unit for unit in Unit if unit not in (Unit.LINK, Unit.PHONE, Unit.DATE))
CATALOGUES = load_catalogues(LOCALES)


def written(fact: Fact, form: str = "", on: date = TODAY, mci: Fact | None = MCI) -> dict[str, str]:
    """Write a fact in all languages. Which spaces do not break is a matter of taste of the translators."""
    return {
        language: phrase(fact, form, CATALOGUES[language], on, mci).replace("\xa0", " ").replace("\u202f", " ")
        for language in LANGUAGES
    }


def in_three(ru: str, kk: str, en: str) -> dict[str, str]:
    return {"ru": ru, "kk": kk, "en": en}


@pytest.mark.parametrize(
    ("unit", "ru", "kk", "en"),
    [
        (Unit.WORKING_DAYS, "3 рабочих дня", "3 жұмыс күні", "3 working days"),
        (Unit.CALENDAR_DAYS, "3 календарных дня", "3 күнтізбелік күн", "3 calendar days"),
        (Unit.DAYS, "3 дня", "3 күн", "3 days"),
        (Unit.HOURS, "3 часа", "3 сағат", "3 hours"),
        (Unit.MINUTES, "3 минуты", "3 минут", "3 minutes"),
        (Unit.MONTHS, "3 месяца", "3 ай", "3 months"),
        (Unit.YEARS, "3 года", "3 жыл", "3 years"),
        (Unit.PERCENT, "3 %", "3%", "3%"),
        (Unit.TENGE, "3 ₸", "3 ₸", "3 tenge"),
        (Unit.USD, "3 доллара США", "3 АҚШ доллары", "3 US dollars"),
        (Unit.NUMBER, "3", "3", "3"),
        (Unit.MCI, "3 МРП (12 975 ₸ в 2026 году)", "3 АЕК (2026 жылы 12 975 ₸)", "3 MCI (12,975 tenge in 2026)"),
    ],
)
def test_a_value_stands_with_its_unit(unit: Unit, ru: str, kk: str, en: str) -> None:
    assert written(replace(THREE, unit=unit)) == in_three(ru, kk, en)


@pytest.mark.parametrize(
    ("unit", "russian"),
    [
        (Unit.WORKING_DAYS, "3 рабочих дней"),
        (Unit.CALENDAR_DAYS, "3 календарных дней"),
        (Unit.DAYS, "3 дней"),
        (Unit.HOURS, "3 часов"),
        (Unit.MINUTES, "3 минут"),
        (Unit.MONTHS, "3 месяцев"),
        (Unit.YEARS, "3 лет"),
        (Unit.USD, "3 долларов США"),
    ],
)
def test_the_genitive_is_russian_and_other_languages_keep_their_one_form(unit: Unit, russian: str) -> None:
    fact = replace(THREE, unit=unit)
    assert written(fact, "gen") == written(fact) | {"ru": russian}


@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.TENGE, Unit.NUMBER, Unit.MCI])
def test_the_genitive_of_what_has_none_is_the_value_itself(unit: Unit) -> None:
    fact = replace(THREE, unit=unit)
    assert written(fact, "gen") == written(fact)


@pytest.mark.parametrize("unit", NUMBERS)
def test_the_number_of_any_unit_can_stand_alone(unit: Unit) -> None:
    assert written(replace(THREE, unit=unit, value=12345), "n") == in_three("12 345", "12 345", "12,345")


def test_a_fraction_is_written_with_the_mark_of_the_language() -> None:
    assert written(replace(THREE, unit=Unit.MONTHS, value=1.5)) == in_three("1,5 месяца", "1,5 ай", "1.5 months")


def test_a_whole_number_is_whole_however_it_was_typed() -> None:
    assert written(replace(THREE, value=21.0)) == in_three("21 день", "21 күн", "21 days")


@pytest.mark.parametrize(
    ("on", "worth", "year"),
    [(date(2025, 12, 31), "39,320", 2025), (date(2026, 1, 1), "43,250", 2026), (date(2027, 1, 1), "43,250", 2026)],
)
def test_a_fine_in_mci_says_what_it_is_worth_and_in_which_year(on: date, worth: str, year: int) -> None:
    assert written(FINE, on=on)["en"] == f"10 MCI ({worth} tenge in {year})"
    assert written(FINE, "tenge", on)["en"] == f"{worth} tenge"


def test_a_part_of_an_mci_is_worth_its_part() -> None:
    assert written(replace(FINE, value=0.2))["en"] == "0.2 MCI (865 tenge in 2026)"


def test_an_index_that_is_not_kept_by_the_year_is_of_the_year_asked_about() -> None:
    assert written(FINE, mci=replace(MCI, value=5000, by_year={}))["en"] == "10 MCI (50,000 tenge in 2026)"


def test_without_the_index_the_number_stands_alone() -> None:
    assert written(FINE, mci=None) == in_three("10", "10", "10")


def test_a_yearly_sum_says_of_which_year_it_is() -> None:
    assert written(MCI) == in_three("4 325 ₸ в 2026 году", "2026 жылы 4 325 ₸", "4,325 tenge in 2026")
    assert written(MCI, "n") == in_three("4 325", "4 325", "4,325")


def test_a_day_stands_in_a_sentence_as_people_write_it() -> None:
    assert written(START) == in_three("1 июля 2026 года", "2026 жылғы 1 шілде", "1 July 2026")


def test_a_day_after_a_label_is_a_stamp() -> None:
    stamps = {language: stamp(TODAY, language) for language in LANGUAGES}
    assert stamps == in_three("22 ноября 2026 года", "2026 ж. 22 қараша", "22 November 2026")


def test_a_phone_stays_as_it_is() -> None:
    assert written(PHONE) == dict.fromkeys(LANGUAGES, "+7 727 000 00 00")


def test_a_link_has_words_and_its_address_may_stand_alone() -> None:
    assert written(LINK) == dict.fromkeys(LANGUAGES, "[egov.kz](https://egov.kz)")
    assert written(LINK, "url") == dict.fromkeys(LANGUAGES, "https://egov.kz")
    assert written(replace(LINK, label=None))["en"] == "[https://egov.kz](https://egov.kz)"


@pytest.mark.parametrize(
    ("fact", "form"),
    [
        *((fact, form) for fact in (PHONE, START) for form in ("n", "gen", "url", "tenge", "other")),
        *((LINK, form) for form in ("n", "gen", "tenge", "other")),
        *((replace(THREE, unit=unit), form) for unit in NUMBERS for form in ("url", "other")),
        *((replace(THREE, unit=unit), "tenge") for unit in NUMBERS if unit is not Unit.MCI),
    ],
)
def test_a_form_that_a_unit_does_not_have_is_refused(fact: Fact, form: str, catalogues: Mapping[str, Texts]) -> None:
    with pytest.raises(ValueError, match=form):
        phrase(fact, form, catalogues["ru"], TODAY, MCI)


@given(st.dates(), st.sampled_from(LANGUAGES))
def test_every_day_names_its_year_and_its_day_of_the_month(value: date, language: str) -> None:
    for shown in (day(value, language), stamp(value, language)):
        assert str(value.year) in shown
        assert str(value.day) in shown


@given(st.integers(0, 10**12), st.sampled_from(LANGUAGES))
def test_every_whole_number_keeps_its_digits(value: int, language: str) -> None:
    assert "".join(filter(str.isdigit, number(value, language))) == str(value)


@given(
    st.sampled_from(NUMBERS), st.one_of(st.integers(0, 10**12), st.floats(0, 1e12)), st.sampled_from(["", "gen", "n"])
)
def test_every_number_can_be_written_in_every_unit(unit: Unit, value: float, form: str) -> None:
    assert all(any(map(str.isdigit, text)) for text in written(replace(THREE, unit=unit, value=value), form).values())
