"""The bot writes to its data folder and to the folder of its key, so that all else can be read-only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.settings import ROOT

# Python runs this before anything else. It tells of every attempt to change a file through a descriptor that is open
# already, since a file of its own would be one more. A process that is started could write unseen, so it counts too.
SPY = """
import json, os, sys

def paths(event, args):
    if event == "open":
        return args[:1] if args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND) else ()
    if event in ("os.rename", "os.link", "os.symlink", "shutil.copyfile", "shutil.move", "shutil.copytree"):
        return args[:2]
    if event in ("os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.chown", "os.utime",
                 "os.setxattr", "os.removexattr", "sqlite3.connect"):
        return args[:1]
    if event.startswith(("shutil.", "tempfile.")):
        return args[:1]
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"):
        return ("a process",)
    return ()

def watch(event, args):
    for path in paths(event, args):
        if not isinstance(path, int):
            line = json.dumps([event, os.path.abspath(os.fsdecode(path))])
            os.write(int(os.environ["SPY"]), line.encode() + b"\\n")

sys.addaudithook(watch)
"""
TALK = "/start\nкак получить ИИН\n/entry {day}\n/stay\n/remind tomorrow pay\n/deadlines\n"


@dataclass(frozen=True)
class Watched:
    answers: str
    changed: list[tuple[str, Path]]


def watched(folder: Path, *arguments: str, told: str = "", **environment: str) -> Watched:
    """Run Python in an empty folder, with an empty home; give what it printed and which files it touched."""
    for name in ("spy", "home", "here"):
        (folder / name).mkdir()
    (folder / "spy" / "sitecustomize.py").write_text(SPY, encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "OPENBLAS_CORETYPE") if name in os.environ}
    with tempfile.TemporaryFile() as record:
        env = kept | {
            "HOME": str(folder / "home"),
            "PYTHONPATH": f"{folder / 'spy'}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "SPY": str(record.fileno()),
        }
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=folder / "here",
            env=env | environment,
            input=told,
            capture_output=True,
            text=True,
            encoding="utf-8",
            pass_fds=[record.fileno()],
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        record.seek(0)
        changed = [json.loads(line) for line in record.read().splitlines()]
    return Watched(done.stdout, [(event, Path(path)) for event, path in changed])


def outside(run: Watched, *folders: Path) -> list[str]:
    """The changes outside of some folders. To make a folder, those above it may have to be made."""
    return [
        f"{event} {path}"
        for event, path in run.changed
        if path != Path(os.devnull)
        and not any(path.is_relative_to(folder) for folder in folders)
        and not (event == "os.mkdir" and any(folder.is_relative_to(path) for folder in folders))
    ]


def test_a_conversation_changes_nothing_but_the_data_and_the_key(tmp_path: Path) -> None:
    data, key = tmp_path / "data", tmp_path / "home" / ".config" / "qadam"
    data.mkdir()
    day = (datetime.now(UTC).date() - timedelta(days=20)).strftime("%d.%m.%Y")
    run = watched(
        tmp_path,
        *("-m", "bot", "chat", "--lang", "ru"),
        told=TALK.format(day=day),
        DATABASE_URL=f"sqlite+aiosqlite:///{data / 'qadam.db'}",
    )
    assert "ИИН" in run.answers
    assert day[-4:] in run.answers
    assert ("sqlite3.connect", data / "qadam.db") in run.changed
    assert (data / "qadam.db").stat().st_size > 0
    assert outside(run, data, key) == []
    assert list((tmp_path / "here").iterdir()) == []


@pytest.mark.parametrize(
    "program",
    [
        "open('elsewhere', 'w')",
        "open('elsewhere', 'ab')",
        "import os; os.close(os.open('elsewhere', os.O_RDWR | os.O_CREAT))",
        "import os; os.mkdir('elsewhere')",
        "import os; os.rename(os.environ['SPARE'], 'elsewhere')",
        "import os; os.symlink('/', 'elsewhere')",
        "import shutil, os; shutil.copyfile(os.environ['SPARE'], 'elsewhere')",
        "import sqlite3; sqlite3.connect('elsewhere').close()",
        "import tempfile; tempfile.NamedTemporaryFile(dir='.', prefix='elsewhere')",
        "import pathlib; pathlib.Path('elsewhere').touch()",
    ],
)
def test_a_program_that_writes_elsewhere_is_caught(tmp_path: Path, program: str) -> None:
    spare = tmp_path / "data" / "spare"
    spare.parent.mkdir()
    spare.touch()
    run = watched(tmp_path, "-c", program, SPARE=str(spare))
    assert any(str(tmp_path / "here" / "elsewhere") in line for line in outside(run, spare.parent))


def test_reading_is_no_change(tmp_path: Path) -> None:
    assert watched(tmp_path, "-c", f"import json; open({__file__!r}).read(); open('/dev/null', 'w')").changed == [
        ("open", Path(os.devnull))
    ]


def test_a_process_that_is_started_is_caught(tmp_path: Path) -> None:
    program = "import subprocess, sys; subprocess.run([sys.executable, '-S', '-c', ''], check=True)"
    assert any(line.endswith("a process") for line in outside(watched(tmp_path, "-c", program)))
