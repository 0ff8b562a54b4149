"""The threat model names tests, and they are there."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from bot.domain.faq import PRIVACY
from bot.settings import ROOT, Settings

if TYPE_CHECKING:
    from bot.entry.knowledge import Knowledge

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.partition("## Threat model")[2].partition("\n## ")[0].splitlines()
    if line.startswith("| ") and not line.startswith(("| who ", "| --- "))
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SERVERS = {"TCPSite", "run_app", "AppRunner", "start_server", "create_server", "UnixSite", "HTTPServer"}


def functions(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_the_page_has_the_attackers_that_it_should() -> None:
    who = " ".join(row[0] for row in ROWS)
    for attacker in ("disk", "volunteer", "phone", "Spammer", "webhook", "content file", "dependency"):
        assert attacker in who
    assert {len(row) for row in ROWS} == {4}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: re.sub(r"\W+", "-", row[0])[:40])
def test_each_row_names_tests_that_exist(row: list[str]) -> None:
    named = NAMED.findall(row[3])
    assert named
    assert len(named) == row[3].count("::")
    assert [f"{path}::{name}" for path, name in named if name not in functions(path)] == []


def test_nothing_listens_but_the_webhook_and_the_health_of_the_bot() -> None:
    listening = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "bot").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SERVERS
    ]
    assert set(listening) == {"bot/entry/health.py", "bot/entry/webhook.py"}
    assert Settings.model_fields["health_port"].default is None
    assert Settings.model_fields["host"].default == "127.0.0.1"


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_privacy_topic_says_what_telegram_sees(knowledge: Knowledge, language: str) -> None:
    body = knowledge.screens.library.graph.nodes[PRIVACY].texts[language].body
    said = {"ru": "Что видит Telegram", "kk": "Telegram нені көреді", "en": "What Telegram sees"}
    assert said[language] in body
    assert "/forget" in body
    assert "/export" in body
