from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.ask import as_json, as_text, read_questions, timed
from bot.domain.fact import LANGUAGES
from bot.domain.faq import CRISIS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.entry.knowledge import Knowledge
    from tests.cli.conftest import Ran

DECISIONS = {"answer", "choose", "unknown", "crisis"}
QUESTIONS = {
    "ru": "Как получить ИИН иностранцу?",
    "kk": "ЖСН қалай алуға болады?",
    "en": "How do I get an IIN as a foreigner?",
}


def asked(question: str, knowledge: Knowledge, language: str | None = None) -> dict[str, Any]:
    return as_json(*timed(question, language, knowledge))


def check_shape(answer: dict[str, Any], knowledge: Knowledge) -> None:
    """What contracts promise about every answer."""
    assert list(answer) == ["lang", "decision", "nodes", "ms"]
    assert answer["lang"] in LANGUAGES
    assert answer["decision"] in DECISIONS
    assert isinstance(answer["ms"], float)
    assert answer["ms"] >= 0
    assert len(answer["nodes"]) <= 5
    assert all(set(node) == {"id", "score"} for node in answer["nodes"])
    names = [node["id"] for node in answer["nodes"]]
    assert len(set(names)) == len(names)
    assert set(names) <= set(knowledge.screens.library.graph.nodes)
    assert answer["decision"] == "unknown" or names


@pytest.mark.parametrize("language", LANGUAGES)
def test_ask_prints_the_answer_as_the_bot_would_show_it(
    run: Callable[..., Ran], knowledge: Knowledge, language: str
) -> None:
    ran = run("ask", *QUESTIONS[language].split())
    node = knowledge.screens.library.graph.nodes["iin.get"]
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(node.texts[language].title)
    assert f"[{knowledge.catalogues[language]('Main menu')}]" in ran.out
    assert "**" not in ran.out
    assert "{" not in ran.out


def test_ask_json_prints_one_line_of_the_promised_shape(run: Callable[..., Ran], knowledge: Knowledge) -> None:
    ran = run("ask", "--json", "--lang", "kk", QUESTIONS["en"])
    assert (ran.status, ran.out.count("\n"), ran.err) == (0, 1, "")
    answer = json.loads(ran.out)
    check_shape(answer, knowledge)
    assert (answer["lang"], answer["decision"], answer["nodes"][0]["id"]) == ("en", "answer", "iin.get")


@given(st.text(), st.sampled_from([None, *LANGUAGES]))
def test_any_text_at_all_gets_an_answer_of_the_promised_shape(
    knowledge: Knowledge, question: str, language: str | None
) -> None:
    answer = asked(question, knowledge, language)
    check_shape(answer, knowledge)
    assert json.loads(json.dumps(answer)) == answer


def test_the_nodes_come_best_first(knowledge: Knowledge) -> None:
    for question in ("документы", "виза ИИН жильё", *QUESTIONS.values()):
        scores = [node["score"] for node in asked(question, knowledge)["nodes"]]
        assert scores
        assert scores == sorted(scores, reverse=True)


def test_danger_puts_the_help_lines_first_and_never_twice(knowledge: Knowledge) -> None:
    answer = asked("я хочу умереть. как получить ИИН? куда звонить, если очень плохо", knowledge)
    check_shape(answer, knowledge)
    assert (answer["decision"], answer["nodes"][0]) == ("crisis", {"id": CRISIS, "score": 1.0})


def test_small_talk_is_nothing_that_a_node_answers(knowledge: Knowledge) -> None:
    answer = asked("спасибо", knowledge)
    assert (answer["decision"], answer["nodes"]) == ("unknown", [])


def test_the_language_of_the_person_decides_where_the_question_does_not_tell(knowledge: Knowledge) -> None:
    assert [asked("112", knowledge, language)["lang"] for language in (None, *LANGUAGES)] == ["ru", "ru", "kk", "en"]


def test_two_screens_are_printed_one_below_the_other(knowledge: Knowledge) -> None:
    reply, _ = timed("я хочу умереть. как получить ИИН?", None, knowledge)
    shown = as_text(reply)
    assert len(reply.views) == 2
    first, second = (view.messages[0].plain for view in reply.views)
    assert shown.index(first) < shown.index(second)


