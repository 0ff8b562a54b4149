"""Rows of weights, most of which are zero, and their sums. Search and models are made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from array import array


@dataclass(frozen=True, slots=True)
class Rows:
    """Row number `n` holds `values[i]` for the column `columns[i]`, for every i from `starts[n]` up to `starts[n + 1]`.

    `width` is the number of columns. Flat, since an object for each weight would cost far more memory.
    """

    starts: array[int]
    columns: array[int]
    values: array[int] | array[float]
    width: int

    def length(self, row: int) -> int:
        """How many columns of a row are not zero."""
        return self.starts[row + 1] - self.starts[row]


class AddUp(Protocol):
    """Adds up some of the rows, each times its amount; gives the sum of every column."""

    def __call__(self, rows: Sequence[int], amounts: Sequence[float], /) -> list[float]: ...


Adder: TypeAlias = Callable[[Rows], AddUp]
"""Makes a table ready to be added up. Whoever has quicker sums brings them (`bot.library.sums`)."""


def plainly(table: Rows) -> AddUp:
    """Add up with nothing but Python."""
    starts, columns, values = table.starts, table.columns, table.values

    def add_up(rows: Sequence[int], amounts: Sequence[float], /) -> list[float]:
        totals = [0.0] * table.width
        for row, amount in zip(rows, amounts, strict=True):
            start, end = starts[row], starts[row + 1]
            for column, value in zip(columns[start:end], values[start:end], strict=True):
                totals[column] += amount * value
        return totals

    return add_up
