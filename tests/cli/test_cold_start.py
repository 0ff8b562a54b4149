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
NEEDS_NO_TELEGRAM = (
    "ask IIN",
    "content check",
    "content graph",
    "content claims",
    "stay --batch /dev/null",
    "db upgrade",
    "db backup copy.db",
)
for command in NEEDS_NO_TELEGRAM:
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(command.split()) == 0, command
    assert "aiogram" not in sys.modules, command
    assert "aiohttp" not in sys.modules, command
    assert command.startswith("db ") or "alembic" not in sys.modules, command
"""
DOMAIN = """
import importlib, pkgutil
import bot.domain
for module in pkgutil.iter_modules(bot.domain.__path__):
    importlib.import_module(f"bot.domain.{module.name}")
    print(module.name)
"""


def python(script: str, folder: Path, *options: str) -> str:
    ran = subprocess.run(
        [sys.executable, *options, "-c", script],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def test_commands_without_telegram_do_not_import_aiogram(tmp_path: Path) -> None:
    python(COMMANDS, tmp_path)


def test_the_domain_works_where_only_the_standard_library_is_installed(tmp_path: Path) -> None:
    without_site_packages = "-S"
    assert {"faq", "routing"} <= set(python(DOMAIN, tmp_path, without_site_packages).split())
