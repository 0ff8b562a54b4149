"""`stay`: count stays from a file of trips. Needs no Telegram, database or content: each line brings its rule."""

from __future__ import annotations

import json
from datetime import date  # noqa: TC003 - pydantic reads it at run time
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.cli.batch import numbered, run_batch
from bot.domain.rules import Regime, Rule
from bot.domain.stay import assess
from bot.domain.trips import Trip, TripError, TripFault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bot.domain.stay import Stay

FAULTS = {
    TripFault.REVERSED: "a trip ends before it begins",
    TripFault.TWO_OPEN: "two trips are open: at most one may have no exit",
}


class RuleShape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    limit: Annotated[int, Field(ge=0, le=100_000)] | None = None
    window: Annotated[int, Field(ge=1, le=100_000)] | None = None
    per_visit: Annotated[int, Field(ge=1, le=100_000)] | None = None


class LineShape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    today: date
    trips: list[tuple[date, date | None]]
    rule: RuleShape


def stay(parsed: argparse.Namespace) -> int:
    return run_batch(parsed.batch, answers)


def answers(text: str) -> Iterator[str]:
    """Yield the answer to each line as JSON. Raises `ValueError` that names the line of the first bad one."""
    for number, line in numbered(text):
        try:
            yield json.dumps(as_json(counted(line)))
        except ValidationError as error:
            problem = error.errors()[0]
            field = ".".join(map(str, problem["loc"])) or "the line"
            raise ValueError(f"{number}: {field}: {problem['msg']}") from error
        except TripError as error:
            raise ValueError(f"{number}: {FAULTS[error.fault]}") from error
        except ValueError as error:
            raise ValueError(f"{number}: {error}") from error


def counted(line: str) -> Stay:
    shape = LineShape.model_validate_json(line)
    trips = [Trip(entry, left) for entry, left in shape.trips]
    return assess(trips, Regime((Rule(**shape.rule.model_dump()),)), shape.today)


def as_json(stay: Stay) -> dict[str, Any]:
    return {
        "used": stay.used,
        "present": stay.present,
        "status": stay.status.value,
        "last_day": stay.last_day and stay.last_day.isoformat(),
        "days_left": stay.days_left,
        "next_entry": stay.next_entry and stay.next_entry.isoformat(),
    }
