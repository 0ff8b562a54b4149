"""`content check`, `content graph`, `content claims` and `content compared`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.main import complain
from bot.entry.knowledge import LOCALES, clock_in
from bot.i18n.catalogue import load_catalogues
from bot.library.check import check
from bot.library.claims import claims, written
from bot.library.compared import mark_compared
from bot.library.graph import as_dot, as_mermaid
from bot.library.load import load, read_whole

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings


def content(settings: Settings, parsed: argparse.Namespace) -> int:
    folder = Path(parsed.folder) if parsed.folder else settings.content_dir
    match parsed.action:
        case "graph":
            graph = load(folder).graph
            print(as_dot(graph, parsed.lang) if parsed.format == "dot" else as_mermaid(graph, parsed.lang))
            return 0
        case "claims":
            return print_claims(folder, settings, parsed.lang)
        case "compared":
            return mark(folder, parsed.names)
        case _:
            return print_findings(folder, settings, parsed.lang)


def print_findings(folder: Path, settings: Settings, language: str) -> int:
    catalogues = load_catalogues(LOCALES)
    findings = check(folder, catalogues, clock_in(settings.timezone)().date())
    for finding in findings:
        print(finding.written(catalogues[language]))
    return 1 if any(finding.level == "error" for finding in findings) else 0


def print_claims(folder: Path, settings: Settings, language: str) -> int:
    """Print every sentence with a number and what stands behind it. Status 1 if nothing stands behind one."""
    reading = read_whole(folder)
    found = list(claims(reading, load_catalogues(LOCALES)[language], clock_in(settings.timezone)().date()))
    for claim in found:
        print(written(claim))
    bare = sum(claim.bare for claim in found)
    print(f"{len(found)} sentences with a number; {bare} without a fact or a source")
    return 1 if bare else 0


def mark(folder: Path, names: list[str]) -> int:
    """Note that the translations of topics and lines were compared with the Russian text."""
    reading = read_whole(folder)
    for name in names:
        if name not in reading.nodes and name not in reading.lines:
            return complain(f"there is no topic or line {name!r} in {folder}")
    for name in names:
        for path in mark_compared(reading, name):
            print(path)
    return 0
