"""The documents say what the program does."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli.main import parser
from bot.domain.language import detect
from bot.settings import ROOT, Settings
from bot.telegram.build import command_list

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator
    from datetime import date

    from bot.entry.knowledge import Knowledge

PAGES = ["README.md", "CONTRIBUTING.md", "content/README.md"]
COMMAND = re.compile(r"`python -m bot ([^`]+)`")
TRANSCRIPT = re.compile(
    r"^```\n\$ printf '(?P<questions>.+)' \| make run\n(?P<shown>.+?)^```", re.MULTILINE | re.DOTALL
)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(top: ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command with its actions: `ask`, `content check`, `db upgrade` and so on."""
    choices = [(action, action.choices) for action in top._actions if action.choices and not action.option_strings]
    if not choices:
        yield words
    for _, names in choices:
        for name in names:
            deeper = names[name] if isinstance(names, dict) else None
            yield from commands(deeper, (*words, name)) if deeper else [(*words, name)]


def codes() -> set[str]:
    """The codes of findings in the code, read from its calls of `Finding(path, line, code, …)` and `note(…)`."""
    found = set()
    for path in (ROOT / "bot" / "library").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("Finding", "note", "warn"):
                code = node.args[2]
                assert isinstance(code, ast.Constant) or ast.unparse(code) == "code", f"{path}:{node.lineno}"
                found |= {code.value} if isinstance(code, ast.Constant) else set()
    return {str(code) for code in found}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_explained_in_the_readme_and_in_the_example(name: str) -> None:
    explained = Settings.model_fields[name].description
    assert explained
    assert f"| `{name.upper()}` | {explained} |" in page("README.md")
    assert re.search(rf"^# {re.escape(explained)}.*\n{name.upper()}=", page(".env.example"), re.MULTILINE)


def test_the_documents_name_no_setting_that_is_gone() -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert set(re.findall(r"^#? ?([A-Z_]+)=", page(".env.example"), re.MULTILINE)) == known
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", page("README.md"), re.MULTILINE)) == known


def test_the_example_of_settings_works_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)


OF_A_BUTTON_TOO = ("entry", "exit")
"""Commands that the list in the chat leaves out: a button does the same."""


def test_every_command_of_the_chat_is_in_the_readme(knowledge: Knowledge) -> None:
    announced = {command.command for command in command_list(knowledge.catalogues["en"])}
    assert announced
    named = set(re.findall(r"`/([a-z]+)", page("README.md")))
    assert announced | {"start", *OF_A_BUTTON_TOO} == named


def test_every_command_of_the_program_is_in_the_readme_and_no_other() -> None:
    known = set(commands(parser()))
    assert ("db", "backup") in known
    shown = [tuple(line.split()) for line in COMMAND.findall(page("README.md"))]
    assert {command for command in known if not any(line[: len(command)] == command for line in shown)} == set()
    assert [line for line in shown if not any(line[: len(command)] == command for command in known)] == []


def test_every_option_that_the_readme_names_exists(capsys: pytest.CaptureFixture[str]) -> None:
    for line in COMMAND.findall(page("README.md")):
        with pytest.raises(SystemExit):
            parser().parse_args([*re.findall(r"^[a-z]+(?: [a-z]+)?", line)[0].split(), "--help"])
        explained = capsys.readouterr().out
        assert [option for option in re.findall(r"--[a-z]+", line) if option not in explained] == []


def test_the_questions_of_the_readme_are_answered_as_it_shows(knowledge: Knowledge, today: date) -> None:
    transcript = TRANSCRIPT.search(page("README.md"))
    assert transcript
    questions = [question for question in transcript["questions"].split("\\n") if question]
    assert [detect(question) for question in questions] == ["ru", "kk", "en"]
    shown = ""
    for question in questions:
        reply = knowledge.answers.ask(question, "ru", today)
        assert reply.decision.kind == "answer", question
        (view,) = reply.views
        labels = [button.label for row in view.buttons for button in row]
        shown += "\n".join(message.plain for message in view.messages)
        shown += "".join(f"\n  [{number}] {label}" for number, label in enumerate(labels, 1)) + "\n"
    promised = [line.removesuffix("…").rstrip() for line in transcript["shown"].splitlines()]
    assert [line for line in promised if line and line not in shown] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_a_page_links_to_exists(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|\{|#)([^)#\s]+)", re.sub(r"`[^`]*`", "", page(name)))
    assert [link for link in links if not (ROOT / Path(name).parent / link).exists()] == []


def test_every_file_that_the_guide_for_helpers_names_exists() -> None:
    named = re.findall(r"`((?:bot|content|locales|tests)/[^`]*)`", page("CONTRIBUTING.md"))
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_target_of_make_that_the_documents_name_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    named = {target for name in PAGES for target in re.findall(r"`make ([a-z]+)`", page(name))}
    assert {"run", "test", "check"} <= named
    assert named <= targets


def test_every_code_of_the_checker_is_listed_for_volunteers() -> None:
    _, heading, rest = page("content/README.md").partition("\n## Codes\n")
    assert heading
    listed = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", rest.partition("\n## ")[0], re.MULTILINE)
    assert [code for code, _ in listed] == sorted(codes())
    assert all(len(advice) > 10 for _, advice in listed)
