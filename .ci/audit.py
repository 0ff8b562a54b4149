"""Asks the OSV list whether locked packages have known faults: `audit.py LOCK…`, for `make audit`.

Status 0: none, or the list cannot be reached (which is said); 1: a fault was found; 2: nothing was learned, for another
reason. `PIP_AUDIT_OSV_URL` names another copy of the list, such as one inside a closed network.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

FOUND, BROKEN = 1, 2
ACCEPTED = Path(__file__).with_name("accepted-faults.txt")
UNREACHABLE = "skipped, the list of known faults cannot be reached from here"

# Seconds: for one answer, and for all of them. A network that swallows what is sent must not hold up a test run.
ONE_ANSWER, ALL_ANSWERS = 5, 120.0

# The last line of a traceback that means "nobody there". A bad certificate or a refusal (403, 429) is no such thing.
NOBODY_THERE = re.compile(
    r"requests\.exceptions\.(ConnectionError|ConnectTimeout|ReadTimeout|ProxyError)\b"
    r"|requests\.exceptions\.HTTPError: 50[234] "
    r"|pip_audit\._service\.interface\.ConnectionError\b"
    r"|ERROR:pip_audit\._cli:Could not connect to "
)


class AuditError(Exception):
    """Nothing was learned about the packages; the text says why."""


class UnreachableError(Exception):
    """The list of known faults did not answer."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Ask whether locked packages have known faults.")
    parser.add_argument("--accepted", type=Path, default=ACCEPTED, help="file of faults that are accepted for a time")
    parser.add_argument("--limit", type=float, default=ALL_ANSWERS, metavar="SECONDS", help="how long to ask in all")
    parser.add_argument("locks", nargs="+", metavar="LOCK", help="lock file with hashes")
    parsed = parser.parse_args()
    try:
        report = ask(parsed.locks, accepted(parsed.accepted, datetime.now(UTC).date()), parsed.limit)
        faults = list(findings(report))
    except UnreachableError:
        return say(UNREACHABLE, 0)
    except AuditError as error:
        return say(f"failed: {error}", BROKEN)
    for fault in faults:
        say(fault, FOUND)
    return FOUND if faults else say(f"no known faults in {len(report)} packages", 0)


def say(text: str, status: int) -> int:
    print(f"pip-audit: {text}", file=sys.stderr if status else sys.stdout)
    return status


def accepted(path: Path, today: date) -> list[str]:
    """Return the faults that are accepted today: lines of an identifier, the last day, and the reason."""
    known = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fault, until, reason = [*line.split(maxsplit=2), "", "", ""][:3]
        try:
            last = date.fromisoformat(until)
        except ValueError:
            last = None
        if last is None or not reason:
            raise AuditError(f"{path.name}:{number}: a line is: identifier, last day (2027-01-31), reason")
        if today <= last:
            known.append(fault)
    return known


def ask(locks: list[str], known: list[str], limit: float) -> list[dict[str, Any]]:
    """Run pip-audit over what is locked, resolving and installing nothing; return what it says of each package."""
    with tempfile.TemporaryDirectory() as cache:
        options = ["--require-hashes", "--disable-pip", "--progress-spinner=off", "--vulnerability-service=osv"]
        options += ["--format=json", "--desc=off", "--aliases=on", "--output=stdout"]
        options += [f"--timeout={ONE_ANSWER}", f"--cache-dir={cache}"]
        options += [f"--requirement={lock}" for lock in locks] + [f"--ignore-vuln={fault}" for fault in known]
        command = [sys.executable, "-m", "pip_audit", *options]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)  # noqa: S603 - fixed
        except subprocess.TimeoutExpired:
            raise UnreachableError from None
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        raise failure(done.returncode, done.stderr) from None
    if done.returncode not in (0, FOUND) or not packages:
        raise failure(done.returncode, done.stderr)
    return list(packages)


def failure(status: int, complaint: str) -> Exception:
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    if status and any(NOBODY_THERE.match(line) for line in lines):
        return UnreachableError()
    return AuditError(f"status {status}, {lines[-1] if lines else 'and not a word'}")


def findings(report: list[dict[str, Any]]) -> list[str]:
    """Say each fault in one line. A package that was not looked up is no package without faults."""
    skipped = [f"{item.get('name')} ({item['skip_reason']})" for item in report if "skip_reason" in item]
    if skipped:
        raise AuditError(f"not looked up: {', '.join(skipped)}")
    return [
        f"{item['name']} {item['version']}: {fault['id']}"
        f" ({', '.join(fault.get('aliases') or ['no other name'])}),"
        f" mended in {', '.join(fault.get('fix_versions') or ['no version yet'])}"
        for item in report
        for fault in item["vulns"]
    ]


if __name__ == "__main__":
    sys.exit(main())
