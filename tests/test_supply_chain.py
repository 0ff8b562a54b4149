"""What the program is built from: every package pinned and hashed, with its reason, and listed with a release."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot import __version__
from bot.settings import ROOT

LOCKS = {
    "requirements.lock": (),
    "requirements-scale.lock": ("scale",),
    "requirements-semantic.lock": ("semantic",),
    "requirements-dev.lock": ("dev", "scale", "semantic", "teach"),
}
PINNED = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?P<marker> ; .*?)?(?P<hashes>( --hash=sha256:[0-9a-f]{64})+)"
)
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def entries(lock: str) -> list[str]:
    """The packages of a lock file, each with its hashes in one line."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def packages(lock: str) -> dict[str, str]:
    """The version of each package, under its name and the condition for it, if there is one."""
    found = filter(None, map(PINNED.fullmatch, entries(lock)))
    return {match["name"] + (match["marker"] or ""): match["version"] for match in found}


def versions(lock: str, name: str) -> list[str]:
    return [version for key, version in packages(lock).items() if key.partition(" ")[0] == name]


def named(*extras: str) -> list[str]:
    """The dependencies that pyproject.toml names, with those of some extras."""
    project = tomllib.loads(PROJECT)["project"]
    return [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]


def make(*arguments: str) -> str:
    """Run a target in the environment of the tests, setting nothing up."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--no-print-directory", "--old-file=.venv/ready-dev", f"BIN={Path(sys.executable).parent}"]
    return subprocess.run([*command, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(lock: str) -> None:
    assert len(entries(lock)) > 30
    assert [entry[:80] for entry in entries(lock) if not PINNED.fullmatch(entry)] == []
    assert len(packages(lock)) == len(entries(lock))


@pytest.mark.parametrize(("lock", "extras"), LOCKS.items())
def test_every_dependency_is_locked_in_its_range(lock: str, extras: tuple[str, ...]) -> None:
    wanted = [Requirement(line) for line in named(*extras)]
    assert len(wanted) > 15
    locked = {item: versions(lock, canonicalize_name(item.name)) for item in wanted}
    assert [
        str(item) for item in wanted if not locked[item] or not all(map(item.specifier.contains, locked[item]))
    ] == []


def test_what_runs_is_what_was_tested() -> None:
    plain, scale, semantic, tested = (packages(lock).items() for lock in LOCKS)
    for more in (scale, semantic):
        assert plain - more == set()
        assert more - tested == set()


def test_every_dependency_says_what_it_is_for() -> None:
    lines = [*named(*tomllib.loads(PROJECT)["project"]["optional-dependencies"])]
    assert len(lines) > 30
    assert [
        line for line in lines if not re.search(rf'^    "{re.escape(line)}", +# \S.{{8,}}$', PROJECT, re.MULTILINE)
    ] == []


def test_nothing_is_installed_but_what_is_locked_with_hashes() -> None:
    installing = [line.strip() for line in MAKEFILE.splitlines() if re.search(r"\binstall\b", line)]
    installing = [line for line in installing if not line.startswith("#")]
    assert len(installing) >= 3
    allowed = r"@\$\(PIP\) install --require-hashes --no-deps -r requirements(-[a-z]+)?\.lock >&2"
    assert [line for line in installing if not re.fullmatch(allowed, line)] == []
    assert "install" not in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_locks_are_renewed_with_hashes_and_without_an_address() -> None:
    recipes = [line for line in make("--dry-run", "lock").splitlines() if "compile" in line]
    assert len(recipes) == len(LOCKS)
    assert all("--generate-hashes" in line and "--no-emit-index-url" in line for line in recipes)
    assert [
        lock for lock in LOCKS if re.search(r"://|--(extra-)?index-url|--find-links", (ROOT / lock).read_text())
    ] == []


def test_the_test_run_looks_for_dangerous_calls_and_known_faults() -> None:
    recipe = make("--dry-run", "test")
    assert re.search(r"bandit .*--recursive bot$", recipe, re.MULTILINE)
    assert re.search(rf"audit\.py {' '.join(LOCKS)}$", recipe, re.MULTILINE)


def test_a_release_is_tested_first_and_carries_its_list_of_parts() -> None:
    recipe = make("--dry-run", "release")
    steps = [recipe.index(step) for step in ("pytest", "uv build", "cyclonedx_py")]
    assert steps == sorted(steps)
    assert re.search(r"uv build .*--offline --no-build-isolation", recipe)


def test_the_list_of_parts_names_every_locked_package_with_its_hashes(tmp_path: Path) -> None:
    # Validation by the schema is left to a release: it takes seven seconds.
    for folder in ("once", "again"):
        make("sbom", f"DIST={tmp_path / folder}", "VALIDATE=--no-validate")
    (written,) = (tmp_path / "once").iterdir()
    assert written.name == f"qadam-{__version__}.cdx.json"
    assert written.read_bytes() == (tmp_path / "again" / written.name).read_bytes()
    bill = json.loads(written.read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"] | {"name": "qadam", "version": __version__} == bill["metadata"]["component"]
    parts = {canonicalize_name(part["name"]): part for part in bill["components"]}
    assert {name: [part["version"]] for name, part in parts.items()} == {
        name: versions("requirements.lock", name) for key in packages("requirements.lock") for name in key.split()[:1]
    }
    hashes = {name: part["externalReferences"][0]["hashes"] for name, part in parts.items()}
    assert [name for name, known in hashes.items() if not known or known[0]["alg"] != "SHA-256"] == []


def test_the_package_carries_the_texts_and_is_built_without_the_network(tmp_path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    options = ["--quiet", "--offline", "--no-cache", "--no-build-isolation", "--python", sys.executable]
    subprocess.run([uv, "build", "--wheel", *options, "--out-dir", tmp_path], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(ZipFile(wheel).namelist())
    texts = [path for folder in ("content", "locales") for path in (ROOT / folder).rglob("*") if path.is_file()]
    assert len(texts) > 500
    assert {path.relative_to(ROOT).as_posix() for path in texts if path.suffix != ".mo"} <= packed
    assert {name.partition("/")[0] for name in packed if ".dist-info" not in name} == {"bot", "content", "locales"}
