"""Periods of days, and sums of days over many of them. Both ends of a period belong to it.

Days are handled as ordinals (`date.toordinal`), so that arithmetic is exact and cheap; no clock, no time zone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


class Span(NamedTuple):
    """Days from `start` to `end`, both included, as ordinals."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days as spans that neither touch nor overlap, in order. Counting in a range takes logarithmic time."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...] = field(init=False, repr=False)
    before: tuple[int, ...] = field(init=False, repr=False)
    """How many days lie in all spans before each span."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(span.start for span in self.spans))
        lengths = (span.end - span.start + 1 for span in self.spans)
        object.__setattr__(self, "before", tuple(accumulate(lengths, initial=0)))

    def until(self, day: int) -> int:
        """Return how many days of the set lie on or before a day."""
        index = bisect_right(self.starts, day)
        if not index:
            return 0
        span = self.spans[index - 1]
        return self.before[index - 1] + min(day, span.end) - span.start + 1

    def count(self, start: int, end: int) -> int:
        """Return how many days of the set lie from `start` to `end`, both included."""
        return self.until(end) - self.until(start - 1)

    def nth(self, number: int) -> int:
        """Return a day of the set by its number, the first day being number one."""
        index = bisect_left(self.before, number) - 1
        return self.spans[index].start + number - self.before[index] - 1

    def span_at(self, day: int) -> Span | None:
        index = bisect_right(self.starts, day)
        return self.spans[index - 1] if index and day <= self.spans[index - 1].end else None

    def __contains__(self, day: int) -> bool:
        return self.span_at(day) is not None


def merged(spans: Iterable[Span]) -> Days:
    """Return the days of spans that may touch, overlap and come in any order; a day counts once."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end + 1:
            if span.end > found[-1].end:
                found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return Days(tuple(found))


def without(span: Span, removed: Days) -> Iterator[Span]:
    """Yield the parts of a span that hold none of the removed days, in order."""
    start = span.start
    for index in range(max(bisect_right(removed.starts, start) - 1, 0), len(removed.spans)):
        hole = removed.spans[index]
        if hole.start > span.end:
            break
        if hole.start > start:
            yield Span(start, hole.start - 1)
        start = max(start, hole.end + 1)
    if start <= span.end:
        yield Span(start, span.end)
