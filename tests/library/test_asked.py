"""Files of questions: one a line; and sets for measuring, whose faults are named with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.library.load import load, read
from bot.library.measured import MeasuredError, read_asked, read_told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.library.planting import Content


def test_questions_of_a_file_are_asked_beside_the_examples(small: Content) -> None:
    small.write("psych/crisis/ru.txt", "# ещё вопросы\n\n  мне плохо: что делать?  \nс кем поговорить\n")
    text = load(small.folder).graph.nodes["psych.crisis"].texts["ru"]
    assert text.questions == ("мне плохо: что делать?", "с кем поговорить")
    assert text.asked == text.examples + text.questions


def test_each_question_knows_its_line(small: Content) -> None:
    small.write("psych/crisis/ru.txt", "# вопросы\n\nодин\nдва\n")
    assert read(small.folder).asked_on[small.folder / "psych/crisis/ru.txt"] == (3, 4)


def test_questions_out_of_scope_are_read_by_language(small: Content) -> None:
    small.write("out_of_scope/kk.txt", "ауа райы қандай\n")
    assert load(small.folder).elsewhere == {"ru": (), "kk": ("ауа райы қандай",), "en": ()}


def test_a_set_is_read_with_its_author_and_every_right_topic(tmp_path: Path) -> None:
    (tmp_path / "ru-1.jsonl").write_text(
        '{"q": "иин", "lang": "ru", "kind": "short", "node": "iin.get", "also": ["iin.what_for"]}\n'
        '{"q": "погода", "lang": "ru", "kind": "far"}\n',
        encoding="utf-8",
    )
    first, second = read_asked(tmp_path)
    assert (first.author, first.right) == ("ru-1", frozenset({"iin.get", "iin.what_for"}))
    assert second.right == frozenset()


def test_messages_of_danger_are_read_with_their_label(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "a", "lang": "ru", "label": "crisis", "theme": "despair"}\n'
        '{"text": "b", "lang": "ru", "label": "other", "theme": "idiom"}\n',
        encoding="utf-8",
    )
    assert [message.danger for message in read_told(tmp_path)] == [True, False]


@pytest.mark.parametrize("line", ["not json", "[]", '{"q": 1, "lang": "ru", "kind": "x"}', '{"q": "a", "lang": "ru"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "x.jsonl").write_text(f'{{"q": "a", "lang": "ru", "kind": "far"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(MeasuredError, match=r"x\.jsonl:2: a line is an object with q, lang, kind"):
        read_asked(tmp_path)


def test_a_folder_without_sets_is_named(tmp_path: Path) -> None:
    with pytest.raises(MeasuredError, match="there is no file"):
        read_told(tmp_path)
