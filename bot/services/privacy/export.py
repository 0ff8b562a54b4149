"""One readable file of all that is held of a person: first in words, then every stored field as it is."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.i18n.formats import stamp
from bot.services.privacy.fields import fields, life, title
from bot.services.remind.screens import city, quiet_words
from bot.services.remind.words import clock
from bot.services.stay.papers import labelled
from bot.services.stay.words import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Table

    from bot.domain.retention import Retention
    from bot.services.stay.scene import Scene

RULE = "-" * 40


def text(scene: Scene, zone: str, rows: Sequence[tuple[Table, list[dict[str, Any]]]], retention: Retention) -> str:
    """Write the file. `zone` is the time zone by whose clock the person is reminded."""
    t = scene.t
    head = t("All that is kept about you: {date}", date=stamp(scene.today, t.language))
    parts = [head, "\n".join(in_words(scene, zone)), RULE, t("Every stored field, as it is:")]
    for table, found in rows:
        parts += ("\n".join(field_by_field(table, row, scene, retention)) for row in found)
    return "\n\n".join(part for part in parts if part) + "\n"


def in_words(scene: Scene, zone: str) -> Iterator[str]:
    t, ledger, wishes = scene.t, scene.ledger, scene.wishes
    if ledger.group:
        yield t("Passport: {group}", group=t(GROUPS[ledger.group]))
    yield from (t("Trip: {days}", days=scene.span(trip)) for trip in ledger.trips)
    yield from (labelled(scene, paper) for paper in ledger.papers)
    if ledger.moved_on:
        yield t("Last move to another address: {date}", date=stamp(ledger.moved_on, t.language))
    yield t("Reminders are on.") if wishes.on else t("Reminders of deadlines are off.")
    yield t("Hour: {hour} ({city})", hour=clock(wishes.hour), city=city(zone, t.language))
    yield quiet_words(wishes.quiet, scene)
    yield t("Notices say nothing until you tap them.") if wishes.discreet else t("Notices show their text at once.")
    yield from (f"{stamp(own.day, t.language)}: {own.words}" for own in wishes.own)


def field_by_field(table: Table, row: dict[str, Any], scene: Scene, retention: Retention) -> Iterator[str]:
    t = scene.t
    yield f"{title(table, t)} ({table.name}): {life(table, retention, t)}"
    for field in fields(table, t):
        yield f"  {table.name}.{field.name} – {field.purpose}: {plain(row[field.name])}"


def plain(value: object) -> str:
    """Write a value as text that a person or a program can read; JSON stays JSON."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
