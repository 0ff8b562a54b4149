"""Reading: whatever is broken is found, where it is, and the rest is read all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.fact import Confidence, Unit
from bot.library.check import check
from bot.library.findings import ContentError, Finding
from bot.library.limits import NEEDED
from bot.library.load import load, read
from bot.library.reading import Reading
from bot.settings import ROOT
from tests.library.broken import BROKEN
from tests.library.broken_names import NAMES
from tests.library.planting import BODIES, Content, Place, codes_in, fact, small_content, source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from bot.i18n.catalogue import Texts
    from bot.library.reading import Library
    from tests.library.faults import Fault

Found = tuple[Content, Reading, dict[str, Place]]
# Faults after which nothing else can be found; each has its own test below.
ALONE = {"no-content", "required"}


def places(content: Content, findings: list[Finding]) -> list[tuple[str, Place]]:
    return [(f.code, (f.path.relative_to(content.folder).as_posix(), f.line)) for f in findings]


def planted(faults: list[Fault], folder: Path) -> Found:
    content = small_content(folder)
    due = {str(fault): fault.plant(content) for fault in faults}
    return content, read(content.folder), due


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return planted(BROKEN, tmp_path_factory.mktemp("broken"))


@pytest.fixture(scope="module")
def misnamed(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return planted(NAMES, tmp_path_factory.mktemp("names"))


@pytest.mark.parametrize("fault", BROKEN, ids=str)
def test_a_broken_file_is_found_in_the_right_line(fault: Fault, broken: Found) -> None:
    content, reading, due = broken
    assert (fault.code, due[str(fault)]) in places(content, reading.findings)


@pytest.mark.parametrize("fault", NAMES, ids=str)
def test_a_name_that_leads_nowhere_is_found_in_the_right_line(fault: Fault, misnamed: Found) -> None:
    content, reading, due = misnamed
    assert (fault.code, due[str(fault)]) in places(content, reading.findings)


def test_one_fault_gives_one_finding(broken: Found, misnamed: Found) -> None:
    for (content, reading, due), faults in ((broken, BROKEN), (misnamed, NAMES)):
        expected = {(fault.code, due[str(fault)]) for fault in faults}
        of_both = ("same-code", ("zz/t510/node.yaml", 1))
        assert set(places(content, reading.findings)) - expected <= {of_both}


def test_every_finding_of_reading_is_one_line_in_every_language(
    broken: Found, misnamed: Found, catalogues: Mapping[str, Texts]
) -> None:
    for finding in (*broken[1].findings, *misnamed[1].findings):
        for t in catalogues.values():
            assert finding.written(t).startswith(f"{finding.path}:{finding.line}: error {finding.code} ")
            assert "\n" not in finding.written(t)


def test_every_code_of_reading_has_a_planted_fault() -> None:
    assert {fault.code for fault in (*BROKEN, *NAMES)} == codes_in(ROOT / "bot" / "library") - ALONE


def test_what_is_in_order_is_read_beside_what_is_not(broken: Found) -> None:
    reading = broken[1]
    assert reading.broken
    assert {"arrival.first_steps", "psych.crisis", "safety.privacy"} == set(reading.nodes)
    assert "zz.same" in reading.facts


def test_a_folder_without_sections_is_no_content(tmp_path: Path) -> None:
    (finding,) = read(tmp_path).findings
    assert (finding.path, finding.line, finding.code) == (tmp_path, 1, "no-content")


@pytest.mark.parametrize("text", ["", "arrival: Arrival\n", "just words\n"])
def test_sections_that_are_no_list_are_refused(small: Content, text: str) -> None:
    small.write("sections.yaml", text)
    assert ("bad-value", ("sections.yaml", 1)) in places(small, read(small.folder).findings)


@pytest.mark.parametrize("name", ["arrival.first_steps", "psych.crisis", "safety.privacy"])
def test_a_topic_that_the_bot_itself_leads_to_is_required(small: Content, name: str) -> None:
    folder = name.replace(".", "/")
    small.write(f"{folder}/node.yaml", "kind: answer\n")
    assert ("required", (f"{folder}/node.yaml", 1)) in places(small, read(small.folder).findings)


def test_the_line_that_the_bot_itself_shows_is_required(small: Content) -> None:
    (small.folder / "lines/lawyer_first").rename(small.folder / "lines/another")
    assert places(small, read(small.folder).findings) == [("required", ("lines/lawyer_first", 1))]


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_an_empty_line_is_found(small: Content, language: str, catalogues: Mapping[str, Texts], today: date) -> None:
    small.write(f"lines/lawyer_first/{language}.md", "")
    assert {finding.path.parent.name for finding in check(small.folder, catalogues, today)} == {"lawyer_first"}


def test_a_file_saved_by_notepad_is_read(small: Content) -> None:
    for path in ("sections.yaml", "arrival/first_steps/ru.md", "arrival/first_steps/node.yaml"):
        file = small.folder / path
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read(small.folder).findings == []


def test_loading_gives_everything_that_the_folder_says(small: Content) -> None:
    small.facts("more", {"zz.limit": fact(unit="months", confidence="one_source", sources=["law"])})
    library = load(small.folder)
    assert [section.id for section in library.graph.sections] == ["arrival", "psych", "safety"]
    assert library.graph.sections[0].titles["kk"] == "Бөлім"
    node = library.graph.nodes["arrival.first_steps"]
    assert (node.next, node.sources) == (("psych.crisis",), ("law",))
    assert node.texts["ru"].body == BODIES["ru"]
    assert len(node.texts["en"].examples) == 8
    limit = library.facts["zz.limit"]
    assert (limit.value, limit.unit, limit.confidence) == (3, Unit.MONTHS, Confidence.ONE_SOURCE)
    assert library.sources["law"].url == "https://law.kz/1"
    assert library.lines["lawyer_first"]["en"] == "A lawyer first."
    assert library.words["foreign"]["places"] == ["Paris"]


def test_content_that_cannot_be_used_is_refused_with_every_error(small: Content) -> None:
    small.node("psych.crisis", next=["no.topic"], sources=["no_law"])
    with pytest.raises(ContentError, match=r"psych/crisis/node\.yaml:7: unknown-topic .*no\.topic") as refused:
        load(small.folder)
    assert [finding.values["name"] for finding in refused.value.findings] == ["no.topic", "no_law"]


def test_a_warning_does_not_stop_the_start(small: Content) -> None:
    reading = read(small.folder)
    reading.findings.append(Finding(small.folder, 1, "unused-fact", "only a warning", level="warning"))
    assert not reading.broken


def test_the_real_content_can_be_used(library: Library) -> None:
    assert len(library.graph.nodes) >= 22


def test_a_fact_that_the_calculator_reads_is_required(small: Content) -> None:
    small.facts("all", {}, {"law": source()})
    found = places(small, read(small.folder).findings)
    assert found == [("required", ("facts", 1))] * len(NEEDED)


def test_a_fact_that_the_calculator_reads_keeps_its_unit(small: Content) -> None:
    path = small.folder / "facts" / "all.yaml"
    text = path.read_text(encoding="utf-8").replace("unit: calendar_days", "unit: hours  # MARK", 1)
    path.write_text(text, encoding="utf-8")
    assert places(small, read(small.folder).findings) == [("required", small.at("facts/all.yaml", "MARK"))]
