"""YAML with lines: every place is known, and nothing that YAML can do brings the reader down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.library import yamlfile
from bot.library.yamlfile import YamlText, parse_yaml

if TYPE_CHECKING:
    from bot.library.findings import Finding

FILE = Path("facts.yaml")
TEXT = """a:
  - one
  - two
b:
  c: 3
4: four
"""


def parsed(text: str, first_line: int = 1) -> YamlText:
    findings: list[Finding] = []
    document = parse_yaml(FILE, text, findings, first_line)
    assert document
    assert findings == []
    return document


def refused(text: str, first_line: int = 1) -> tuple[int, str]:
    """Return the line of the one finding and what the parser said."""
    findings: list[Finding] = []
    assert parse_yaml(FILE, text, findings, first_line) is None
    (finding,) = findings
    assert finding.code == "yaml"
    return finding.line, str(finding.values["problem"])


@pytest.mark.parametrize(
    ("keys", "line"),
    [((), 1), (("a", 0), 2), (("a", 1), 3), (("b", "c"), 5), ((4,), 6), (("a", 9), 2), (("b", "x"), 5), (("x",), 1)],
)
def test_the_line_of_a_value_or_of_what_is_nearest_to_it(keys: tuple[object, ...], line: int) -> None:
    assert parsed(TEXT).line(*keys) == line


def test_lines_are_counted_from_where_the_document_begins() -> None:
    assert parsed(TEXT, first_line=11).line("a", 1) == 13


def test_an_empty_document_is_nothing_at_its_first_line() -> None:
    document = parsed("# only a remark\n", first_line=4)
    assert document.data is None
    assert document.line("a") == 4


@pytest.mark.parametrize("loader", [yamlfile.Loader, yaml.SafeLoader], ids=["quick", "plain"])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [", 2),
        ("a: 1\nb: c: d", 2),
        ("a: 1\n\tb: 2", 2),
        ("a: 1\nb: &x [*x]", 2),
        ("a: &x 1\nb: *x", 2),
        ("a: 1\nb: *bold*", 2),
        ("a: 1\nb: !!bool maybe", 2),
        ("a: 1\n? !!str {=: a}\n: b", 2),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", 2),
        ("a: 1\nb: " + "[" * 21 + "]" * 21, 2),
        ("a: 1\nb: " + "[" * 200_000, 2),
        ("a: 1\n" + "- " * 5000 + "b", 2),
        ("--- a\n--- b", 2),
        ("a: \x00", 1),
        ("a: 2026-13-45", 1),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_or_must_not_be_read_is_one_finding_in_one_line(
    text: str, line: int, loader: type[yaml.SafeLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yamlfile, "Loader", loader)
    found, problem = refused(text)
    assert problem
    assert "\n" not in problem
    assert found in {line, line + 1} if text.endswith("[") else found == line


def test_a_finding_counts_from_where_the_document_begins() -> None:
    assert refused("a: 1\nb: *x", first_line=3)[0] == 4


def test_lists_may_be_twenty_deep() -> None:
    assert parsed("[" * 20 + "]" * 20).data


def test_marks_in_quotes_are_text() -> None:
    assert parsed("a: '*bold*'\nb: \"&\"\nc: '!'").data == {"a": "*bold*", "b": "&", "c": "!"}


def test_a_key_given_twice_is_found_wherever_it_is() -> None:
    findings: list[Finding] = []
    parse_yaml(FILE, "a:\n  - b: 1\n    b: 2\nc: 1\na: 3\n", findings)
    assert {(finding.line, finding.values["key"]) for finding in findings} == {(3, "b"), (5, "a")}
