"""The image and the rights with which it runs: no root, no secrets inside, nothing writable but the data."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from bot.entry.serving import SECONDS_TO_FINISH
from bot.settings import ROOT, Settings

Instruction = tuple[str, str]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def stages() -> list[list[Instruction]]:
    """The instructions of the Dockerfile, stage by stage; what stands before the first is a stage of its own."""
    found: list[list[Instruction]] = [[]]
    text = re.sub(r"^#.*\n", "", page("Dockerfile"), flags=re.MULTILINE).replace("\\\n", " ")
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, rest = line.partition(" ")
        if name == "FROM":
            found.append([])
        found[-1].append((name, " ".join(rest.split())))
    return found


def said(stage: list[Instruction], name: str) -> list[str]:
    return [rest for instruction, rest in stage if instruction == name]


LAST = stages()[-1]
COMPOSE: dict[str, Any] = yaml.safe_load(page("compose.yaml"))
OURS = {name: service for name, service in COMPOSE["services"].items() if service.get("image") == "qadam"}


def test_the_image_runs_as_a_number_that_is_not_root() -> None:
    users = said(LAST, "USER")
    assert len(users) == 1
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", users[0])


def test_the_base_is_one_line_of_releases_for_all_stages() -> None:
    first, *rest = stages()
    (base,) = said(first, "ARG")
    assert re.fullmatch(r"PYTHON=python:3\.\d+(\.\d+)?-slim-[a-z]+(@sha256:[0-9a-f]{64})?", base)
    assert {said(stage, "FROM")[0].split()[0] for stage in rest} == {"${PYTHON}"}


def test_the_image_installs_only_what_is_locked_with_hashes() -> None:
    runs = [run for stage in stages() for run in said(stage, "RUN")]
    installing = [run for run in runs if "install" in run]
    assert len(installing) == 1
    for needed in (
        "--require-hashes",
        "--no-deps",
        "--only-binary :all:",
        "--no-cache-dir",
        "-r requirements-scale.lock",
    ):
        assert needed in installing[0]
    assert installing[0].endswith("-r requirements-scale.lock")
    assert [run for run in runs if re.search(r"\b(apt|apt-get|curl|wget|git|uv|sh|bash)\b", run)] == []


def test_the_last_stage_runs_nothing_and_fetches_nothing() -> None:
    assert said(LAST, "RUN") == []
    assert [rest for stage in stages() for rest in said(stage, "ADD")] == []
    assert [rest for rest in said(LAST, "COPY") if "--from=" in rest and "--from=build " not in rest] == []


def test_the_process_is_the_bot_itself_and_is_asked_to_stop_by_sigterm() -> None:
    assert json.loads(said(LAST, "ENTRYPOINT")[0]) == ["python", "-m", "bot"]
    assert json.loads(said(LAST, "CMD")[0]) == ["run"]
    assert said(LAST, "STOPSIGNAL") == ["SIGTERM"]


def test_nothing_is_compiled_while_it_runs() -> None:
    assert "PYTHONDONTWRITEBYTECODE=1" in said(LAST, "ENV")[0]
    assert any("compileall" in run and "unchecked-hash" in run for run in said(stages()[1], "RUN"))


def test_the_data_lie_in_the_volume() -> None:
    assert said(LAST, "VOLUME") == ["/data"]
    database = "sqlite+aiosqlite:////data/qadam.db"
    assert f"DATABASE_URL={database}" in said(LAST, "ENV")[0]
    assert COMPOSE["services"]["bot"]["environment"]["DATABASE_URL"] == database


def ignored(path: str) -> bool:
    """Whether .dockerignore keeps a file out: the last line that matches it or a folder above it decides."""
    out = False
    for line in page(".dockerignore").splitlines():
        if line and not line.startswith("#"):
            wanted = line.startswith("!")
            written = re.escape(line.removeprefix("!"))
            pattern = (
                written.replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*").replace(r"\[", "[").replace(r"\]", "]")
            )
            if re.fullmatch(f"{pattern}(/.*)?", path):
                out = not wanted
    return out


@pytest.mark.parametrize(
    "path",
    [".env", ".env.local", ".git/config", "data/qadam.db", "data_key", "data.key", "copy.db", ".venv/bin/python",
     "bot/.env", "bot/data_key", "content/data.key", "bot/__pycache__/x.pyc", "tests/conftest.py", "compose.yaml"],
)  # fmt: skip
def test_no_secret_and_no_data_get_into_the_image(path: str) -> None:
    assert ignored(path)


def test_all_that_the_image_needs_gets_into_it() -> None:
    copied = [rest for stage in stages() for rest in said(stage, "COPY") if "--from=" not in rest]
    sources = [rest.split()[0] for rest in copied]
    assert sorted(sources) == ["bot", "content", "locales", "requirements-scale.lock"]
    files = [
        path for name in sources for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])
    ]
    kept = [path.relative_to(ROOT).as_posix() for path in files if path.is_file() and "__pycache__" not in path.parts]
    assert len(kept) > 500
    assert [path for path in kept if ignored(path)] == []


def test_a_key_beside_the_compose_file_is_not_committed() -> None:
    assert {"data_key", "*.key", ".env"} <= set(page(".gitignore").splitlines())


@pytest.mark.parametrize("name", OURS)
def test_a_service_has_no_more_rights_than_it_needs(name: str) -> None:
    service = OURS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] == said(LAST, "USER")[0]
    assert service["init"] is True
    assert 0 < service["pids_limit"] <= 256
    assert service["mem_limit"] == "512m"
    rights = {"cap_add", "privileged", "devices", "pid", "ipc", "network_mode", "ports", "userns_mode"}
    assert rights & set(service) == set()


@pytest.mark.parametrize("name", OURS)
def test_a_service_can_write_nowhere_but_to_its_data_and_to_memory(name: str) -> None:
    service = OURS[name]
    assert [volume for volume in service["volumes"] if not str(volume).endswith(":ro")] == ["data:/data"]
    assert [mount.partition(":")[0] for mount in service["tmpfs"]] == ["/tmp"]
    assert "size=" in service["tmpfs"][0]


@pytest.mark.parametrize("name", OURS)
def test_a_service_gets_its_key_as_a_secret_and_time_to_finish(name: str) -> None:
    service = OURS[name]
    assert {key.lower() for key in service["environment"]} <= set(Settings.model_fields)
    assert service["environment"]["DATA_KEY_FILE"] == f"/run/secrets/{service['secrets'][0]}"
    assert set(service["secrets"]) <= set(COMPOSE["secrets"])
    assert int(service["stop_grace_period"].removesuffix("s")) > 2 * SECONDS_TO_FINISH


def test_the_bot_is_one_of_the_services() -> None:
    assert set(OURS) == {"bot", "release", "web", "worker"}
    assert {name for name, service in OURS.items() if service["restart"] == "unless-stopped"} == set(OURS) - {"release"}
