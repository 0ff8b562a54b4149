"""Catalogues: loaded without a compiled file, plural where the language is, refused with one line when broken."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.entry.knowledge import LOCALES
from bot.i18n.catalogue import CatalogueError, load_catalogues, po_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.i18n.catalogue import Texts

DAYS = ("{n} day", "{n} days")


def spaced(text: str) -> str:
    """Spaces that do not break are a matter of taste of the translators."""
    return text.replace("\xa0", " ")


def spoil(locales: Path, language: str, old: str, new: str) -> Path:
    path = po_path(locales, language)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def refusal(locales: Path) -> str:
    with pytest.raises(CatalogueError) as refused:
        load_catalogues(locales)
    said = str(refused.value)
    assert "\n" not in said
    return said


def test_each_language_speaks_for_itself(catalogues: Mapping[str, Texts]) -> None:
    assert {language: t("Back") for language, t in catalogues.items()} == {"ru": "Назад", "kk": "Артқа", "en": "Back"}


def test_values_are_put_into_the_text(catalogues: Mapping[str, Texts]) -> None:
    assert catalogues["ru"]("Compared with public texts: {date}", date="вчера").endswith("вчера")


def test_braces_of_a_text_without_values_are_left_alone(catalogues: Mapping[str, Texts]) -> None:
    assert catalogues["en"]("a {brace}") == "a {brace}"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0 дней"),
        (1, "1 день"),
        (2, "2 дня"),
        (5, "5 дней"),
        (11, "11 дней"),
        (12, "12 дней"),
        (21, "21 день"),
        (22, "22 дня"),
        (111, "111 дней"),
        (1.5, "1.5 дня"),
    ],
)
def test_russian_counts_days_in_three_forms(catalogues: Mapping[str, Texts], number: float, written: str) -> None:
    assert spaced(catalogues["ru"].n(*DAYS, number)) == written


@pytest.mark.parametrize(("number", "written"), [(1, "1 дня"), (2, "2 дней"), (5, "5 дней"), (21, "21 дня")])
def test_russian_has_a_genitive_of_its_own(catalogues: Mapping[str, Texts], number: int, written: str) -> None:
    assert spaced(catalogues["ru"].np("genitive", *DAYS, number)) == written


@pytest.mark.parametrize("number", [1, 2, 5, 11, 21, 1.5])
def test_kazakh_counts_with_the_singular(catalogues: Mapping[str, Texts], number: float) -> None:
    assert spaced(catalogues["kk"].n(*DAYS, number)) == f"{number} күн"
    assert spaced(catalogues["kk"].np("genitive", *DAYS, number)) == f"{number} күн"


@pytest.mark.parametrize(("number", "written"), [(1, "1 day"), (2, "2 days"), (21, "21 days"), (1.5, "1.5 days")])
def test_english_has_one_and_many(catalogues: Mapping[str, Texts], number: float, written: str) -> None:
    assert spaced(catalogues["en"].n(*DAYS, number)) == written
    assert spaced(catalogues["en"].np("genitive", *DAYS, number)) == written


def test_a_number_may_be_shown_otherwise_than_it_is_counted(catalogues: Mapping[str, Texts]) -> None:
    assert spaced(catalogues["ru"].n(*DAYS, 2, n="два")) == "два дня"


def test_a_missing_catalogue_is_named(locales: Path) -> None:
    path = po_path(locales, "kk")
    path.unlink()
    assert refusal(locales) == f"{path}: there is no such catalogue"


def test_an_untranslated_text_is_named_and_counted(locales: Path) -> None:
    path = spoil(locales, "kk", 'msgstr "Артқа"', 'msgstr ""')
    assert refusal(locales) == f"{path}: 1 untranslated, first: 'Back'"


def test_a_text_that_only_seems_translated_is_refused(locales: Path) -> None:
    path = spoil(locales, "ru", 'msgid "Back"', '#, fuzzy\nmsgid "Back"')
    assert refusal(locales) == f"{path}: 1 untranslated, first: 'Back'"


def test_a_text_that_is_not_there_at_all_is_refused(locales: Path) -> None:
    path = spoil(locales, "ru", 'msgid "Back"', 'msgid "Bock"')
    assert refusal(locales) == f"{path}: 1 untranslated, first: 'Back'"


def test_a_missing_plural_form_is_refused(locales: Path) -> None:
    path = po_path(locales, "ru")
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index('msgid "{n} day"')
    form = next(number for number in range(at, len(lines)) if lines[number].startswith("msgstr[1]"))
    lines[form] = 'msgstr[1] ""'
    path.write_text("\n".join(lines), encoding="utf-8")
    assert refusal(locales) == f"{path}: 1 untranslated, first: '{{n}} day'"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgid "Back"', 'message "Back"'),
        ("msgstr[1]", "msgstr[one]"),
        ("nplurals=3;", "nplurals=three;"),
        ("charset=utf-8", "charset=klingon"),
    ],
)
def test_a_broken_catalogue_is_named(locales: Path, old: str, new: str) -> None:
    path = spoil(locales, "ru", old, new)
    assert refusal(locales).startswith(f"{path}: cannot be read: ")


def test_a_catalogue_that_is_not_text_is_named(locales: Path) -> None:
    path = po_path(locales, "en")
    path.write_bytes(b'msgid "\xff\xfe\x00"\nmsgstr "\xff"\n')
    assert refusal(locales).startswith(f"{path}: cannot be read: ")


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(LOCALES, tmp_path_factory.mktemp("spoilt") / "locales")


PIECES = ("msgid", "msgstr", "msgid_plural", "msgctxt", "msgstr[", "]", '"', "\n", "#~ ", "#, fuzzy", "\\", "0", " ")


@settings(deadline=None, max_examples=50)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12).map("".join))
def test_junk_in_a_catalogue_is_refused_with_one_line_or_left_aside(spoilt: Path, junk: str) -> None:
    path = po_path(spoilt, "kk")
    whole = po_path(LOCALES, "kk").read_text(encoding="utf-8")
    path.write_text(whole + junk, encoding="utf-8", errors="replace")
    try:
        said = load_catalogues(spoilt)["kk"]("Back")
    except CatalogueError as refused:
        said = str(refused)
    assert said
    assert "\n" not in said
