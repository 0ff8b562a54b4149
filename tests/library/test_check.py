"""Every rule finds the fault that it is for, where it is, and says so in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.library.check import check
from bot.settings import ROOT
from tests.conftest import TODAY
from tests.library import faults_in_texts  # noqa: F401 - adds its faults to the rules
from tests.library.faults import RULES, Fault
from tests.library.planting import codes_in, fact, source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.i18n.catalogue import Texts
    from bot.library.findings import Finding
    from tests.library.planting import Content, Place

WARNINGS = {"review-due", "unused-fact", "translation-behind", "hard-to-read", "pulled-questions", "not-learned"}
# Noted in passing by faults that are about something else: a fact that is not used, a translation of a changed text.
BESIDES = {"unused-fact", "translation-behind", "line-behind", "not-learned"}


def places(content: Content, findings: list[Finding]) -> set[tuple[str, Place]]:
    return {(f.code, (f.path.relative_to(content.folder).as_posix(), f.line)) for f in findings}


@pytest.fixture(scope="module")
def planted(real: Content, catalogues: Mapping[str, Texts]) -> tuple[list[Finding], dict[str, Place]]:
    """All faults planted in a copy of the real content at once: what was found anew, and where each was due."""
    before = places(real, check(real.folder, catalogues, TODAY))
    due = {str(fault): fault.plant(real) for fault in RULES}
    real.facts("zz_law", {}, {"law": source()})
    real.section("zz")
    after = check(real.folder, catalogues, TODAY)
    return [finding for finding in after if not places(real, [finding]) <= before], due


@pytest.mark.parametrize("fault", RULES, ids=str)
def test_a_rule_finds_its_fault_in_the_right_line(
    fault: Fault, planted: tuple[list[Finding], dict[str, Place]], real: Content
) -> None:
    findings, due = planted
    assert (fault.code, due[str(fault)]) in places(real, findings)


def test_a_rule_finds_nothing_but_its_faults(planted: tuple[list[Finding], dict[str, Place]], real: Content) -> None:
    findings, due = planted
    expected = {(fault.code, due[str(fault)]) for fault in RULES}
    others = places(real, findings) - expected
    assert {code for code, _ in others} <= BESIDES


def test_only_what_can_wait_is_a_warning(planted: tuple[list[Finding], dict[str, Place]]) -> None:
    findings, _ = planted
    assert {finding.code for finding in findings if finding.level == "warning"} == WARNINGS
    assert WARNINGS.isdisjoint(finding.code for finding in findings if finding.level == "error")


def test_each_finding_is_one_line_in_every_language(
    planted: tuple[list[Finding], dict[str, Place]], catalogues: Mapping[str, Texts]
) -> None:
    findings, _ = planted
    for finding in findings:
        for t in catalogues.values():
            said = finding.written(t)
            assert said.startswith(f"{finding.path}:{finding.line}: {finding.level} {finding.code} ")
            assert "\n" not in said
            assert "{" not in said.replace("{contact.gov}", "")


def test_findings_come_in_the_order_of_files_and_lines(planted: tuple[list[Finding], dict[str, Place]]) -> None:
    findings, _ = planted
    order = [(finding.path, finding.line, finding.code) for finding in findings]
    assert order == sorted(order)


def test_every_rule_has_a_planted_fault() -> None:
    assert {fault.code for fault in RULES} == codes_in(ROOT / "bot" / "library" / "check")


def test_the_real_content_has_no_errors(catalogues: Mapping[str, Texts], today: date) -> None:
    findings = check(ROOT / "content", catalogues, today)
    assert [finding.written(catalogues["en"]) for finding in findings if finding.level == "error"] == []


def test_the_smallest_content_has_nothing_to_find(small: Content, catalogues: Mapping[str, Texts], today: date) -> None:
    assert check(small.folder, catalogues, today) == []


def test_the_index_is_used_by_every_fine(small: Content, catalogues: Mapping[str, Texts], today: date) -> None:
    small.facts("index", {"mci": fact(unit="tenge", value=None, by_year={2026: 4325})})
    assert check(small.folder, catalogues, today) == []


def test_rules_wait_until_the_files_can_be_read(small: Content, catalogues: Mapping[str, Texts], today: date) -> None:
    small.topic("arrival.end", next=[])
    small.node("safety.privacy", sources=["no_law"])
    assert {finding.code for finding in check(small.folder, catalogues, today)} == {"unknown-name"}


def test_a_topic_that_is_not_written_yet_hides_nothing_else(
    small: Content, catalogues: Mapping[str, Texts], today: date
) -> None:
    small.topic("arrival.end", next=[])
    small.node("safety.privacy", next=["no.topic", "psych.crisis"])
    codes = {finding.code for finding in check(small.folder, catalogues, today)}
    assert codes == {"unknown-topic", "unreachable", "dead-end"}


def test_a_review_due_today_is_not_late(small: Content, catalogues: Mapping[str, Texts], today: date) -> None:
    small.node("safety.privacy", reviewed_on=today, review_by=today)
    assert check(small.folder, catalogues, today) == []
