"""The random cases of stays are worth comparing: of every kind, and the same again by the same seed."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from benchmarks.stay.cases import SHAPES, Shape, random_cases
from bot.cli.stay import answers
from bot.domain.rules import Regime, Rule
from bot.domain.stay import past_breaches

CASES = list(random_cases(200, 1))


def test_a_seed_gives_the_same_cases_again_and_another_seed_others() -> None:
    assert list(random_cases(200, 1)) == CASES
    assert list(random_cases(200, 2)) != CASES


def test_cases_are_of_every_kind_and_have_every_answer() -> None:
    kinds = Counter(kind for case in CASES for kind in case.kinds())
    assert len(kinds) == 12
    assert min(kinds.values()) >= 5
    assert {case.expected["status"] for case in CASES} == {"ok", "last_day", "overstay", "abroad"}


def test_the_command_answers_the_cases_as_a_count_of_every_day_does() -> None:
    lines = "\n".join(json.dumps(case.line) for case in CASES)
    assert [json.loads(answer) for answer in answers(lines)] == [case.expected for case in CASES]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_ledgers_are_as_lawful_as_their_name_says(shape: Shape) -> None:
    trips, today = shape.ledger(300, date(2023, 2, 1))
    found = past_breaches(trips, Regime((Rule(90, 180, 30),)), today)
    assert bool(found) == (shape.name != "scattered")
