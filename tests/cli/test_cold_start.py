"""What a fresh process imports. aiogram costs seconds, so whatever needs no Telegram must not load it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from bot.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = """
import contextlib, io, sys
from bot.cli.main import main
for command in (["ask", "IIN"], ["content", "check"], ["content", "graph"], ["db", "upgrade"], ["db", "backup", "c.db"]):
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(command) == 0, command
    assert "aiogram" not in sys.modules, command
    assert "aiohttp" not in sys.modules, command
    if command[0] in ("ask", "content"):
        assert "sqlalchemy" not in sys.modules, command
"""
DOMAIN = """
import importlib, pkgutil, sys
import bot.domain
names = [module.name for module in pkgutil.iter_modules(bot.domain.__path__)]
assert len(names) > 5
for name in names:
    importlib.import_module(f"bot.domain.{name}")
print(*sorted(name.partition(".")[0] for name in sys.modules if name.partition(".")[0] not in sys.stdlib_module_names))
"""


def python(script: str, folder: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": os.environ["DATABASE_URL"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def test_commands_without_telegram_do_not_import_aiogram(tmp_path: Path) -> None:
    python(COMMANDS, tmp_path)


def test_the_domain_loads_nothing_but_the_standard_library(tmp_path: Path) -> None:
    assert set(python(DOMAIN, tmp_path).split()) <= {"__main__", "bot", "_virtualenv", "sitecustomize"}
