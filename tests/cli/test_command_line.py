from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli import main as command_line
from bot.cli.main import main, parser
from bot.settings import ROOT
from tests.cli.conftest import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

COMMANDS = [
    ["run"],
    ["chat"],
    ["ask"],
    ["stay"],
    ["remind"],
    ["content"],
    ["content", "compared"],
    ["route"],
    ["route", "calibrate"],
    ["db"],
    ["db", "upgrade"],
    ["db", "backup"],
]
BAD_SETTINGS = [
    ("BOT_TOKEN", "AAF-secret_token_of_nobody"),
    ("BOT_TOKEN", f"{TOKEN} "),
    ("BOT_API_URL", "api.telegram.org"),
    ("BOT_API_URL", "http://"),
    ("DATABASE_URL", "mysql://somebody:hidden@host/base"),
    ("DATABASE_URL", "postgresql://somebody:hidden@host"),
    ("DATABASE_URL", "postgresql://somebody:hidden@host/"),
    ("REDIS_URL", "http://somebody:hidden@host"),
    ("REDIS_URL", "redis://"),
    ("HEALTH_PORT", "0"),
    ("DATABASE_URL", "qadam.db"),
    ("TIMEZONE", "Almaty"),
    ("TIMEZONE", "../../etc/passwd"),
    ("LOG_LEVEL", "loud"),
    ("WEBHOOK_URL", "bot.example.org"),
    ("WEBHOOK_URL", "http://bot.example.org/hook"),
    ("WEBHOOK_URL", "http://127.0.0.1.example.org/hook"),
    ("WEBHOOK_URL", "https://somebody:hidden@bot.example.org/hook"),
    ("WEBHOOK_URL", "https://bot.example.org/{hidden}"),
    ("WEBHOOK_URL", "https://bot.example.org/hook?of=hidden"),
    ("WEBHOOK_SECRET", "secret-of-31-letters-0123456789"),
    ("WEBHOOK_SECRET", "secret of 32 letters, 0123456789"),
    ("WEBHOOK_SECRET", "secret-" * 37),
    ("WEBHOOK_SECRET", "secret-құпия-0123456789-0123456789"),
    ("HOST", "hidden/x"),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("PORT", "hidden"),
]


@pytest.mark.parametrize("command", [[], *COMMANDS], ids=" ".join)
def test_every_command_explains_itself(run: Callable[..., Ran], command: list[str]) -> None:
    ran = run(*command, "--help")
    assert ran.status == 0
    assert ran.out.startswith(" ".join(["usage: python -m bot", *command]))
    assert not ran.err


def test_the_help_is_tested_for_every_command_that_there_is(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["no-such-command"])
    listed = capfd.readouterr().err.partition("choose from ")[2].strip(") \n").replace("'", "").split(", ")
    assert set(listed) == {command[0] for command in COMMANDS}


@pytest.mark.parametrize(
    "wrong",
    [
        ["fly"],
        ["ask", "--lang", "de", "x"],
        ["ask", "--fast", "x"],
        ["chat", "--lang", "xx"],
        ["content"],
        ["content", "draw"],
        ["content", "graph", "--format", "png"],
        ["db"],
        ["db", "drop"],
        ["db", "backup"],
        ["run", "now"],
        ["route"],
        ["route", "guess"],
    ],
    ids=" ".join,
)
def test_wrong_words_on_the_command_line_get_one_line(run: Callable[..., Ran], wrong: list[str]) -> None:
    assert run(*wrong).complaint.startswith("python -m bot")


@pytest.mark.parametrize(("name", "value"), BAD_SETTINGS)
@pytest.mark.parametrize("command", [["ask", "x"], ["content", "check"], ["db", "upgrade"], []], ids=" ".join)
def test_a_bad_setting_stops_every_command_with_one_line_that_names_it(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, name: str, value: str, command: list[str]
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    complaint = run(*command).complaint
    assert complaint.startswith(f"qadam: {name}: ")
    assert "secret" not in complaint
    assert "hidden" not in complaint


def test_several_bad_settings_are_named_in_the_one_line(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMEZONE", "nowhere")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    complaint = run("ask", "x").complaint
    assert "TIMEZONE: " in complaint
    assert "LOG_LEVEL: " in complaint


def test_a_bad_setting_in_the_env_file_is_named_too(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=loud\nUNKNOWN=1\n", encoding="utf-8")
    assert run("ask", "x").complaint.startswith("qadam: LOG_LEVEL: ")


def test_an_env_file_that_is_no_text_gets_one_line(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_TOKEN=\xff\xfe\n")
    assert run("ask", "x").complaint == "qadam: .env: cannot be read: UnicodeDecodeError"


def test_an_empty_setting_is_as_good_as_none(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "")
    monkeypatch.setenv("BOT_TOKEN", "")
    assert "BOT_TOKEN" in run("run").complaint


def test_telegram_without_a_token_is_refused_with_the_name_of_the_setting(run: Callable[..., Ran]) -> None:
    assert run("run").complaint.startswith("qadam: BOT_TOKEN: ")


@pytest.mark.parametrize("missing", ["WEBHOOK_URL", "WEBHOOK_SECRET"])
def test_a_webhook_without_its_settings_is_refused_with_the_name_of_the_one_that_is_missing(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    given = {"BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://bot.example.org/hook", "WEBHOOK_SECRET": "s" * 32}
    for name, value in given.items():
        monkeypatch.setenv(name, value if name != missing else "")
    complaint = run("run", "--webhook").complaint
    assert complaint.startswith(f"qadam: {missing}: is missing")


def test_ctrl_c_leaves_quietly(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "dispatch", interrupted)
    assert (run("chat").status, run("chat").err) == (130, "")


@pytest.mark.parametrize(("token", "command"), [(None, "chat"), (TOKEN, "run")])
def test_without_a_command_a_token_decides_between_telegram_and_the_terminal(
    monkeypatch: pytest.MonkeyPatch, token: str | None, command: str
) -> None:
    if token:
        monkeypatch.setenv("BOT_TOKEN", token)
    chosen: list[str] = []

    def note(name: str, *_: object) -> int:
        chosen.append(name)
        return 0

    monkeypatch.setattr(command_line, "dispatch", note)
    assert main([]) == 0
    assert chosen == [command]


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_reader_that_goes_away_is_no_fault_of_ours(unbuffered: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "db", "upgrade"],
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")
