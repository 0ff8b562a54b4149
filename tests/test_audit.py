"""`make audit`: a known fault fails, a list that cannot be reached is said, and nothing else passes for that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from bot.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AUDIT = ROOT / ".ci" / "audit.py"
UNREACHABLE = "pip-audit: skipped, the list of known faults cannot be reached from here\n"
HASHES = "--hash=sha256:" + "0" * 64
FAULT = {"id": "PYSEC-2026-1", "fix_versions": ["1.1"], "aliases": ["CVE-2026-1"], "description": ""}
CLEAN = {"dependencies": [{"name": "good", "version": "1.0", "vulns": []}], "fixes": []}
FAULTY = {"dependencies": [*CLEAN["dependencies"], {"name": "bad", "version": "1.0", "vulns": [FAULT]}], "fixes": []}
SKIPPED = {"dependencies": [*CLEAN["dependencies"], {"name": "odd", "skip_reason": "not found"}], "fixes": []}
TRACEBACK = 'Traceback (most recent call last):\n  File "x.py", line 1, in send\n'
NO_NAME = f"{TRACEBACK}requests.exceptions.ConnectionError: HTTPSConnectionPool(host='x'): Failed to resolve 'x'\n"

# Stands in the place of pip-audit: says what it is told to, unless the fault is accepted.
FAKE = """
import os, sys, time
time.sleep(float(os.environ.get("FAKE_SLEEP", "0")))
accepted = "--ignore-vuln=PYSEC-2026-1" in sys.argv
print(os.environ["FAKE_CLEAN" if accepted else "FAKE_OUTPUT"])
print(os.environ.get("FAKE_ERRORS", ""), file=sys.stderr)
sys.exit(0 if accepted else int(os.environ["FAKE_STATUS"]))
"""


def audit(*arguments: str | Path, **environment: str) -> tuple[int, str]:
    """Run the program; give its status and all that it says."""
    command = [sys.executable, str(AUDIT), *map(str, arguments)]
    env = os.environ | {"NO_PROXY": "127.0.0.1"} | environment
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


class Fake:
    def __init__(self, folder: Path) -> None:
        (folder / "pip_audit").mkdir()
        (folder / "pip_audit" / "__init__.py").touch()
        (folder / "pip_audit" / "__main__.py").write_text(FAKE, encoding="utf-8")
        self.folder = folder

    def __call__(
        self, status: int, output: object, errors: str = "", *options: str, sleep: str = "0"
    ) -> tuple[int, str]:
        return audit(
            *options,
            "any.lock",
            PYTHONPATH=str(self.folder),
            FAKE_STATUS=str(status),
            FAKE_OUTPUT=output if isinstance(output, str) else json.dumps(output),
            FAKE_CLEAN=json.dumps(CLEAN),
            FAKE_ERRORS=errors,
            FAKE_SLEEP=sleep,
        )


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    return Fake(tmp_path)


def test_packages_without_known_faults_pass(fake: Fake) -> None:
    assert fake(0, CLEAN) == (0, "pip-audit: no known faults in 1 packages\n")


def test_a_known_fault_fails_and_is_named_with_its_cure(fake: Fake) -> None:
    assert fake(1, FAULTY) == (1, "pip-audit: bad 1.0: PYSEC-2026-1 (CVE-2026-1), mended in 1.1\n")


@pytest.mark.parametrize(
    "errors",
    [
        NO_NAME,
        f"{TRACEBACK}requests.exceptions.ReadTimeout: read timed out\n",
        f"{TRACEBACK}requests.exceptions.ProxyError: Tunnel connection failed\n",
        "ERROR:pip_audit._cli:Could not connect to OSV's vulnerability feed\nERROR:pip_audit._cli:Tip: another\n",
    ],
)
def test_a_list_that_cannot_be_reached_is_said_in_one_plain_line_and_passes(fake: Fake, errors: str) -> None:
    assert fake(1, "", errors) == (0, UNREACHABLE)


def test_a_list_that_never_answers_is_not_waited_for(fake: Fake) -> None:
    assert fake(0, CLEAN, "", "--limit=0.5", sleep="30") == (0, UNREACHABLE)


@pytest.mark.parametrize(
    ("status", "output", "errors"),
    [
        (1, "", f"{TRACEBACK}KeyError: 'vulns'\n"),
        (1, "", f"{TRACEBACK}requests.exceptions.SSLError: certificate verify failed\n"),
        (1, "", "ERROR:pip_audit._cli:invalid requirements input: any.lock\n"),
        (1, "", "a word about requests.exceptions.ConnectionError: in passing\n"),
        (0, "", NO_NAME),
        (0, {"dependencies": []}, ""),
        (2, CLEAN, "usage: pip-audit\n"),
        (-11, "", ""),
        (0, SKIPPED, ""),
    ],
)
def test_any_other_trouble_fails_with_another_message(fake: Fake, status: int, output: object, errors: str) -> None:
    ended, said = fake(status, output, errors)
    assert ended == 2
    assert said.startswith("pip-audit: failed: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(("until", "status"), [("2999-12-31", 0), ("2026-01-01", 1)])
def test_an_accepted_fault_passes_until_its_day(fake: Fake, tmp_path: Path, until: str, status: int) -> None:
    exceptions = tmp_path / "accepted.txt"
    exceptions.write_text(f"# why\n\nPYSEC-2026-1 {until} in a function that is not called\n", encoding="utf-8")
    assert fake(1, FAULTY, "", f"--accepted={exceptions}")[0] == status


@pytest.mark.parametrize("line", ["PYSEC-2026-1", "PYSEC-2026-1 2999-12-31", "PYSEC-2026-1 soon because"])
def test_a_fault_is_not_accepted_without_a_day_and_a_reason(fake: Fake, tmp_path: Path, line: str) -> None:
    exceptions = tmp_path / "accepted.txt"
    exceptions.write_text(line, encoding="utf-8")
    status, said = fake(1, FAULTY, "", f"--accepted={exceptions}")
    assert status == 2
    assert "accepted.txt:1: a line is" in said


@contextmanager
def list_of_faults(status: int, answer: object) -> Iterator[str]:
    """A double of the OSV service on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "some.lock"
    path.write_text(f"bad==1.0 \\\n    {HASHES}\n", encoding="utf-8")
    return path


