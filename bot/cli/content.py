"""`content check` and `content graph`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.fact import LANGUAGES
from bot.entry.knowledge import LOCALES, today_in
from bot.i18n.catalogue import load_catalogues
from bot.library.check import check
from bot.library.graph import as_dot, as_mermaid
from bot.library.load import load

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings


def content(settings: Settings, parsed: argparse.Namespace) -> int:
    folder = Path(parsed.folder) if parsed.folder else settings.content_dir
    if parsed.action == "graph":
        graph = load(folder).graph
        language = parsed.lang if parsed.lang in LANGUAGES else "en"
        print(as_dot(graph, language) if parsed.format == "dot" else as_mermaid(graph, language))
        return 0
    catalogues = load_catalogues(LOCALES)
    findings = check(folder, catalogues, today_in(settings.timezone)())
    for finding in findings:
        print(finding.written(catalogues[parsed.lang]))
    return 1 if any(finding.level == "error" for finding in findings) else 0
