"""The shape of content files. Text from outside enters here, and nowhere else, so pydantic stays here."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from bot.domain.duties import DutyKind  # noqa: TC001 - pydantic reads it at run time
from bot.domain.fact import SAFE_LINK, Confidence, SourceKind, Unit
from bot.domain.faq import Audience, NodeKind

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
MAX_NEXT = 6
# Strict, so that "yes" is not 1; with bounds, so that no infinity comes in.
Number = Annotated[int, Field(strict=True, ge=0, le=10**12)] | Annotated[float, Field(strict=True, ge=0, le=10**12)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InThreeLanguages(Shape):
    ru: Words
    kk: Words
    en: Words


class SourceShape(Shape):
    title: InThreeLanguages
    publisher: Words
    kind: SourceKind
    url: str | None = None
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")] | None = None

    @field_validator("url")
    @classmethod
    def safe(cls, url: str | None) -> str | None:
        return safe_link(url) if url else url

    @model_validator(mode="after")
    def leads_somewhere(self) -> Self:
        if not self.url and self.kind is not SourceKind.OWN:
            raise ValueError("a source needs its address in “url”")
        return self


class FactShape(Shape):
    what: Words
    unit: Unit
    confidence: Confidence
    reviewed_on: date
    review_by: date
    sources: list[Name] = []
    value: date | Number | str | None = None
    by_year: dict[int, Number] = {}
    label: Words | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def fits_its_unit(self) -> Self:
        if (self.value is None) == (not self.by_year):
            raise ValueError("give either value or by_year")
        if not self.value_fits():
            raise ValueError(f"the value does not fit the unit {self.unit.value}")
        return self

    def value_fits(self) -> bool:
        match self.unit:
            case Unit.DATE:
                return isinstance(self.value, date)
            case Unit.LINK:
                return isinstance(self.value, str) and bool(SAFE_LINK.match(self.value)) and bool(self.label)
            case Unit.PHONE:
                return isinstance(self.value, str) and bool(re.fullmatch(r"\+?[\d ]{3,20}", self.value))
            case _:
                return bool(self.by_year) or isinstance(self.value, int | float)


class FactsFile(Shape):
    sources: dict[Name, SourceShape] = {}
    facts: dict[Name, FactShape] = {}


class SectionShape(Shape):
    id: Name
    title: InThreeLanguages
    topics: list[Name] = Field(min_length=1)


class NodeShape(Shape):
    kind: NodeKind = NodeKind.ANSWER
    audience: list[Audience] = []
    sources: list[Name] = []
    reviewed_on: date
    review_by: date
    opens_with: list[Name] = []
    closes_with: list[Name] = []
    urgent: bool = False
    remind: DutyKind | None = None
    options: dict[Name, Name] = {}
    next: list[Name] = Field(default=[], max_length=MAX_NEXT)

    @model_validator(mode="after")
    def asks_if_it_is_a_question(self) -> Self:
        if (self.kind is NodeKind.QUESTION) != bool(self.options):
            raise ValueError("options belong to a question, and a question needs them")
        return self


Fingerprint = Annotated[str, StringConstraints(pattern=r"^[a-z2-7]{8}$")]


class LineHead(Shape):
    follows: Fingerprint | None = None


class TextHead(LineHead):
    title: Words
    button: Words
    examples: list[Words] = []
    options: dict[Name, Words] = {}


class AliasesFile(Shape):
    aliases: list[list[Words]]
    confused: list[list[Words]] = []


class CrisisFile(Shape):
    themes: dict[str, dict[str, list[Words]]]
    idioms: dict[str, list[Words]] = {}
    topics: list[Words] = []


class SmallTalkFile(Shape):
    kinds: dict[str, list[Words]]
    fillers: list[Words] = []


class ForeignFile(Shape):
    places: list[Words]
    home: list[Words] = []
    origin: list[Words] = []
    questions: list[Words] = []
    topics: list[Words] = []


class TripFile(Shape):
    entry: list[Words]
    exit: list[Words]
    here: list[Words]
    presence: list[Words]
    will_enter: list[Words]
    will_leave: list[Words]
    going_in: list[Words]
    going_out: list[Words]
    unclear: list[Words]
    others: list[Words]
    ourselves: list[Words]


class RemindFile(Shape):
    ask: list[Words]


WORD_FILES: dict[str, type[Shape]] = {
    "aliases": AliasesFile,
    "crisis": CrisisFile,
    "small_talk": SmallTalkFile,
    "foreign": ForeignFile,
    "trip": TripFile,
    "remind": RemindFile,
}


def safe_link(url: str) -> str:
    if not SAFE_LINK.match(url):
        raise ValueError("the address must begin with https:// and have no spaces or brackets")
    return url
