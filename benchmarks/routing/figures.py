"""Figures: shares with confidence intervals, percentiles, how well scores separate, how honest probabilities are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Z = 1.96


def share(hits: Sequence[bool]) -> str:
    """A share in per cent with its 95 % interval (Wilson)."""
    n = len(hits)
    if not n:
        return "-"
    p = sum(hits) / n
    middle, half = (p + Z * Z / (2 * n)), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    low, high = ((middle + sign * half) / (1 + Z * Z / n) * 100 for sign in (-1, 1))
    return f"{p * 100:.1f} % ({low:.1f}–{high:.1f})"


def percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(len(ordered) * percent / 100) - 1)]


def auroc(scored: Sequence[tuple[float, bool]]) -> float:
    """How often a true one scores higher than a false one; ties count half."""
    ordered = sorted(scored)
    rank, total, start = 0.0, 0.0, 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and ordered[end][0] == ordered[start][0]:
            end += 1
        rank = (start + end + 1) / 2
        total += rank * sum(true for _, true in ordered[start:end])
        start = end
    true = sum(truth for _, truth in scored)
    false = len(scored) - true
    return (total - true * (true + 1) / 2) / (true * false)


def calibration_error(judged: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """How far stated probabilities lie from what came true, on average over ten bins of equal width."""
    error = 0.0
    for number in range(bins):
        inside = [
            item
            for item in judged
            if number / bins <= item[0] < (number + 1) / bins or (number == bins - 1 and item[0] == 1)
        ]
        if inside:
            error += abs(sum(p for p, _ in inside) - sum(true for _, true in inside))
    return error / len(judged)
