"""Files of weights come back as they were written, and a file that cannot be used says so in a few words."""

from __future__ import annotations

import json
from array import array
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.learned import Weights
from bot.library.weights import WeightsError, read_weights, write_weights

if TYPE_CHECKING:
    from pathlib import Path

WEIGHTS = Weights(
    labels=("a.b", "-"),
    bias=array("d", [0.25, -1.5]),
    rows={"=слово": 0, " sl": 1},
    rarity=array("f", [1.0, 2.5]),
    starts=array("I", [0, 2, 3]),
    columns=array("B", [0, 1, 1]),
    values=array("h", [-32767, 32767, 12]),
    scale=0.001,
    wide=True,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "learned" / "w.weights"
    write_weights(written, WEIGHTS, {"corpus": "abc"})
    return written


def test_weights_come_back_as_they_were(path: Path) -> None:
    weights, about = read_weights(path)
    assert weights == WEIGHTS
    assert about == {"corpus": "abc"}


def test_the_same_weights_are_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_weights(tmp_path / "again", WEIGHTS, {"corpus": "abc"})
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


def test_a_machine_that_turns_its_numbers_round_reads_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.byteorder", "big")
    write_weights(tmp_path / "turned", WEIGHTS, {})
    assert read_weights(tmp_path / "turned")[0] == WEIGHTS


def test_a_missing_file_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="not there"):
        read_weights(tmp_path / "nothing")


def test_a_file_of_another_version_says_so(path: Path) -> None:
    head, _, rest = path.read_bytes().partition(b"\n")
    path.write_bytes(json.dumps(json.loads(head) | {"format": 99}).encode() + b"\n" + rest)
    with pytest.raises(WeightsError, match="another version"):
        read_weights(path)


def test_parts_that_do_not_fit_together_are_refused(path: Path) -> None:
    head, _, rest = path.read_bytes().partition(b"\n")
    told = json.loads(head)
    told["sizes"][2] -= 4  # one start less
    told["sizes"][3] += 4
    path.write_bytes(json.dumps(told).encode() + b"\n" + rest)
    with pytest.raises(WeightsError, match="fit together"):
        read_weights(path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": array("B", [0, 1, 2])},
        {"starts": array("I", [2, 0, 3])},
        {"rarity": array("f", [1.0])},
        {"bias": array("d", [0.0])},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_weights_that_would_fail_at_somebodys_message_are_refused_at_once(
    tmp_path: Path, wrong: dict[str, Any]
) -> None:
    write_weights(tmp_path / "wrong", replace(WEIGHTS, **wrong), {})
    with pytest.raises(WeightsError, match="fit together"):
        read_weights(tmp_path / "wrong")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_but_never_raises_anything_else(path: Path, data: st.DataObject) -> None:
    whole = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    spoilt = path.with_name("spoilt")
    spoilt.write_bytes(bytes(whole[:place]) + data.draw(st.binary(max_size=5)) + bytes(whole[place + 1 :]))
    with suppress(WeightsError):
        read_weights(spoilt)
