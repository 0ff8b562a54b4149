from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli import talk
from bot.entry import knowledge as known
from bot.settings import ROOT
from tests.cli.conftest import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture(autouse=True)
def logs_untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the logs of this process as they are: other tests read them."""
    monkeypatch.setattr(talk, "configure_logs", lambda _settings: None)


@pytest.fixture
def on_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///:memory:")


@pytest.mark.parametrize("command", ["run", "chat"])
def test_content_that_cannot_be_used_stops_the_bot_with_one_line(
    run: Callable[..., Ran], on_telegram: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "copy")
    (tmp_path / "copy" / "sections.yaml").write_text("- id: [", encoding="utf-8")
    monkeypatch.setenv("CONTENT_DIR", "copy")
    complaint = run(command).complaint
    assert complaint.startswith("qadam: copy/sections.yaml:1: yaml this is not valid YAML (")
    assert TOKEN not in complaint


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("ru", "msgid broken", "ru/LC_MESSAGES/bot.po: cannot be read: "),
        (
            "kk",
            'msgid ""\nmsgstr ""\n\nmsgid "Menu"\nmsgstr ""\n',
            "kk/LC_MESSAGES/bot.po: 1 untranslated, first: 'Menu'",
        ),
        ("en", None, "en/LC_MESSAGES/bot.po: there is no such catalogue"),
    ],
)
def test_a_broken_catalogue_stops_the_bot_with_one_line(
    run: Callable[..., Ran],
    on_telegram: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    text: str | None,
    complaint: str,
) -> None:
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    catalogue = tmp_path / "locales" / name / "LC_MESSAGES" / "bot.po"
    if text is None:
        catalogue.unlink()
    else:
        catalogue.write_text(text, encoding="utf-8")
    monkeypatch.setattr(known, "LOCALES", tmp_path / "locales")
    assert complaint in run("run").complaint


def test_a_database_that_cannot_be_migrated_stops_the_bot_with_one_line(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, database: Path
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    database.parent.mkdir()
    database.write_text("shopping list " * 100, encoding="utf-8")
    assert run("run").complaint == "qadam: DATABASE_URL: the database cannot be used: DatabaseError"


def test_a_database_that_cannot_be_opened_stops_the_terminal_with_one_line(
    run: Callable[..., Ran], database: Path
) -> None:
    database.parent.write_text("a file where the folder should be", encoding="utf-8")
    assert run("chat").complaint.startswith("qadam: DATABASE_URL: ")


def test_without_a_token_the_bot_converses_line_by_line_until_the_input_ends(database: Path) -> None:
    questions = "Как получить ИИН?\n\nЖСН қалай алуға болады?\n"
    ran = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=database.parent.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        input=questions.encode(),
        capture_output=True,
        check=False,
    )
    out = ran.stdout.decode()
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "Как получить ИИН" in out
    assert out.index("Как получить ИИН") < out.index("ЖСН қалай алуға болады")
    assert "[1] " in out
    assert "›" not in out
