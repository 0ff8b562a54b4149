"""What stands in the files of a deployment fits the program and each other."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from bot.cli.main import parser
from bot.entry.health import LIVE, METRICS, READY
from bot.entry.serving import SECONDS_TO_FINISH
from bot.settings import ROOT, Settings
from bot.telemetry.meters import Meters

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "qadam"}
LARGE = {name: service for name, service in OURS.items() if service["profiles"] == ["scale"]}
UNIT = (ROOT / "deploy" / "qadam.service").read_text(encoding="utf-8")
CADDY = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")


def values(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def test_the_procfile_has_what_answers_what_reminds_and_what_migrates() -> None:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    commands = dict(line.split(": ", 1) for line in lines)
    assert set(commands) == {"release", "web", "worker"}
    for command in commands.values():
        parser().parse_args(shlex.split(command.removeprefix("python -m bot ")))


@pytest.mark.parametrize("name", OURS)
def test_each_service_runs_a_command_that_there_is_with_settings_that_there_are(name: str) -> None:
    parser().parse_args(OURS[name].get("command", ["run"]))
    assert {key.lower() for key in OURS[name]["environment"]} <= set(Settings.model_fields)


def test_each_service_belongs_to_one_of_the_two_ways_to_run() -> None:
    assert {name for name, service in SERVICES.items() if service["profiles"] == ["small"]} == {"bot"}
    assert {tuple(service["profiles"]) for service in SERVICES.values()} == {("small",), ("scale",)}


@pytest.mark.parametrize("name", LARGE)
def test_replicas_share_one_database_and_one_redis(name: str) -> None:
    settings = {key.lower(): str(value) for key, value in LARGE[name]["environment"].items()}
    for key in ("database_url", "redis_url"):
        host = settings[key].rpartition("@")[2].removeprefix("redis://").partition(":")[0]
        assert host in SERVICES
    Settings.is_a_known_database(Settings(_env_file=None, database_url=settings["database_url"]).database_url)


def test_the_proxy_leads_to_the_webhook_and_nowhere_else() -> None:
    web = SERVICES["web"]["environment"]
    path = "/" + web["WEBHOOK_URL"].rpartition("/")[2]
    assert re.findall(r"handle (\S+) \{", CADDY) == [path]
    assert f"dynamic a web {web['PORT']}" in CADDY
    assert "respond 404" in CADDY
    assert not any(inner in CADDY.replace("# TLS", "").split("\n", 1)[1] for inner in (LIVE, READY, METRICS))
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}


@pytest.mark.parametrize("name", sorted(set(OURS) - {"release"}))
def test_health_is_asked_where_it_is_told(name: str) -> None:
    service = OURS[name]
    (asked,) = re.findall(r"127\.0\.0\.1:(\d+)(/[a-z/]+)'", service["healthcheck"]["test"][-1])
    port = service["environment"]["PORT" if "--webhook" in service.get("command", []) else "HEALTH_PORT"]
    assert asked == (str(port), READY)


def test_what_redis_holds_never_lies_on_a_disk() -> None:
    command = SERVICES["redis"]["command"]
    assert command[command.index("--save") + 1] == ""
    assert command[command.index("--appendonly") + 1] == "no"
    assert "volumes" not in SERVICES["redis"]


def test_the_unit_gives_the_bot_time_to_finish_and_starts_it_again_unless_a_setting_is_bad() -> None:
    assert int(values("TimeoutStopSec")[0]) > 2 * SECONDS_TO_FINISH
    assert values("Restart") == ["always"]
    assert values("RestartPreventExitStatus") == ["2"]


def test_the_unit_runs_a_command_that_there_is_without_root_and_keeps_the_key_apart() -> None:
    parser().parse_args(shlex.split(values("ExecStart")[0].partition(" -m bot ")[2]))
    assert values("DynamicUser") == ["yes"]
    assert values("CapabilityBoundingSet") == [""]
    assert values("ProtectSystem") == ["strict"]
    environment = dict(value.split("=", 1) for value in values("Environment"))
    assert {name.lower() for name in environment} <= {*Settings.model_fields, "pythondontwritebytecode"}
    assert environment["DATABASE_URL"].startswith(f"sqlite+aiosqlite:////var/lib/{values('StateDirectory')[0]}/")
    assert environment["DATA_KEY_FILE"] == "%d/" + values("LoadCredential")[0].partition(":")[0]


@pytest.mark.parametrize("profile", ["small", "scale"])
def test_compose_itself_takes_the_file(profile: str) -> None:
    program = next(filter(works, (["docker", "compose"], ["docker-compose"])), None)
    if program is None:
        pytest.skip("neither `docker compose` nor docker-compose is here")
    asked = subprocess.run([*program, "--profile", profile, "config", "--quiet"], cwd=ROOT, check=False)
    assert asked.returncode == 0


def works(program: list[str]) -> bool:
    if not shutil.which(program[0]):
        return False
    return subprocess.run([*program, "version"], capture_output=True, check=False).returncode == 0


def test_systemd_itself_takes_the_unit() -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    command = ["systemd-analyze", "verify", "--man=no", "deploy/qadam.service"]
    said = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stderr
    assert [line for line in said.splitlines() if "qadam.service" in line and "not executable" not in line] == []


def test_the_runbook_lists_every_number_and_no_other() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(qadam_\w+)` \| (.+) \|$", page, re.MULTILINE))
    ours = {family.name: family.documentation for family in Meters().registry.collect() if "qadam" in family.name}
    assert listed == ours
    for name in re.findall(r"qadam_\w+", page):
        assert re.sub(r"_(total|count|sum|bucket)$", "", name) in ours
