"""Translations are marked after somebody compared them, and fall behind when the original changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.library.compared import mark_compared
from bot.library.load import read
from tests.library.planting import BODIES, Content, Data

if TYPE_CHECKING:
    from pathlib import Path

NAME = "psych.crisis"


def behind(folder: Path) -> list[str]:
    node = read(folder).nodes[NAME]
    return [language for language in ("ru", "kk", "en") if node.behind(language)]


def test_a_changed_original_leaves_its_translations_behind(small: Content) -> None:
    assert behind(small.folder) == []
    small.text(NAME, "ru", BODIES["ru"] + " Ещё.")
    assert behind(small.folder) == ["kk", "en"]


@pytest.mark.parametrize("change", [{"examples": [f"другой вопрос {n}" for n in range(8)]}, {"button": "Другая"}])
def test_examples_and_buttons_are_no_reason_to_compare(small: Content, change: Data) -> None:
    small.text(NAME, "ru", **change)
    assert behind(small.folder) == []


def test_line_breaks_are_no_reason_to_compare(small: Content) -> None:
    small.text(NAME, "ru", BODIES["ru"].replace(" ", "  ") + "\n")
    assert behind(small.folder) == []


def test_marking_brings_the_translations_up_to_date_and_touches_nothing_else(small: Content) -> None:
    small.text(NAME, "ru", BODIES["ru"] + " Ещё.")
    before = (small.folder / "psych/crisis/kk.md").read_text(encoding="utf-8")
    changed = mark_compared(read(small.folder), NAME)
    assert [path.name for path in changed] == ["kk.md", "en.md"]
    assert behind(small.folder) == []
    after = (small.folder / "psych/crisis/kk.md").read_text(encoding="utf-8")
    kept = [[line for line in text.splitlines() if not line.startswith("follows:")] for text in (before, after)]
    assert kept[0] == kept[1]
    assert mark_compared(read(small.folder), NAME) == ()


def test_a_line_gets_its_mark_as_well(small: Content) -> None:
    small.write("lines/lawyer_first/ru.md", "Сначала к юристу.")
    small.write("lines/lawyer_first/kk.md", "Алдымен заңгер.\n")
    mark_compared(read(small.folder), "lawyer_first")
    reading = read(small.folder)
    assert reading.lines["lawyer_first"]["kk"] == "Алдымен заңгер."
    (first, second) = (reading.follows[small.folder / f"lines/lawyer_first/{name}.md"] for name in ("kk", "en"))
    assert first == second
    assert first is not None


def test_what_is_neither_topic_nor_line_is_refused(small: Content) -> None:
    with pytest.raises(KeyError):
        mark_compared(read(small.folder), "no.topic")