OSV_FAULT = {"id": "PYSEC-2026-2", "summary": "bad", "affected": [{"package": {"name": "bad", "ecosystem": "PyPI"}}]}


@pytest.mark.parametrize(
    ("status", "answer", "ended", "said"),
    [
        (200, {}, 0, "pip-audit: no known faults in 1 packages\n"),
        (200, {"vulns": [OSV_FAULT]}, 1, "bad 1.0: PYSEC-2026-2 (no other name), mended in no version yet\n"),
        (503, {}, 0, UNREACHABLE),
        (403, {}, 2, "pip-audit: failed: status 1, "),
    ],
)
def test_the_real_tool_is_understood(lock: Path, status: int, answer: object, ended: int, said: str) -> None:
    with list_of_faults(status, answer) as address:
        done, heard = audit(lock, PIP_AUDIT_OSV_URL=address)
    assert done == ended, heard
    assert said in heard


def test_the_real_tool_is_understood_where_nobody_is_there(lock: Path) -> None:
    with list_of_faults(200, {}) as address:
        pass
    assert audit(lock, PIP_AUDIT_OSV_URL=address) == (0, UNREACHABLE)


def test_a_package_without_a_hash_fails(lock: Path) -> None:
    lock.write_text("bad==1.0\n", encoding="utf-8")
    assert audit(lock)[0] == 2


def test_bandit_stops_at_a_dangerous_call_and_skips_nothing_without_a_reason(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import subprocess\nsubprocess.call(input(), shell=True)\n", encoding="utf-8")
    command = [sys.executable, "-m", "bandit", "--quiet", "--configfile", str(ROOT / "pyproject.toml"), str(program)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "B602" in done.stdout
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    skips = tomllib.loads(project)["tool"]["bandit"]["skips"]
    lines = project.partition("[tool.bandit]")[2].splitlines()
    assert [skip for skip in skips if not any(f'"{skip}",  ' in line and "#" in line for line in lines)] == []
