"""What a pass of the delivery did, in numbers. Each counts notices, but `messages` counts what people got."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(slots=True)
class Tally:
    """The counts of a pass, from its beginning or of several.

    `planned`: were due and taken in hand. `retried`: put off, to be tried again. `stopped`: the person cannot be
    reached. `dropped`: followed no more from what is kept. `repeated`: sent although they may have been sent before.
    `quiet`: put off until the person's quiet hours end. `waiting`: planned for later.
    """

    planned: int = 0
    sent: int = 0
    late: int = 0
    retried: int = 0
    stopped: int = 0
    dropped: int = 0
    failed: int = 0
    repeated: int = 0
    quiet: int = 0
    messages: int = 0
    waiting: int = 0

    def as_dict(self) -> dict[str, int]:
        return asdict(self)

    def add(self, other: Tally) -> None:
        for name, value in other.as_dict().items():
            setattr(self, name, getattr(self, name) + value)
