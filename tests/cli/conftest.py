"""The command line in this process: an empty folder, no settings but a database of its own."""

from __future__ import annotations

import gc
import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.cli.main import main
from bot.settings import Settings
from tests.keys import KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TOKEN = "123456:AAF-secret_token_of_nobody"


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """What was said in one line on standard error, with status 2 and nothing printed."""
        assert (self.status, self.out, self.err.count("\n")) == (2, "", 1), self
        return self.err.strip()


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in an empty folder with a database of one's own; undo what `main` does to the collector and to the logs."""
    for name in Settings.model_fields:
        for written in (name, name.upper()):
            monkeypatch.delenv(written, raising=False)
    monkeypatch.setenv("SEMANTIC", "false")
    monkeypatch.setenv("DATA_KEY", KEY)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'data' / 'qadam.db'}")
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield tmp_path / "data" / "qadam.db"
    root.handlers[:], level = before
    root.setLevel(level)
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command as `python -m bot …` does."""

    def run_command(*arguments: str | os.PathLike[str]) -> Ran:
        try:
            status = main([os.fspath(argument) for argument in arguments])
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 1
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    return run_command
