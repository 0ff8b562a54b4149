from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from bot.domain.fact import LANGUAGES
from bot.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.cli.conftest import Ran

FINDING = re.compile(r"(?P<path>[^:]+):(?P<line>\d+): (?P<level>error|warning) (?P<code>[a-z-]+) (?P<message>\S.*)")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "copy")
    return tmp_path / "copy"


def findings(ran: Ran) -> list[re.Match[str]]:
    found = [FINDING.fullmatch(line) for line in ran.out.splitlines()]
    assert all(found), ran.out
    return [match for match in found if match]


def test_the_real_content_has_no_errors(run: Callable[..., Ran]) -> None:
    ran = run("content", "check")
    assert (ran.status, ran.err) == (0, "")
    assert {found["level"] for found in findings(ran)} <= {"warning"}


def test_a_mistake_is_told_with_file_line_and_code_in_three_languages(run: Callable[..., Ran], copy: Path) -> None:
    text = copy / "iin" / "get" / "en.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nIt costs {no.such_fact}.\n", encoding="utf-8")
    last = len(text.read_text(encoding="utf-8").splitlines())
    told = {}
    for language in LANGUAGES:
        ran = run("content", "check", "copy", "--lang", language)
        assert (ran.status, ran.err) == (1, "")
        (found,) = [found for found in findings(ran) if found["level"] == "error"]
        assert found.group("path", "line", "code") == ("copy/iin/get/en.md", str(last), "unknown-fact")
        assert "no.such_fact" in found["message"]
        told[language] = found["message"]
    assert len(set(told.values())) == 3
    assert re.search("[а-я]", told["ru"])
    assert re.search("[әғқңөұүһі]", told["kk"])


def test_a_warning_alone_is_no_failure(run: Callable[..., Ran], copy: Path) -> None:
    node = copy / "iin" / "get" / "node.yaml"
    kept = re.sub(r"^review(ed_on|_by): .*\n", "", node.read_text(encoding="utf-8"), flags=re.MULTILINE)
    node.write_text(f"{kept}reviewed_on: 2025-01-01\nreview_by: 2025-06-01\n", encoding="utf-8")
    ran = run("content", "check", "copy")
    assert ran.status == 0
    assert ("warning", "review-due") in {found.group("level", "code") for found in findings(ran)}


def test_a_folder_that_is_no_content_is_told_as_such(run: Callable[..., Ran], tmp_path: Path) -> None:
    for folder in (".", "nowhere"):
        ran = run("content", "check", folder)
        assert ran.status == 1
        assert [found["code"] for found in findings(ran)] == ["no-content"]


def test_the_folder_of_the_settings_is_checked_unless_another_is_named(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONTENT_DIR", str(tmp_path))
    assert run("content", "check").status == 1
    assert run("content", "check", ROOT / "content").status == 0


def test_the_mermaid_graph_has_every_section_topic_and_step(run: Callable[..., Ran], knowledge: Knowledge) -> None:
    graph = knowledge.screens.library.graph
    ran = run("content", "graph", "--lang", "ru")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "flowchart LR"
    arrows = [line for line in lines if " --> " in line]
    topics = sum(len(section.topics) for section in graph.sections)
    assert len(arrows) == len(graph.sections) + topics + len(list(graph.edges()))
    assert len(set(arrows)) == len(arrows)
    for node in graph.nodes.values():
        assert sum(f'["{node.texts["ru"].button}"]' in line for line in lines) == 1
    declared = {line.split("[")[0].strip() for line in lines if '["' in line}
    assert {line.rpartition(" ")[2] for line in arrows if "menu" not in line} <= declared


def test_the_dot_graph_has_every_section_topic_and_step(run: Callable[..., Ran], knowledge: Knowledge) -> None:
    graph = knowledge.screens.library.graph
    ran = run("content", "graph", "--format", "dot")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("digraph qadam {\n")
    assert ran.out.endswith("}\n")
    arrows = {line.strip() for line in ran.out.splitlines() if "->" in line}
    expected = {f'"{here}" -> "{there}";' for here, there in graph.edges()}
    expected |= {f'"menu" -> "{section.id}";' for section in graph.sections}
    expected |= {f'"{section.id}" -> "{topic}";' for section in graph.sections for topic in section.topics}
    assert arrows == expected
    for node in graph.nodes.values():
        assert f'"{node.id}" [shape=box, label="{node.texts["en"].button}"];' in ran.out


def test_broken_content_has_no_graph_but_one_line(run: Callable[..., Ran], copy: Path) -> None:
    (copy / "iin" / "get" / "kk.md").unlink()
    assert run("content", "graph", "copy").complaint == "qadam: copy/iin/get/kk.md:1: missing-file this file is missing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_are_printed_with_their_facts_and_sources(run: Callable[..., Ran], language: str) -> None:
    ran = run("content", "claims", "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    *_, last = ran.out.splitlines()
    assert re.fullmatch(r"\d{3,} sentences with a number; 0 without a fact or a source", last)
    assert "    iin.term = " in ran.out
    assert "https://adilet.zan.kz" in ran.out


def test_a_translation_that_was_compared_is_marked(run: Callable[..., Ran], copy: Path) -> None:
    text = copy / "iin" / "get" / "ru.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nЕщё одна строка.\n", encoding="utf-8")
    codes = [found["code"] for found in findings(run("content", "check", "copy"))]
    assert codes.count("translation-behind") == 2
    ran = run("content", "compared", "iin.get", "--dir", "copy")
    assert (ran.status, ran.out.splitlines()) == (0, ["copy/iin/get/kk.md", "copy/iin/get/en.md"])
    codes = [found["code"] for found in findings(run("content", "check", "copy"))]
    assert "translation-behind" not in codes


def test_a_name_that_is_no_topic_is_told_before_anything_is_marked(run: Callable[..., Ran], copy: Path) -> None:
    complaint = run("content", "compared", "iin.get", "iin.gte", "--dir", "copy").complaint
    assert complaint == "qadam: there is no topic or line 'iin.gte' in copy"
