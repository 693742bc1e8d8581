"""`make messages`: what templates and code say → the catalogues of other languages.

New sentences come in untranslated, those that nobody says any more go, and the compiled form is written anew. What is
missing stays in English on the page, and fails `tests/test_languages.py`. Needs no program but Babel.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from tests.here import ROOT

CATALOGUES = {"cy": ROOT / "meetings" / "locale" / "cy" / "LC_MESSAGES" / "django.po"}
_DAY = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
"""The date in the head of every catalogue: what is on file may depend on nothing but what is said."""

_KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}
_STAFF = ROOT / "templates" / "admin"
"""The desk is in English."""


def said() -> Catalog:
    """Everything that a public page can say: message ids, plurals and contexts, with the files that say them."""
    catalog = Catalog(charset="utf-8")
    for path, source in _sources():
        for _, message, comments, context in extract("python", io.BytesIO(source.encode()), _KEYWORDS):
            catalog.add(message, locations=[(path, None)], auto_comments=comments, context=context)
    return catalog


def _sources() -> Iterator[tuple[str, str]]:
    """(path, text that reads as Python) of code and templates; a line of a template stands without its indentation."""
    for path in sorted((ROOT / "meetings").rglob("*.py")):
        yield str(path.relative_to(ROOT)), path.read_text()
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if _STAFF not in path.parents:
            calls = templatize(path.read_text(), origin=path.name)
            yield str(path.relative_to(ROOT)), "\n".join(line.strip() for line in calls.splitlines())


def held(language: str) -> Catalog:
    """The catalogue of a language as it is on file; an empty one when there is none."""
    path, empty = CATALOGUES[language], Catalog(locale=language, charset="utf-8")
    with path.open("rb") if path.exists() else io.BytesIO() as file:
        catalog = read_po(file, locale=language, charset="utf-8") if path.exists() else empty
    catalog.project, catalog.version, catalog.fuzzy = "Board Archive", "1", False
    catalog.creation_date = catalog.revision_date = _DAY
    catalog.header_comment = "# The archive's words in another language. `make messages` brings this file up to date."
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = "Board Archive"
    return catalog


def up_to_date(language: str) -> Catalog:
    """The catalogue with everything that is said now and nothing else."""
    catalog = held(language)
    catalog.update(said(), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.creation_date = _DAY
    return catalog


def written(catalog: Catalog) -> bytes:
    """The catalogue as people edit it."""
    made = io.BytesIO()
    write_po(made, catalog, width=120, sort_output=True)
    return made.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as Django reads it."""
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


def main() -> None:
    """Bring every catalogue up to date, and say what is not translated."""
    for language, path in CATALOGUES.items():
        catalog = up_to_date(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))
        path.with_suffix(".mo").write_bytes(compiled(held(language)))
        missing = [message for message in catalog if message.id and not _whole(message.string)]
        sys.stdout.write(f"{language}: {len(catalog)} messages, {len(missing)} not translated\n")


def _whole(string: Any) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if not settings.configured:
    settings.configure(USE_I18N=False, INSTALLED_APPS=[])
    django.setup()

if __name__ == "__main__":
    main()
