"""Sums of rows by numpy: the same numbers as in plain Python, in a small part of the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.rows import AddUp, Rows


def quickly(table: Rows) -> AddUp:
    """Make a table ready; its arrays are looked into, not copied."""
    starts, columns, values = (np.asarray(part) for part in (table.starts, table.columns, table.values))

    def add_up(rows: Sequence[int], amounts: Sequence[float], /) -> list[float]:
        chosen = np.asarray(rows, dtype=np.intp)
        begins, ends = starts[chosen].astype(np.intp), starts[chosen + 1].astype(np.intp)
        sizes = ends - begins
        after = np.cumsum(sizes)
        # Where each weight of the chosen rows stands, one row after the other.
        places = np.arange(after[-1] if len(after) else 0) + np.repeat(begins - after + sizes, sizes)
        parts = values[places] * np.repeat(np.asarray(amounts, dtype=np.float64), sizes)
        totals: list[float] = np.bincount(columns[places], parts, table.width).tolist()
        return totals

    return add_up
