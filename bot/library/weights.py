"""Files of trained weights: a line of JSON that says what follows, then plain numbers, compressed. No code in them."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.domain.learned import Weights

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1


class WeightsError(Exception):
    """A file of weights cannot be used; the text says why in a few words."""


def write_weights(path: Path, weights: Weights, about: Mapping[str, Any]) -> None:
    """Write weights. `about` is kept beside them, above all the fingerprint of what they were trained on."""
    numbers: tuple[array[Any], ...] = (weights.rarity, weights.starts, weights.columns, weights.values)
    blocks = ["\n".join(weights.rows).encode(), *map(_little, numbers)]
    head = {"format": FORMAT, **about, "scale": weights.scale, "wide": weights.wide, "labels": weights.labels}
    head |= {"bias": list(weights.bias), "sizes": [*map(len, blocks)]}
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(json.dumps(head, ensure_ascii=False).encode() + b"\n" + zlib.compress(b"".join(blocks), 9))


def read_weights(path: Path) -> tuple[Weights, dict[str, Any]]:
    """Read weights and what is kept beside them. Raises `WeightsError`."""
    try:
        line, _, packed = path.read_bytes().partition(b"\n")
        head = json.loads(line)
        if head.pop("format") != FORMAT:
            raise WeightsError("written by another version of the program")
        blocks = _cut(zlib.decompress(packed), head.pop("sizes"))
        names, rarity, starts, columns, values = blocks
        weights = Weights(
            labels=tuple(head.pop("labels")),
            bias=array("d", head.pop("bias")),
            rows={name: row for row, name in enumerate(names.decode().split("\n"))},
            rarity=_array("f", rarity),
            starts=_array("I", starts),
            columns=_array("B", columns),
            values=_array("h", values),
            scale=float(head.pop("scale")),
            wide=bool(head.pop("wide")),
        )
    except FileNotFoundError:
        raise WeightsError("not there") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
        raise WeightsError(f"damaged ({type(error).__name__})") from error
    if not fits(weights):
        raise WeightsError("damaged (its parts do not fit together)")
    return weights, head


def fits(weights: Weights) -> bool:
    """Tell whether every row leads to weights of labels that exist."""
    rows, labels, starts = len(weights.rows), len(weights.labels), weights.starts
    return (
        len(starts) == rows + 1
        and len(weights.rarity) == rows
        and len(weights.bias) == labels > 0
        and all(first <= second for first, second in pairwise(starts))
        and starts[-1] == len(weights.values) == len(weights.columns)
        and max(weights.columns, default=0) < labels
    )


def _cut(block: bytes, sizes: list[int]) -> list[bytes]:
    ends = [sum(sizes[: index + 1]) for index in range(len(sizes))]
    return [block[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def _little(numbers: array[Any]) -> bytes:
    copied = array(numbers.typecode, numbers)
    if sys.byteorder == "big":
        copied.byteswap()
    return copied.tobytes()


def _array(kind: str, block: bytes) -> array[Any]:
    numbers = array(kind)
    numbers.frombytes(block)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
