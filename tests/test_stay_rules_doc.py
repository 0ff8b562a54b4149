"""`docs/stay-rules.md` says what the calculator does: its rules are the facts, its examples are executed."""

from __future__ import annotations

import ast
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.domain.deadlines import after_working_days, day_number
from bot.domain.fact import Unit
from bot.domain.rules import Cover, Group
from bot.domain.stay import assess, latest_exit, past_breaches
from bot.domain.trips import Trip, TripError
from bot.library.days_off import is_day_off
from bot.library.limits import NEEDED, regime_of
from bot.library.load import load
from bot.settings import ROOT
from tests.domain.stay_oracle import Oracle, days

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.fact import Fact
    from bot.domain.rules import Regime
    from bot.library.reading import Library

    Row = dict[str, str]

EXECUTED = ("used", "status", "last day", "days left", "next entry", "why", "leave by")


@cache
def text() -> str:
    return (ROOT / "docs" / "stay-rules.md").read_text(encoding="utf-8")


def table(*columns: str) -> list[Row]:
    """Read the rows of the table with these first columns."""
    lines = iter(text().splitlines())
    heading = next(line for line in lines if line.startswith(f"| {' | '.join(columns)} |"))
    next(lines)
    names = cells(heading)
    rows: list[Row] = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(names, cells(line), strict=True)))
    return rows


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def spans(cell: str) -> list[tuple[date, date | None]]:
    """Read `entry/exit, entry/`."""
    pairs = [span.split("/") for span in cell.split(", ") if span not in {"-", "none"}]
    return [(date.fromisoformat(start), date.fromisoformat(end) if end else None) for start, end in pairs]


def covers(cell: str) -> list[Cover]:
    return [Cover(start, end) for start, end in spans(cell) if end]


def written(*values: object) -> dict[str, str]:
    return dict(zip(EXECUTED, ("-" if value is None else str(value) for value in values), strict=True))


RULES = table("what it sets", "fact")
EXAMPLES = table("example", "today", "trips")
DEADLINES = table("example", "event")
REFUSED = table("trips", "refused as")
EDGES = table("edge case")


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT / "content")


@pytest.fixture
def facts(library: Library) -> Mapping[str, Fact]:
    return library.facts


@pytest.fixture
def regime(row: Row, facts: Mapping[str, Fact]) -> Regime:
    return regime_of(Group(row["group"]), facts, date.fromisoformat(row["today"]), covers(row["papers"]))


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["fact"])
def test_the_rules_shown_are_the_facts(row: Row, facts: Mapping[str, Fact]) -> None:
    (name,) = named(row["fact"])
    fact = facts[name]
    value = str(fact.value) if fact.unit is Unit.DATE else f"{fact.value} {fact.unit}"
    assert (row["value"], row["sure"], tuple(named(row["sources"]))) == (value, fact.confidence.value, fact.sources)


def test_every_fact_that_the_calculator_reads_is_shown_and_every_group() -> None:
    shown = {name for row in RULES for name in named(row["fact"])}
    assert set(NEEDED) <= shown
    assert [Group(*named(row["group"])) for row in table("group", "who")] == list(Group)
    assert {row["group"] for row in EXAMPLES} == set(Group)


def test_every_fact_and_topic_that_the_page_names_exists(library: Library) -> None:
    names = [name for name in named(text()) if re.fullmatch(r"[a-z_0-9]+(\.[a-z_0-9]+)+", name)]
    assert len(names) > len(RULES)
    assert [name for name in names if name not in {*library.facts, *library.graph.nodes}] == []


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_each_worked_example_comes_out_as_shown(row: Row, regime: Regime) -> None:
    trips, today = [Trip(*span) for span in spans(row["trips"])], date.fromisoformat(row["today"])
    stay = assess(trips, regime, today)
    found = written(
        stay.used,
        stay.status,
        stay.last_day,
        stay.days_left,
        stay.next_entry,
        stay.binding,
        latest_exit(trips, regime, today),
    )
    assert found == {name: row[name] for name in EXECUTED}


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_each_worked_example_agrees_with_a_count_of_every_day(row: Row, regime: Regime) -> None:
    visits, today = spans(row["trips"]), date.fromisoformat(row["today"])
    oracle = Oracle(visits, regime, today)
    told = oracle.assess()
    found = written(
        told.used,
        told.status,
        told.last_day,
        told.days_left,
        told.next_entry,
        told.binding,
        oracle.latest_exit(),
    )
    assert found == {name: row[name] for name in EXECUTED}
    runs = past_breaches([Trip(*span) for span in visits], regime, today)
    assert {(day, run.binding) for run in runs for day in days(run.start, run.end)} == oracle.unlawful()


def test_there_are_many_examples_and_each_has_a_name_of_its_own() -> None:
    assert len({row["example"] for row in EXAMPLES}) == len(EXAMPLES) >= 30
    assert len({row["example"] for row in DEADLINES}) == len(DEADLINES) >= 15


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["refused as"])
def test_what_cannot_be_is_refused(row: Row, facts: Mapping[str, Fact], today: date) -> None:
    regime = regime_of(Group.EAEU, facts, today)
    with pytest.raises(TripError) as caught:
        assess([Trip(*span) for span in spans(row["trips"])], regime, today)
    assert caught.value.fault == row["refused as"]


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row["example"])
def test_each_deadline_falls_on_the_day_shown(row: Row, facts: Mapping[str, Fact]) -> None:
    event = date.fromisoformat(row["event"])
    fact = facts[named(row["fact"])[0]]
    count = int(fact.number(event)[0])
    working = fact.unit is Unit.WORKING_DAYS
    last = after_working_days(event, count, is_day_off) if working else day_number(event, count)
    assert last.isoformat() == row["last day"]


def test_every_test_that_holds_an_edge_case_exists() -> None:
    known = {
        node.name
        for path in (ROOT / "tests" / "domain").glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    held = {row["edge case"]: named(row["held by"]) for row in EDGES}
    assert len(held) == len(EDGES)
    assert [case for case, names in held.items() if not names or not known.issuperset(names)] == []


def test_every_file_that_the_page_names_exists() -> None:
    files = re.findall(r"(?:bot|benchmarks|content|tests)/[\w./]*\w", text())
    assert files
    assert [file for file in files if not (ROOT / file).exists()] == []
