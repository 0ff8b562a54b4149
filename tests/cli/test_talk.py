from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli import talk
from bot.entry import knowledge as known
from bot.settings import ROOT
from tests.cli.conftest import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.entry.knowledge import Knowledge
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
    assert re.match(r"qadam: copy/sections.yaml:\d+: yaml this is not valid YAML \(", complaint)
    assert TOKEN not in complaint


@pytest.mark.parametrize(
    ("language", "text", "complaint"),
    [
        ("ru", "msgid broken", "cannot be read: "),
        ("kk", 'msgid ""\nmsgstr ""\n', "untranslated, first: "),
        ("en", None, "there is no such catalogue"),
    ],
)
@pytest.mark.usefixtures("on_telegram")
def test_a_broken_catalogue_stops_the_bot_with_one_line_that_names_it(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, language: str, text: str | None, complaint: str
) -> None:
    shutil.copytree(ROOT / "locales", "locales")
    catalogue = Path("locales", language, "LC_MESSAGES", "bot.po")
    if text is None:
        catalogue.unlink()
    else:
        catalogue.write_text(text, encoding="utf-8")
    monkeypatch.setattr(known, "LOCALES", Path("locales"))
    said = run("run").complaint
    assert said.startswith(f"qadam: {catalogue}: ")
    assert complaint in said


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


def test_chat_takes_the_language_of_the_persons_telegram(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("/menu\n"))
    ran = run("chat", "--lang", "kk")
    assert (ran.status, ran.err) == (0, "")
    assert knowledge.catalogues["kk"]("Urgent help") in ran.out


def test_without_a_token_the_bot_converses_line_by_line_until_the_input_ends(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        input="Как получить ИИН?\n\nЖСН қалай алуға болады?\n".encode(),
        capture_output=True,
        check=False,
    )
    out = ran.stdout.decode()
    texts = knowledge.screens.library.graph.nodes["iin.get"].texts
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert 0 < out.index(texts["ru"].title) < out.index("[1] ") < out.index(texts["kk"].title)
    assert "›" not in out
