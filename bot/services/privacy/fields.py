"""Every stored field with its purpose and its life, read from the schema itself and from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.retention import DELETABLE_FOR
from bot.i18n.catalogue import N_
from bot.library.render import bold
from bot.storage.tables import PERSONAL, WHOSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table

    from bot.domain.retention import Retention
    from bot.i18n.catalogue import Texts

NEVER = N_(
    "Not stored anywhere, not in the log either: the text of your questions, your name, your username, your phone "
    "number."
)
IN_MEMORY = N_(
    "Only in the memory of the running program: the numbers of the messages in this chat, for {hours} hours, so that "
    "“Clear the screen” can delete them; and when you last wrote, to stop floods."
)


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, for what it is kept, and whether only the key opens it."""

    name: str
    purpose: str
    sealed: bool


def fields(table: Table, t: Texts) -> Iterator[Field]:
    for column in table.columns:
        assert column.comment, "a test holds every column to a purpose"
        yield Field(column.name, t(column.comment), bool(column.info.get("sealed")))


def title(table: Table, t: Texts) -> str:
    name: str = table.info["title"]
    return t(name)


def life(table: Table, retention: Retention, t: Texts) -> str:
    kept: str = table.info["life"]
    return t(kept, **retention.words())


def page(retention: Retention, t: Texts) -> str:
    """Write all that is stored of a person, as Markdown."""
    parts = [bold(t("Everything that is stored about you, field by field")), f"• {t(WHOSE)}"]
    for table in PERSONAL:
        lines = [f"{bold(title(table, t))}: {life(table, retention, t)}"]
        lines += [f"• {field.purpose}{lock(field, t)}" for field in fields(table, t) if field.name != "person"]
        parts.append("\n".join(lines))
    return "\n\n".join((*parts, t(IN_MEMORY, hours=DELETABLE_FOR // timedelta(hours=1)), t(NEVER)))


def lock(field: Field, t: Texts) -> str:
    return " ({})".format(t("encrypted")) if field.sealed else ""


def table_in_markdown(retention: Retention, t: Texts) -> str:
    """Write the same as a table for the documentation."""
    lines = ["| table.column | purpose | sealed | kept |", "| --- | --- | --- | --- |"]
    lines += [
        f"| `{table.name}.{field.name}` | {field.purpose} | {'yes' if field.sealed else ''} "
        f"| {life(table, retention, t)} |"
        for table in PERSONAL
        for field in fields(table, t)
    ]
    return "\n".join(lines)
