"""The checker: everything that a volunteer can break, each finding with a place and one sentence that says what to do.

The rules are listed for volunteers in `content/README.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.library.check import behind, examples, languages, learned, plain, pulled, reach, sources, telegram
from bot.library.load import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from bot.i18n.catalogue import Texts
    from bot.library.findings import Finding


def check(folder: Path, catalogues: Mapping[str, Texts], today: date) -> list[Finding]:
    """Return every finding in a content folder, errors of reading first. Rules run only on content that can be read."""
    reading = read(folder)
    if not reading.unclear:
        reach.check(reading)
        languages.check(reading)
        behind.check(reading)
        examples.check(reading)
        pulled.check(reading)
        learned.check(reading)
        sources.check(reading, today)
        plain.check(reading, catalogues, today)
        telegram.check(reading, catalogues, today)
    return sorted(reading.findings, key=lambda finding: (finding.path, finding.line, finding.code))