def test_a_batch_answers_line_by_line(run: Callable[..., Ran], knowledge: Knowledge, tmp_path: Path) -> None:
    lines = [json.dumps({"q": text, "lang": language}) for language, text in QUESTIONS.items()]
    lines += ["", '{"q": "112"}', '{"q": "112", "lang": "kk"}', '{"q": "112", "lang": null}', '{"q": "", "id": 7}']
    (tmp_path / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = run("ask", "--batch", "questions.jsonl", "--lang", "en")
    assert (ran.status, ran.err) == (0, "")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    for answer in answers:
        check_shape(answer, knowledge)
    assert [answer["lang"] for answer in answers] == ["ru", "kk", "en", "en", "kk", "en", "en"]
    assert [answer["nodes"][0]["id"] for answer in answers[:3]] == ["iin.get"] * 3


def test_a_batch_may_come_through_standard_input(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"q": "112"}\r\n{"q": "IIN"}'))
    assert len(run("ask", "--batch", "-").out.splitlines()) == 2


def test_a_batch_saved_on_windows_is_read(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "windows.jsonl").write_bytes(b'\xef\xbb\xbf{"q": "IIN"}\r\n{"q": "112"}\r\n')
    ran = run("ask", "--batch", "windows.jsonl")
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)


@given(st.lists(st.tuples(st.text(), st.sampled_from([None, *LANGUAGES])), max_size=5))
def test_a_question_is_read_as_it_was_written(questions: list[tuple[str, str | None]]) -> None:
    lines = [json.dumps({"q": text, "lang": language}, ensure_ascii=False) for text, language in questions]
    assert list(read_questions("\n".join(lines))) == questions


@pytest.mark.parametrize(
    "bad",
    [
        "how do I get an IIN",
        '{"q": 7}',
        '{"q": null}',
        '{"question": "IIN"}',
        '["IIN"]',
        '"IIN"',
        '{"q": "IIN"',
        '{"q": "IIN", "lang": "de"}',
        '{"q": "IIN", "lang": ["ru"]}',
        '{"q": ' + "9" * 5000 + "}",
        "[" * 100_000,
    ],
    ids=lambda bad: bad[:30],
)
def test_a_bad_line_is_known_by_its_number(bad: str) -> None:
    with pytest.raises(ValueError, match=r"^3: (a line looks like|lang is one of)"):
        list(read_questions('{"q": "IIN"}\n\n' + bad + '\n{"q": "IIN"}\n'))


def test_a_batch_with_a_bad_line_is_refused_as_a_whole(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"q": "IIN"}\n[]\n', encoding="utf-8")
    assert run("ask", "--batch", "bad.jsonl").complaint.startswith("qadam: bad.jsonl:2: a line looks like ")


def test_a_batch_that_cannot_be_read_gets_one_line(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "letters.jsonl").write_bytes('{"q": "ИИН"}'.encode("cp1251"))
    for file in ("none.jsonl", ".", "letters.jsonl"):
        assert run("ask", "--batch", file).complaint.startswith(f"qadam: {file}: cannot be read: ")


@pytest.mark.parametrize("arguments", [[], ["--batch", "questions.jsonl", "IIN"], ["--json"]], ids=" ".join)
def test_ask_wants_a_question_or_a_file_and_not_both(run: Callable[..., Ran], arguments: list[str]) -> None:
    assert run("ask", *arguments).complaint == "qadam: ask: give either a question or --batch FILE"


@pytest.mark.parametrize(
    ("question", "decision"), [("сколько дней можно без визы в Таиланде", "unknown"), ("въехал 3 октября", "answer")]
)
def test_what_the_bot_handles_by_itself_is_named_as_contracts_know_it(
    knowledge: Knowledge, question: str, decision: str
) -> None:
    assert asked(question, knowledge)["decision"] == decision


def test_explain_names_the_topics_and_the_words_that_spoke_for_them(run: Callable[..., Ran]) -> None:
    ran = run("ask", "--explain", "как", "получить", "ИИН", "иностранцу", "срочно")
    lines = ran.out.splitlines()
    assert (ran.status, ran.err, lines[0]) == (0, "", "decision: answer")
    assert lines[1].startswith("read as:  kak poluchit iin")
    assert lines[2].startswith("1. iin.get ")
    assert "ИИН +" in lines[2]


def test_explain_names_the_kind_of_small_talk(run: Callable[..., Ran]) -> None:
    assert run("ask", "--explain", "спасибо").out.startswith("decision: small_talk (thanks)\n")
