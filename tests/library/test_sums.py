"""Quick sums are the plain ones, to the last bit: no decision depends on who adds up."""

from __future__ import annotations

from array import array
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rows import Rows, plainly
from bot.library.sums import quickly

WIDTH = 7
VALUES = {"h": st.integers(-32768, 32767), "f": st.floats(-10, 10, width=32)}


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    kind = draw(st.sampled_from(sorted(VALUES)))
    rows = draw(st.lists(st.dictionaries(st.integers(0, WIDTH - 1), VALUES[kind], max_size=WIDTH), min_size=1))
    starts = array("L", accumulate(map(len, rows), initial=0))
    columns = array(draw(st.sampled_from("BH")), [column for row in rows for column in row])
    return Rows(starts, columns, array(kind, [value for row in rows for value in row.values()]), WIDTH)


@given(tables(), st.data())
def test_both_ways_to_add_up_agree(table: Rows, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(table.starts) - 2)))
    amounts = data.draw(st.lists(st.floats(-100, 100), min_size=len(chosen), max_size=len(chosen)))
    assert quickly(table)(chosen, amounts) == plainly(table)(chosen, amounts)


def test_no_row_adds_up_to_nothing_in_every_column() -> None:
    table = Rows(array("L", [0, 1]), array("B", [0]), array("h", [5]), WIDTH)
    assert quickly(table)([], []) == plainly(table)([], []) == [0.0] * WIDTH
    assert table.length(0) == 1


def test_a_table_without_rows_can_be_asked_for_nothing() -> None:
    table = Rows(array("L", [0]), array("H"), array("f"), 0)
    assert quickly(table)([], []) == plainly(table)([], []) == []
