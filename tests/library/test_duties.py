"""Deadlines in words, and the facts and topics behind them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.domain.duties import Duty, DutyKind, Terms, duties
from bot.domain.fact import LANGUAGES
from bot.domain.ledger import Ledger
from bot.domain.rules import Group
from bot.domain.trips import Trip
from bot.library.days_off import is_day_off
from bot.library.duties import FACTS, TITLES, TOPICS, WHEN_LATE, WHO, explained, terms_of, title, topic, who
from bot.library.limits import NEEDED, regime_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library

LONGEST_TITLE = 60
FAR = date(2030, 1, 1)


def test_terms_are_those_of_the_facts(library: Library, today: date) -> None:
    assert terms_of(library.facts, today) == Terms(
        notification=3,
        registration=30,
        registration_start=date(2026, 7, 1),
        move_notification=3,
        move_registration=5,
        tax_days=183,
        tax_months=12,
    )


def test_a_changed_fact_changes_its_term_only(library: Library, today: date) -> None:
    name = "notification.move_term"
    changed = {**library.facts, name: replace(library.facts[name], value=7)}
    assert terms_of(changed, today) == replace(terms_of(library.facts, today), move_notification=7)


@pytest.mark.parametrize("table", [FACTS, TOPICS, TITLES, WHO], ids=["facts", "topics", "titles", "who"])
def test_every_kind_has_its_facts_topic_title_and_sentence(table: Mapping[DutyKind, object]) -> None:
    assert set(table) == set(DutyKind)


def test_facts_behind_a_deadline_are_those_that_the_checker_demands() -> None:
    assert {name for names in FACTS.values() for name in names} <= set(NEEDED)


def test_topics_exist(library: Library) -> None:
    assert {*TOPICS.values(), *WHEN_LATE.values()} <= set(library.graph.nodes)


def test_a_day_that_has_passed_leads_to_what_helps_then() -> None:
    last = Duty(DutyKind.LAST_DAY, date(2026, 11, 23))
    assert topic(last, date(2026, 11, 23)) == "stay.limit"
    assert topic(last, date(2026, 11, 24)) == "stay.overstay"
    assert topic(Duty(DutyKind.CARD, date(2026, 11, 23)), FAR) == "money.bank_card"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DutyKind)
def test_titles_fit_a_line_and_differ(catalogues: Mapping[str, Texts], language: str, kind: DutyKind) -> None:
    t = catalogues[language]
    assert 0 < len(title(kind, t)) <= LONGEST_TITLE
    assert [title(other, t) for other in DutyKind].count(title(kind, t)) == 1


@pytest.mark.parametrize("kind", [kind for kind in DutyKind if FACTS[kind]])
def test_a_sentence_about_a_term_of_law_names_its_unit_and_no_number(
    catalogues: Mapping[str, Texts], library: Library, kind: DutyKind
) -> None:
    said = who(kind, catalogues["en"])
    units = {library.facts[name].unit.value.replace("_", " ") for name in FACTS[kind]} - {"date"}
    assert units
    assert [unit for unit in sorted(units) if unit not in said.lower()] == []
    assert set(re.findall(r"\d+", said)) <= {"1414"}


def test_the_host_is_named_as_the_one_who_informs(catalogues: Mapping[str, Texts]) -> None:
    for kind in (DutyKind.NOTIFICATION, DutyKind.MOVE_NOTIFICATION):
        assert "informs the police, not you" in who(kind, catalogues["en"])


def test_what_nobody_has_seen_in_practice_is_said(catalogues: Mapping[str, Texts]) -> None:
    resting = [kind for kind in DutyKind if kind not in (DutyKind.LAST_DAY, DutyKind.TAX) and FACTS[kind]]
    assert "in one copy only" in who(DutyKind.TAX, catalogues["en"])
    assert [kind for kind in resting if "not seen how it works" not in who(kind, catalogues["en"])] == []


def test_a_request_is_never_said_to_be_enough(catalogues: Mapping[str, Texts]) -> None:
    for kind in (DutyKind.LAST_DAY, DutyKind.VISA, DutyKind.TRP):
        assert "does not by itself stop an overstay" in who(kind, catalogues["en"])


def test_a_day_that_rests_on_plans_says_so(catalogues: Mapping[str, Texts]) -> None:
    t = catalogues["en"]
    plain = Duty(DutyKind.LAST_DAY, FAR)
    assert explained(plain, t) == who(DutyKind.LAST_DAY, t)
    assert explained(replace(plain, planned=True), t).endswith("Counted from a day that you plan.")
    assert explained(replace(plain, shortened=True), t).endswith("because of another trip that you plan.")


@pytest.mark.parametrize(
    ("entry", "last"),
    [
        ((2026, 3, 5), (2026, 3, 11)),
        ((2026, 3, 20), (2026, 3, 30)),
        ((2026, 12, 15), (2026, 12, 21)),
        ((2026, 12, 31), (2027, 1, 8)),
    ],
    ids=["Women's Day", "Nauryz", "Independence Day", "New Year"],
)
def test_the_host_does_not_count_the_holidays(
    library: Library, entry: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    today = date(*entry)
    regime = regime_of(Group.EAEU, library.facts, today)
    found = duties(Ledger(trips=(Trip(today),)), regime, terms_of(library.facts, today), today, is_day_off)
    assert [duty.day for duty in found if duty.kind is DutyKind.NOTIFICATION] == [date(*last)]
