"""Learning: one command trains and calibrates, its files fit the content they were made from and no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bot.domain.ranking import LearnedRanking, SearchRanking
from bot.domain.words import tokens
from bot.library import lessons
from bot.library.learned import CALIBRATION, CRISIS, FOLDER, TOPICS, LearnedError, read_crisis, read_topics
from bot.library.lessons import Lessons, learn
from bot.library.load import load
from bot.library.router import build_index, build_ranking, build_router, corpus_of
from bot.library.semantic import FILE, KEPT, SemanticError, load_encoder, load_semantic
from bot.library.weights import read_weights, write_weights
from bot.settings import ROOT
from tests.library.planting import Content, small_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytest.importorskip("sklearn", reason="training needs scikit-learn")

TOPICS_SAID = {
    "arrival.first_steps": "с чего начать после приезда первые шаги чеклист дела",
    "safety.privacy": "что бот хранит обо мне данные стереть удалить память",
    "stay.count": "как считать дни сколько осталось калькулятор въезд выезд",
}
ELSEWHERE = "погода футбол рецепт борща кино гороскоп курс доллара песня"
DANGER = "не вижу смысла жить хочу исчезнуть прощайте навсегда больно"
CALM = "сериал смешно устал очередь справка работа солнце суп"


def pairs(words: str) -> list[str]:
    said = words.split()
    return [f"{first} {second}" for first in said for second in said if first != second]


def write_lines(path: Path, items: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), encoding="utf-8")


def bag(text: str) -> Any:  # noqa: ANN401 - a vector
    """A vector of a text that is the same for the same words."""
    vector = np.zeros(384, dtype="f4")
    for word in tokens(text):
        vector[sum(map(ord, word)) % 384] += 1
    return vector / (np.linalg.norm(vector) or 1)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> tuple[Content, Lessons]:
    """A small content with questions, and sets to learn from and to fit on."""
    folder = tmp_path_factory.mktemp("school")
    content = small_content(folder / "content")
    content.topic("stay.count", next=["arrival.first_steps"])
    content.section("stay")
    questions, told = [], []
    for topic, words in TOPICS_SAID.items():
        section, _, name = topic.partition(".")
        content.write(f"{section}/{name}/ru.txt", "\n".join(pairs(words)[::2]))
        questions += [{"q": q, "lang": "ru", "kind": "short", "node": topic} for q in pairs(words)[1::2]]
    content.write("out_of_scope/ru.txt", "\n".join(pairs(ELSEWHERE)[::2]))
    questions += [{"q": q, "lang": "ru", "kind": "far"} for q in pairs(ELSEWHERE)[1::2]]
    told += [{"text": t, "lang": "ru", "label": "crisis", "theme": "suicide"} for t in pairs(DANGER)]
    told += [{"text": t, "lang": "ru", "label": "other", "theme": "ordinary"} for t in pairs(CALM)]
    write_lines(folder / "questions" / "a.jsonl", questions)
    write_lines(folder / "training" / "a.jsonl", told[::2])
    write_lines(folder / "danger" / "a.jsonl", told[1::2])
    return content, Lessons(folder / "questions", folder / "training", folder / "danger")


@pytest.fixture(scope="module")
def taught(school: tuple[Content, Lessons]) -> Content:
    content, wanted = school
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lessons, "load_encoder", lambda: bag)
        said = [*learn(content.folder, wanted)]
    assert [line.partition(":")[0] for line in said] == [TOPICS, CRISIS, FILE, "alone", "together"]
    return content


def quiet(reason: str) -> None:
    raise AssertionError(reason)


def complaints(work: Callable[[Callable[[str], None]], object]) -> list[str]:
    said: list[str] = []
    work(said.append)
    return said


def test_a_taught_router_answers_what_nobody_wrote_down(taught: Content) -> None:
    library = load(taught.folder)
    router = build_router(library, taught.folder / FOLDER, quiet)
    decision = router.route("чеклист первые дела")
    assert (decision.kind, decision.candidates[0].node) == ("answer", "arrival.first_steps")
    assert router.route("рецепт песня погода").kind == "unknown"


def test_a_taught_router_hears_danger_that_no_phrase_names(taught: Content) -> None:
    router = build_router(load(taught.folder), taught.folder / FOLDER, quiet)
    assert router.route("прощайте исчезнуть навсегда").kind == "crisis"
    assert router.route("устал очередь справка").kind != "crisis"


def test_the_second_scorer_is_heard_where_it_is_there(taught: Content) -> None:
    library = load(taught.folder)
    second = load_semantic(taught.folder / FOLDER, corpus_of(library), bag)
    likely = second.topics("чеклист шаги")
    assert max(likely, key=likely.__getitem__) == "arrival.first_steps"
    assert second.danger("прощайте навсегда") > second.danger("смешно суп")
    router = build_router(library, taught.folder / FOLDER, quiet, semantic=second)
    assert router.route("чеклист первые дела").candidates[0].node == "arrival.first_steps"
    assert router.route("прощайте исчезнуть навсегда").kind == "crisis"


def test_the_second_scorer_reads_a_message_once_and_keeps_none_of_its_words(taught: Content) -> None:
    read: list[str] = []

    def encode(text: str) -> Any:  # noqa: ANN401 - a vector
        read.append(text)
        return bag(text)

    second = load_semantic(taught.folder / FOLDER, corpus_of(load(taught.folder)), encode)
    second.topics("секретное слово")
    second.danger("секретное слово")
    assert read == ["секретное слово"]
    assert "секрет" not in repr(vars(second))
    for number in range(300):
        second.danger(f"слово {number}")
    assert len(second._vectors) == KEPT
    second.topics("\ud800")  # half a character, as broken clients send it


def test_another_question_makes_what_was_learned_stale_and_the_search_stands_in(
    taught: Content, tmp_path: Path
) -> None:
    library = load(small_content(tmp_path / "content").folder)
    index, folder = build_index(library), taught.folder / FOLDER
    said = complaints(lambda complain: build_ranking(library, index, folder, complain))
    assert said == ["the questions have changed since: run python -m bot route calibrate"]
    assert isinstance(build_ranking(library, index, folder, lambda _: None), SearchRanking)
    with pytest.raises(SemanticError, match="have changed"):
        load_semantic(folder, corpus_of(library), bag)


def copy_of(content: Content, folder: Path) -> Content:
    """A copy without what was learned."""
    copied = Content(folder / "content")
    for file in content.folder.rglob("*"):
        if file.is_file() and FOLDER not in file.parts:
            copied.write(str(file.relative_to(content.folder)), file.read_text(encoding="utf-8"))
    return copied


def test_the_body_of_an_answer_can_change_without_learning_anew(
    school: tuple[Content, Lessons], tmp_path: Path
) -> None:
    content = copy_of(school[0], tmp_path)
    before = corpus_of(load(content.folder))
    content.append("stay/count/ru.md", "\n\nЕщё строка.\n")
    content.append("stay/count/kk.md", "\n\nТағы бір жол.\n")
    assert corpus_of(load(content.folder)) == before
    content.append("stay/count/ru.txt", "\nещё вопрос\n")
    assert corpus_of(load(content.folder)) != before


@pytest.mark.parametrize("name", [TOPICS, CRISIS, CALIBRATION])
def test_a_missing_file_is_named_and_the_bot_goes_without(taught: Content, tmp_path: Path, name: str) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    for file in (taught.folder / FOLDER).iterdir():
        if file.name != name:
            (folder / file.name).write_bytes(file.read_bytes())
    library = load(taught.folder)
    said = complaints(lambda complain: build_router(library, folder, complain))
    assert [line.partition(":")[0] for line in said] == [name]


def test_a_calibration_that_would_fail_at_somebodys_message_is_refused_at_once(taught: Content, tmp_path: Path) -> None:
    learned = taught.folder / FOLDER
    kept = json.loads((learned / CALIBRATION).read_text(encoding="utf-8"))
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / TOPICS).write_bytes((learned / TOPICS).read_bytes())
    for wrong in ({"together": kept["together"]}, {"alone": kept["alone"] | {"right": [0.0]}}):
        (folder / CALIBRATION).write_text(json.dumps({"corpus": kept["corpus"], **wrong}), encoding="utf-8")
        with pytest.raises(LearnedError, match="cannot be read"):
            read_topics(folder, kept["corpus"])


def test_an_alarm_for_the_model_alone_is_needed(taught: Content, tmp_path: Path) -> None:
    weights, about = read_weights(taught.folder / FOLDER / CRISIS)
    write_weights(tmp_path / CRISIS, weights, {"alarms": {"together": about["alarms"]["together"]}})
    with pytest.raises(LearnedError, match=CRISIS):
        read_crisis(tmp_path)


@pytest.mark.parametrize(
    "spoilt", ["", "[]", "{}", '{"corpus": "x", "alone": 1}', '{"corpus": "x", "alone": {"right": [1]}}']
)
def test_a_spoilt_calibration_is_refused(taught: Content, tmp_path: Path, spoilt: str) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / TOPICS).write_bytes((taught.folder / FOLDER / TOPICS).read_bytes())
    (folder / CALIBRATION).write_text(spoilt, encoding="utf-8")
    with pytest.raises(LearnedError):
        read_topics(folder, "x")


def test_without_the_language_model_everything_else_is_learned(
    school: tuple[Content, Lessons], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = copy_of(school[0], tmp_path)

    def missing() -> None:
        raise SemanticError("not here")

    monkeypatch.setattr(lessons, "load_encoder", missing)
    said = [*learn(copied.folder, school[1])]
    assert f"{FILE}: not learned: not here" in said
    assert isinstance(
        build_ranking(load(copied.folder), build_index(load(copied.folder)), copied.folder / FOLDER, quiet),
        LearnedRanking,
    )


def test_a_language_model_that_cannot_be_loaded_is_an_expected_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr("importlib.import_module", broken)
    with pytest.raises(SemanticError, match="OSError"):
        load_encoder()


def test_what_the_repository_holds_was_learned_from_its_questions() -> None:
    content = ROOT / "content"
    corpus = corpus_of(load(content))
    _, calibrations = read_topics(content / FOLDER, corpus)
    _, alarms = read_crisis(content / FOLDER)
    assert set(calibrations) == set(alarms) == {"alone", "together"}
    load_semantic(content / FOLDER, corpus, bag)
