"""`route calibrate`: learns the questions of the content, and fits on other questions how sure the router may be."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.main import complain
from bot.library.measured import MeasuredError
from bot.settings import ROOT

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings

QUESTIONS, DANGER = ROOT / "benchmarks" / "routing" / "choose", ROOT / "benchmarks" / "crisis" / "choose"
TRAINING = ROOT / "training" / "crisis"


def route(settings: Settings, parsed: argparse.Namespace) -> int:
    if not importlib.util.find_spec("sklearn"):
        return complain("route calibrate: needs scikit-learn: pip install 'qadam[teach]', or `make test` once")
    from bot.library.lessons import Lessons, learn

    lessons = Lessons(
        Path(parsed.questions or QUESTIONS), Path(parsed.training or TRAINING), Path(parsed.danger or DANGER)
    )
    try:
        for line in learn(settings.content_dir, lessons):
            print(line, flush=True)
    except MeasuredError as error:
        return complain(str(error))
    return 0
