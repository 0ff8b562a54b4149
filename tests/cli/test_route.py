"""`route calibrate` says in one line what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def test_without_scikit_learn_it_says_how_to_get_it(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert "needs scikit-learn" in run("route", "calibrate").complaint


def test_sets_that_are_not_there_are_named(run: Callable[..., Ran], tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs scikit-learn")
    assert f"{tmp_path}: there is no file *.jsonl here" in run("route", "calibrate", "--questions", tmp_path).complaint


def test_an_action_is_needed(run: Callable[..., Ran]) -> None:
    assert "ACTION" in run("route").complaint
