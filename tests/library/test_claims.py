"""Behind every number that a reader sees stands a fact with a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.domain.fact import LANGUAGES
from bot.library.claims import claims, written
from bot.library.load import read
from bot.settings import ROOT
from tests.library.planting import BODIES, Content, fact, source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.i18n.catalogue import Texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_real_content_has_a_source(
    catalogues: Mapping[str, Texts], today: date, language: str
) -> None:
    found = list(claims(read(ROOT / "content"), catalogues[language], today))
    assert len(found) > 100
    for claim in found:
        assert not claim.bare, written(claim)


def test_a_number_without_a_source_is_bare_unless_it_is_our_own_advice(
    small: Content, catalogues: Mapping[str, Texts], today: date
) -> None:
    small.node("psych.crisis", sources=[])
    for confidence, bare in (("official", True), ("advice", False)):
        small.facts("zz", {"zz.days": fact(value=7, confidence=confidence)})
        for language in LANGUAGES:
            small.text("psych.crisis", language, BODIES["en"].replace("The first", "Wait {zz.days}. The first"))
        (claim,) = claims(read(small.folder), catalogues["en"], today)
        assert claim.bare is bare


def test_a_claim_says_the_sentence_the_fact_and_the_source(
    small: Content, catalogues: Mapping[str, Texts], today: date
) -> None:
    small.facts("zz", {"zz.days": fact(value=7, sources=["zz_law"])}, {"zz_law": source(date="2024-02")})
    body = BODIES["en"].replace("- The first", "- Words alone. Wait {zz.days} from 2024.\n- The first")
    for language in LANGUAGES:
        small.text("psych.crisis", language, body)
    (claim,) = claims(read(small.folder), catalogues["en"], today)
    assert claim.said.replace("\xa0", " ") == "Wait 7 days from 2024."
    place, behind, where = written(claim).replace("\xa0", " ").splitlines()
    assert re.fullmatch(r".*psych/crisis/en\.md:\d+: Wait 7 days from 2024\.", place)
    assert behind == "    zz.days = 7 days (official; compared 2026-11-21, due 2027-02-21)"
    assert where == "    State: https://law.kz/1 (2024-02)"


def test_a_year_without_a_fact_rests_on_the_sources_of_its_topic(
    small: Content, catalogues: Mapping[str, Texts], today: date
) -> None:
    for language in LANGUAGES:
        small.text("psych.crisis", language, BODIES["en"].replace("An answer", "Since 2024 an answer"))
    (claim,) = claims(read(small.folder), catalogues["en"], today)
    assert claim.facts == ()
    assert [source.id for source in claim.sources] == ["law"]
