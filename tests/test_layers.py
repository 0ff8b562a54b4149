"""House rules that no linter knows. Which floor may import which is proved by import-linter in `make test`."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.entry.runtime import open_parts
from bot.settings import ROOT, Settings
from bot.telegram.build import build_dispatcher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.entry.knowledge import Knowledge

LONGEST_FUNCTION = 50
LONGEST_FILE = 300
CLOCKS = {"now", "utcnow", "today", "time", "localtime", "gmtime"}
FILES = sorted(path.relative_to(ROOT) for path in (ROOT / "bot").rglob("*.py"))


def under(path: Path, *folders: str) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """Every call with its line, written as `name` or as `thing.name`."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_no_file_is_longer_than_a_few_screens() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert len(lengths) > 50
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_one_screen() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in FILES
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_only_the_command_line_and_the_terminal_print() -> None:
    silent = [path for path in FILES if not under(path, "bot/cli", "bot/preview")]
    assert [f"{path}:{line}" for path in silent for line, name in calls(path) if name == "print"] == []


def test_there_is_one_clock() -> None:
    """The terminal has one of its own, in the place of Telegram's."""
    asking = [
        f"{path}:{line} {name}"
        for path in FILES
        if path != Path("bot/entry/knowledge.py") and not under(path, "bot/preview")
        for line, name in calls(path)
        if name.rpartition(".")[0].rpartition(".")[2] in ("datetime", "date", "time")
        and name.rpartition(".")[2] in CLOCKS
    ]
    assert asking == []


def test_no_filter_is_a_lambda_or_a_magic_f() -> None:
    telegram = [path for path in FILES if under(path, "bot/telegram")]
    assert len(telegram) > 10
    magic = {"aiogram.F", "aiogram.utils.magic_filter.MagicFilter", "magic_filter.F"}
    assert [path for path in telegram if magic & set(imported(path))] == []
    assert [path for path in telegram for node in nodes(path) if isinstance(node, ast.Lambda)] == []


async def test_no_filter_and_no_handler_hops_through_a_thread(tmp_path: Path, knowledge: Knowledge) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path / 'qadam.db'}")
    async with open_parts(settings, knowledge) as parts:
        dispatcher, _ = build_dispatcher(parts)
    registered = [
        handler
        for router in dispatcher.chain_tail
        for observer in router.observers.values()
        for handler in observer.handlers
    ]
    assert len(registered) > 10
    assert [handler.callback for handler in registered if not handler.awaitable] == []
    filters = [item for handler in registered for item in handler.filters or ()]
    assert filters
    assert [item.callback for item in filters if not item.awaitable] == []


@pytest.mark.parametrize("path", [path for path in FILES if under(path, "bot/domain")], ids=str)
def test_the_domain_does_not_wait(path: Path) -> None:
    waiting = ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith
    assert [node for node in nodes(path) if isinstance(node, waiting)] == []
