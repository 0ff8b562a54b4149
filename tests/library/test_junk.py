"""Whatever stands in the files, reading and checking end with findings and never with a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.check import check
from tests.conftest import TODAY
from tests.library.planting import BODIES, REVIEWED, Content, dumped, small_content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.i18n.catalogue import Texts

YAML_FILES = ("sections.yaml", "facts/all.yaml", "words/crisis.yaml", "words/aliases.yaml", "psych/crisis/node.yaml")
TEXT_FILES = ("psych/crisis/ru.md", "psych/crisis/kk.md", "lines/lawyer_first/ru.md", "lines/lawyer_first/en.md")
FIELDS = (
    "facts", "sources", "id", "title", "topics", "ru", "kk", "en", "what", "value", "by_year", "unit", "themes",
    "aliases", "kind", "next", "options", "law", "psych.crisis", "question", "link", "date", "phone", "days", "mci",
)  # fmt: skip
YAML_MARKS = (
    "- ", ": ", "\n", "  ", "{", "}", "[", "]", "'", '"', "|", ">", "#", "&a", "*a", "!!int ", "? ", "---", "<<: ", "~",
)  # fmt: skip
TEXT_MARKS = (
    "---\n", "title: a\n", "button: b\n", "examples: [c]\n", "options: {a: b}\n", "\n\n", "- ", "1. ", "> ", "**", "*",
    "_", "`", "```", "[a](", ")", "https://a.kz", "{law}", "{n|n}", "{n|gen}", "{", "}", "|", "#", "<b>", "\\", "😀",
)  # fmt: skip
scalars = st.one_of(
    st.sampled_from(FIELDS), st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.text()
)
data = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.integers()), inner, max_size=5),
    ),
    max_leaves=12,
)
yaml_texts = st.one_of(
    data.map(dumped),
    st.lists(st.one_of(st.sampled_from(YAML_MARKS), st.sampled_from(FIELDS), st.text(max_size=3)), max_size=20).map(
        "".join
    ),
    st.text(),
)
texts = st.lists(st.one_of(st.sampled_from(TEXT_MARKS), st.text(max_size=5)), max_size=20).map("".join)


@pytest.fixture(scope="module")
def junkyard(tmp_path_factory: pytest.TempPathFactory) -> Content:
    content = small_content(tmp_path_factory.mktemp("junk") / "content")
    for language, body in BODIES.items():
        content.text("safety.privacy", language, f"{body} {{n}}")
    content.facts("numbers", {"n": {"what": "n", "value": 3, "unit": "days", "confidence": "official", **REVIEWED}})
    return content


def survives(content: Content, path: str, junk: bytes, catalogues: Mapping[str, Texts]) -> None:
    """Put junk into a file and back the file that was there."""
    file = content.folder / path
    before = file.read_bytes()
    file.write_bytes(junk)
    try:
        for finding in check(content.folder, catalogues, TODAY):
            assert finding.line >= 1
            assert "\n" not in finding.written(catalogues["kk"])
    finally:
        file.write_bytes(before)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(YAML_FILES), yaml_texts)
def test_junk_yaml_is_found_or_read(junkyard: Content, catalogues: Mapping[str, Texts], path: str, junk: str) -> None:
    survives(junkyard, path, junk.encode("utf-8", "surrogatepass"), catalogues)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(TEXT_FILES), texts)
def test_junk_texts_are_found_or_read(junkyard: Content, catalogues: Mapping[str, Texts], path: str, junk: str) -> None:
    survives(junkyard, path, junk.encode("utf-8", "surrogatepass"), catalogues)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(TEXT_FILES[:2]), texts)
def test_junk_below_a_proper_head_is_found_or_read(
    junkyard: Content, catalogues: Mapping[str, Texts], path: str, junk: str
) -> None:
    head = dumped({"title": junk or "a", "button": "b", "examples": [junk or "c"]})
    survives(junkyard, path, f"---\n{head}---\n{junk}".encode("utf-8", "surrogatepass"), catalogues)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from((*YAML_FILES, *TEXT_FILES)), st.binary())
def test_junk_bytes_are_found_or_read(
    junkyard: Content, catalogues: Mapping[str, Texts], path: str, junk: bytes
) -> None:
    survives(junkyard, path, junk, catalogues)


@settings(deadline=None, max_examples=50)
@given(
    st.fixed_dictionaries(
        {"what": st.just("a"), "unit": st.sampled_from(["days", "mci", "date", "link", "tenge", "phone"])},
        optional={
            "value": st.one_of(st.integers(), st.floats(), st.dates(), st.text(), st.just("https://egov.kz")),
            "by_year": st.dictionaries(st.integers(), st.one_of(st.integers(), st.floats())),
            "label": st.text(min_size=1),
            "valid_from": st.dates(),
            "valid_to": st.dates(),
        },
    ),
    st.dates(),
)
def test_a_fact_that_is_let_in_can_be_shown(
    junkyard: Content, catalogues: Mapping[str, Texts], fact: dict[str, object], reviewed: date
) -> None:
    dated = {"confidence": "official", "reviewed_on": reviewed, "review_by": TODAY}
    facts = {"facts": {"n": fact | dated}}
    survives(junkyard, "facts/numbers.yaml", dumped(facts).encode("utf-8", "surrogatepass"), catalogues)
