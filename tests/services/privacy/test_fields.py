"""The privacy page says exactly what the schema holds, in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.fact import LANGUAGES
from bot.domain.retention import Retention
from bot.services.privacy.fields import fields, life, page, table_in_markdown
from bot.settings import ROOT
from bot.storage.tables import PERSONAL, WHOSE, metadata

if TYPE_CHECKING:
    from sqlalchemy import Column

    from bot.entry.knowledge import Knowledge

TWELVE = Retention(12)
COLUMNS = [column for table in metadata.tables.values() for column in table.columns]
FORBIDDEN = ("text", "message", "name", "username", "phone", "title", "photo", "location")


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_says_for_what_it_is_kept(column: Column[Any]) -> None:
    assert column.comment


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_no_column_is_made_for_messages_names_or_phones(column: Column[Any]) -> None:
    assert not set(column.name.split("_")) & set(FORBIDDEN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_lists_every_field_and_every_life_in_the_words_of_the_language(
    knowledge: Knowledge, language: str
) -> None:
    t = knowledge.catalogues[language]
    shown = page(TWELVE, t)
    for table in PERSONAL:
        assert life(table, TWELVE, t) in shown
        for field in fields(table, t):
            sealed = f"{field.purpose} ({t('encrypted')})"
            assert f"• {sealed if field.sealed else field.purpose}" in shown, (table.name, field.name)
    listed = [line for line in shown.splitlines() if line.startswith("• ")]
    assert len(listed) == 1 + sum(len(table.c) - 1 for table in PERSONAL)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_purpose_and_life_is_translated(knowledge: Knowledge, language: str) -> None:
    t = knowledge.catalogues[language]
    for table in PERSONAL:
        assert t(table.info["life"]) != table.info["life"]
        assert t(table.info["title"]) != table.info["title"]
        for column in table.columns:
            assert t(str(column.comment)) != column.comment
    assert t(WHOSE) != WHOSE


def test_the_settings_change_what_the_page_says(knowledge: Knowledge) -> None:
    t = knowledge.catalogues["en"]
    assert "silent for 12 months" in page(TWELVE, t)
    assert "silent for 7 months" in page(Retention(7), t)


def test_dates_words_and_numbers_of_chats_are_sealed() -> None:
    sealed = {f"{c.table.name}.{c.name}" for table in PERSONAL for c in table.columns if c.info.get("sealed")}
    assert sealed == {"people.address", "dialogue.input", "ledgers.dates", "wishes.wishes", "reminders.mark"}


def test_the_document_holds_the_table_that_the_program_prints(knowledge: Knowledge) -> None:
    document = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert table_in_markdown(TWELVE, knowledge.catalogues["en"]) in document, "python -m bot db fields prints it"
