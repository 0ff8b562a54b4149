"""The shape of content: values that cannot be written out for a reader do not come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.library.load import load, read
from tests.library.planting import dumped, fact, source

if TYPE_CHECKING:
    from tests.library.planting import Content


@pytest.mark.parametrize(
    ("unit", "value", "fits"),
    [
        ("days", 3, True),
        ("days", 0.5, True),
        ("days", 0, True),
        ("days", "3", False),
        ("days", True, False),
        ("days", -1, False),
        ("days", float("inf"), False),
        ("days", float("nan"), False),
        ("days", 10**400, False),
        ("days", [3], False),
        ("date", fact()["reviewed_on"], True),
        ("date", "2026-01-01", False),
        ("date", 2026, False),
        ("phone", "+7 727 000 00 00", True),
        ("phone", "112", True),
        ("phone", 112, False),
        ("phone", "call us", False),
        ("link", "https://egov.kz/a", True),
        ("link", "http://egov.kz", False),
        ("link", "https://egov.kz/a b", False),
        ("link", "https://egov.kz/(a)", False),
        ("parsecs", 3, False),
    ],
)
def test_a_value_fits_its_unit(small: Content, unit: str, value: object, *, fits: bool) -> None:
    small.facts("zz", {"zz.fact": fact(unit=unit, value=value, label="words")})
    codes = {finding.code for finding in read(small.folder).findings}
    assert codes == (set() if fits else {"bad-value"})


@pytest.mark.parametrize(
    "spoilt",
    [
        {"unit": "link", "value": "https://egov.kz"},
        {"value": None},
        {"by_year": {2026: 1}},
        {"value": None, "by_year": {2026: 1}, "unit": "phone"},
        {"value": None, "by_year": {2026: 1}, "unit": "date"},
        {"value": None, "by_year": {2026: 1}, "unit": "link", "label": "words"},
        {"value": None, "by_year": {2026: True}},
        {"value": None, "by_year": {"soon": 1}},
    ],
    ids=dumped,
)
def test_a_fact_that_is_not_whole_is_refused(small: Content, spoilt: dict[str, object]) -> None:
    small.facts("zz", {"zz.fact": fact(**spoilt)})
    assert {finding.code for finding in read(small.folder).findings} == {"bad-value"}


def test_a_fact_may_change_by_the_year(small: Content) -> None:
    small.facts("zz", {"zz.fact": fact(value=None, by_year={2025: 1, 2026: 1.5})})
    assert load(small.folder).facts["zz.fact"].by_year == {2025: 1, 2026: 1.5}


def test_our_own_program_is_a_source_without_an_address(small: Content) -> None:
    small.facts("zz", {}, {"zz": {key: said for key, said in source(kind="own").items() if key != "url"}})
    assert load(small.folder).sources["zz"].url is None
