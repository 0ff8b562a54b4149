"""What is wrong with the content: one finding a line, for people who write text and no code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bot.i18n.catalogue import Texts

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A place, a code that never changes, and one sentence (an English message id) that says what to do."""

    path: Path
    line: int
    code: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    level: Level = "error"

    def written(self, t: Texts) -> str:
        """Return `path:line: level code message` in the language of `t`."""
        return f"{self.path}:{self.line}: {self.level} {self.code} {t(self.message, **self.values)}"


class ContentError(Exception):
    """The content cannot be used. Holds every finding; says the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        super().__init__(f"{first.path}:{first.line}: {first.code} {first.message.format(**first.values)}")
