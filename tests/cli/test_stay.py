"""`stay --batch`: what contracts promise, line by line."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

RULE = {"limit": 90, "window": 180, "per_visit": None}
LINE = {"today": "2026-11-21", "trips": [["2026-09-14", "2026-10-02"], ["2026-10-06", None]], "rule": RULE}


def line(**other: Any) -> str:  # noqa: ANN401 - as JSON has it
    return json.dumps(LINE | other)


@pytest.fixture
def count(run: Callable[..., Ran], tmp_path: Path) -> Callable[..., Ran]:
    def run_lines(*lines: str) -> Ran:
        file = tmp_path / "stays.jsonl"
        file.write_text("\n".join(lines), encoding="utf-8")
        return run("stay", "--batch", "stays.jsonl")

    return run_lines


def test_the_example_of_the_contract(count: Callable[..., Ran]) -> None:
    ran = count(line())
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        '{"used": 66, "present": true, "status": "ok", "last_day": "2026-12-15", "days_left": 24, "next_entry": null}\n'
    )


def test_each_line_gets_one_line_and_empty_ones_none(count: Callable[..., Ran]) -> None:
    abroad = line(trips=[["2026-06-01", "2026-08-29"]])
    visit = line(trips=[["2026-11-01", None]], rule=RULE | {"per_visit": 10})
    ran = count(line(), "", abroad, visit, "")
    answers = [json.loads(answer) for answer in ran.out.splitlines()]
    assert [answer["status"] for answer in answers] == ["ok", "abroad", "overstay"]
    assert answers[1] | {"used": 90, "last_day": None, "next_entry": "2026-11-28"} == answers[1]
    assert answers[2] | {"last_day": "2026-11-10", "days_left": 0} == answers[2]


def test_per_visit_may_be_left_out(count: Callable[..., Ran]) -> None:
    assert count(line(rule={"limit": 90, "window": 180})).out == count(line()).out


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (line(trips=[["2026-10-02", "2026-10-01"]]), "a trip ends before it begins"),
        (line(trips=[["2026-10-02", None], ["2026-10-01", None]]), "two trips are open"),
        (line(today="2026-02-30"), "today: "),
        (line(today=20261121), "today: "),
        (line(trips=[["2026-10-02"]]), "trips.0.1: "),
        (line(trips=[["02.10.2026", None]]), "trips.0.0: "),
        (line(rule={"limit": 90}), "a limit needs a window"),
        (line(rule=RULE | {"limit": -1}), "rule.limit: "),
        (line(rule=RULE | {"limit": True}), "rule.limit: "),
        (line(rule=RULE | {"pervisit": 30}), "rule.pervisit: "),
        ('{"today": "2026-11-21"}', "trips: "),
        ("[]", "the line: "),
        ("[" * 100_000, "the line: "),
        ("x", "the line: "),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_printed(count: Callable[..., Ran], bad: str, said: str) -> None:
    assert count(line(), "", bad).complaint.startswith(f"qadam: stays.jsonl:3: {said}")


def test_a_batch_may_come_through_standard_input(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(line()))
    assert json.loads(run("stay", "--batch", "-").out)["used"] == 66


def test_a_file_that_is_not_there_is_told(run: Callable[..., Ran]) -> None:
    assert run("stay", "--batch", "none.jsonl").complaint == "qadam: none.jsonl: cannot be read: FileNotFoundError"


def test_stay_wants_a_file(run: Callable[..., Ran]) -> None:
    assert "--batch" in run("stay").complaint
