"""Interface texts by gettext. The message ids are the English texts; `locales/` holds one .po file a language.

The .po files are compiled in memory when they are loaded, so there is no compiled file to build, ship or forget.
"""

from __future__ import annotations

from dataclasses import dataclass
from gettext import GNUTranslations
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from bot.domain.fact import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from babel.messages.catalog import Catalog

DOMAIN = "bot"
SOURCE = "en"


class CatalogueError(Exception):
    """A catalogue is missing, broken or incomplete; the text says which and where."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "extract, translate later"
    return message


def plural(one: str, many: str) -> tuple[str, str]:
    return one, many


def plural_in(context: str, one: str, many: str) -> tuple[str, str, str]:
    return context, one, many


@dataclass(frozen=True, slots=True)
class Texts:
    """The interface texts of one language."""

    language: str
    translations: GNUTranslations

    def __call__(self, message: str, /, **values: object) -> str:
        text = self.translations.gettext(message)
        return text.format(**values) if values else text

    def n(self, one: str, many: str, number: float, /, **values: object) -> str:
        """Return the plural form for `number`; the text may show it as `{n}`."""
        text = self.translations.ngettext(one, many, plural_number(number))
        return text.format(**({"n": number} | values))

    def np(self, context: str, one: str, many: str, number: float, /, **values: object) -> str:
        text = self.translations.npgettext(context, one, many, plural_number(number))
        return text.format(**({"n": number} | values))


def plural_number(number: float) -> int:
    # gettext plurals are defined for whole numbers; a fraction takes the form of 2: "1,5 дня", "1.5 days"
    return int(number) if number == int(number) else 2


def load_catalogues(folder: Path) -> Mapping[str, Texts]:
    """Load and compile the catalogue of every language. Raises `CatalogueError` for a missing or incomplete one."""
    catalogues = {language: read_catalogue(folder, language) for language in LANGUAGES}
    for language, catalogue in catalogues.items():
        if missing := list(untranslated(catalogue, catalogues[SOURCE])):
            raise CatalogueError(f"{po_path(folder, language)}: {len(missing)} untranslated, first: {missing[0]!r}")
    return {language: Texts(language, compiled(catalogue)) for language, catalogue in catalogues.items()}


def read_catalogue(folder: Path, language: str) -> Catalog:
    path = po_path(folder, language)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, domain=DOMAIN, abort_invalid=True)
    except FileNotFoundError as error:
        raise CatalogueError(f"{path}: there is no such catalogue") from error
    except (PoFileError, ValueError, LookupError) as error:
        raise CatalogueError(f"{path}: cannot be read: {error}") from error


def po_path(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def untranslated(catalogue: Catalog, source: Catalog) -> Iterator[str]:
    """Yield the texts that the source language has and this catalogue has not, or not in full."""
    for wanted in source:
        found = catalogue.get(wanted.id, wanted.context)
        texts = found.string if found and isinstance(found.string, tuple | list) else (found and found.string,)
        if wanted.id and (not found or found.fuzzy or not all(texts)):
            yield wanted.id if isinstance(wanted.id, str) else wanted.id[0]


def compiled(catalogue: Catalog) -> GNUTranslations:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return GNUTranslations(buffer)
